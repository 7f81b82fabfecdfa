import type { ChartLayout } from "../../core/view/chart-layout.ts";
import type { FrameContext } from "./frame-context.ts";
import type { GlyphAtlas } from "./glyph-sheet.ts";
import type { Layer } from "./layer.ts";
import type { RendererKind } from "./scene-state.ts";

/** Counters of a surface: sums since its start, but for the draw calls. */
export interface SurfaceCosts {
  uploadedBytes: number;
  textureUploads: number;
  /** Draw calls of the last frame: on the CPU, regions put on the screen. */
  drawCalls: number;
}

/** A canvas with a renderer of its own: where the heat and the layers' primitives become pixels. */
export interface Surface {
  readonly kind: RendererKind;
  readonly canvas: HTMLCanvasElement;
  readonly costs: SurfaceCosts;
  resize(layout: ChartLayout): void;
  /** Takes the glyphs that the batches of the next frames refer to. */
  setAtlas(atlas: GlyphAtlas): void;
  draw(frame: FrameContext, layers: readonly Layer[]): void;
  /** The pixels of the frame that was just drawn; call it in the same task. */
  readPixels(): ImageData;
  /** Loses the WebGL context, see ChartScene; a surface without one has no such method. */
  loseContext?(restoreAfterMs: number | null): void;
  destroy(): void;
}
