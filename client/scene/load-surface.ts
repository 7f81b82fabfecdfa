import type { ChartLayout } from "../../core/view/chart-layout.ts";
import type { Layer } from "./layer.ts";
import type { RendererKind } from "./scene-state.ts";
import type { Surface } from "./surface.ts";

/** Makes a surface of a canvas. Rejects when the browser does not give what the renderer needs. */
export type CreateSurface = (canvas: HTMLCanvasElement, layout: ChartLayout, layers: readonly Layer[]) => Promise<Surface>;

/** Loads a renderer's script, which is not part of the page's: a page loads the one that it draws with. */
export async function loadSurface(kind: RendererKind): Promise<CreateSurface> {
  if (kind === "canvas") return (await import("./canvas/canvas-surface.ts")).createCanvasSurface;
  return (await import("./webgl/webgl-surface.ts")).createWebglSurface;
}
