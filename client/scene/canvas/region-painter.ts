import { HeatRaster } from "../../../core/view/raster.ts";
import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-sheet.ts";
import type { Batch } from "../primitives/batch.ts";
import { fitBatchTransform, fitSpans } from "../primitives/batch-transform.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";
import { KeptMarks } from "./kept-marks.ts";
import { paintGlyphs, visitGlyphs } from "./paint-glyphs.ts";
import { paintPolylines, visitPolylines } from "./paint-polylines.ts";
import { paintQuads, visitQuads } from "./paint-quads.ts";
import type { StagedBatches } from "./region-batches.ts";
import type { RegionFrame } from "./region-frame.ts";
import { SaveUnder } from "./save-under.ts";

/**
 * Paints batches into frames in memory: the heat by the CPU rasteriser, everything else by one painter per primitive. Keeps what lies under the cursor,
 * so that a frame in which only the cursor moved repaints the cursor alone; a region besides the plot that would look as before is left as it is.
 */
export class RegionPainter {
  readonly #raster = new HeatRaster();
  readonly #marks = new KeptMarks();
  readonly #under = new SaveUnder();
  readonly #transform: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };
  #saveFrom: RegionFrame | null = null;
  readonly #save = (x0: number, y0: number, x1: number, y1: number): void => {
    if (this.#saveFrom !== null) this.#under.save(this.#saveFrom, x0, y0, x1, y1);
  };

  /** Paints the plot anew. */
  paintPlot(plot: RegionFrame, batches: StagedBatches, frame: FrameContext, atlas: GlyphAtlas): void {
    const { pool, style, trail } = frame.state;
    this.#under.forget();
    if (pool === null || frame.camera === null) plot.pixels.fill(style.background | 0);
    else {
      this.#marks.begin(batches.kept, frame);
      this.#raster.draw(plot.unsigned, plot.width, plot.height, pool, frame.camera, style, trail, this.#marks);
    }
    this.#paint(plot, batches.under, frame, atlas, style.background | 0);
    this.#paint(plot, batches.over, frame, atlas, null);
    this.#paintCursor(plot, batches.cursor, frame, atlas);
  }

  /** Paints the cursor at its new place over a plot that is otherwise as it was. */
  movePlotCursor(plot: RegionFrame, batches: StagedBatches, frame: FrameContext, atlas: GlyphAtlas): void {
    this.#under.restore(plot);
    this.#paintCursor(plot, batches.cursor, frame, atlas);
  }

  /** Paints another region if its picture has changed. @returns whether it had. */
  paintOther(target: RegionFrame, batches: StagedBatches, frame: FrameContext, atlas: GlyphAtlas): boolean {
    if (target.painted.isSame(batches.all, frame, atlas)) return false;
    target.pixels.fill(frame.state.style.background | 0);
    this.#paint(target, batches.all, frame, atlas, null);
    return true;
  }

  #paintCursor(plot: RegionFrame, batches: readonly Batch[], frame: FrameContext, atlas: GlyphAtlas): void {
    this.#saveFrom = plot;
    for (let index = 0; index < batches.length; index++) {
      const batch = batches[index];
      const transform = this.#fit(batch, frame);
      visitQuads(batch.quads, transform, this.#save);
      if (batch.lines.runCount > 0) visitPolylines(fitSpans(batch, transform, plot.width), this.#save);
      visitGlyphs(batch.glyphs, transform, this.#save);
    }
    this.#paint(plot, batches, frame, atlas, null);
  }

  /** Counts through the batches: an iterator would be one object per batch and frame. */
  #paint(target: RegionFrame, batches: readonly Batch[], frame: FrameContext, atlas: GlyphAtlas, underOn: number | null): void {
    for (let index = 0; index < batches.length; index++) {
      const batch = batches[index];
      const transform = this.#fit(batch, frame);
      paintQuads(target, batch.quads, transform, underOn);
      if (batch.lines.runCount > 0) paintPolylines(target, fitSpans(batch, transform, target.width), underOn);
      paintGlyphs(target, batch.glyphs, transform, atlas.ink);
    }
  }

  #fit(batch: Batch, frame: FrameContext): BatchTransform {
    return fitBatchTransform(this.#transform, batch, frame.view, frame.scale, frame.pane);
  }
}
