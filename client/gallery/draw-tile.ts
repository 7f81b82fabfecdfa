import { createChartScene } from "../scene/chart-scene.ts";
import type { RendererKind } from "../scene/scene-state.ts";
import type { Theme } from "../../core/view/theme.ts";
import type { GalleryTile } from "./gallery-tiles.ts";
import { makeState } from "./scene-cases.ts";

/** How a tile is drawn. */
export interface TileLook {
  readonly renderer: RendererKind;
  readonly theme: Theme["name"];
}

/**
 * Draws a tile once and gives back its pixels. The scene is destroyed at once: browsers keep few WebGL contexts alive.
 * @param host an empty element of the tile's size.
 * @returns null for a tile on which nothing is drawn.
 * @throws Error where the renderer asked for cannot be had here.
 */
export async function drawTile(host: HTMLElement, { scene: name, part, layers }: GalleryTile, { renderer, theme }: TileLook): Promise<ImageData | null> {
  if (name === null) return null;
  const state = { ...makeState(name, theme), ...part };
  const scene = await createChartScene(host, { renderer, state, ...(layers === undefined ? {} : { layers: layers() }) });
  try {
    const costs = scene.costs();
    if (costs.renderer !== renderer) throw new Error(`The gallery cannot be drawn with ${renderer} here: ${costs.rendererReason}`);
    return await scene.capture();
  } finally {
    scene.destroy();
  }
}
