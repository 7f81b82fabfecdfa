import { HeatRaster } from "../../../core/view/raster.ts";
import type { FrameContext } from "../frame-context.ts";
import type { GlyphAtlas } from "../glyph-atlas.ts";
import type { Layer } from "../layer.ts";
import type { Batch, RegionName, Stage } from "../primitives/batch.ts";
import { fitBatchTransform, fitSpans } from "../primitives/batch-transform.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";
import { paintGlyphs, visitGlyphs } from "./paint-glyphs.ts";
import { paintPolylines, visitPolylines } from "./paint-polylines.ts";
import { paintQuads, visitQuads } from "./paint-quads.ts";
import type { RegionFrame } from "./region-frame.ts";
import { SaveUnder } from "./save-under.ts";

/**
 * Paints the layers into frames in memory: the heat by the CPU rasteriser, everything else by one painter per primitive. Keeps what lies under the cursor,
 * so that a frame in which only the cursor moved repaints the cursor alone.
 */
export class RegionPainter {
  readonly #raster = new HeatRaster();
  readonly #under = new SaveUnder();
  readonly #transform: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };

  /** Paints the plot anew. */
  paintPlot(plot: RegionFrame, frame: FrameContext, layers: readonly Layer[], atlas: GlyphAtlas): void {
    const { pool, style } = frame.state;
    this.#under.forget();
    plot.pixels.fill(style.background);
    if (pool !== null && frame.camera !== null) this.#raster.draw(plot.unsigned, plot.width, plot.height, pool, frame.camera, style);
    this.#paint(plot, "plot", "under", frame, layers, atlas, style.background | 0);
    this.#paint(plot, "plot", "over", frame, layers, atlas, null);
    this.#paintCursor(plot, frame, layers, atlas);
  }

  /** Paints the cursor at its new place over a plot that is otherwise as it was. */
  movePlotCursor(plot: RegionFrame, frame: FrameContext, layers: readonly Layer[], atlas: GlyphAtlas): void {
    this.#under.restore(plot);
    this.#paintCursor(plot, frame, layers, atlas);
  }

  /** Paints an axis anew. */
  paintAxis(axis: RegionFrame, region: RegionName, frame: FrameContext, layers: readonly Layer[], atlas: GlyphAtlas): void {
    axis.pixels.fill(frame.state.style.background);
    this.#paint(axis, region, "under", frame, layers, atlas, null);
    this.#paint(axis, region, "over", frame, layers, atlas, null);
    this.#paint(axis, region, "cursor", frame, layers, atlas, null);
  }

  #paintCursor(plot: RegionFrame, frame: FrameContext, layers: readonly Layer[], atlas: GlyphAtlas): void {
    const save = (x0: number, y0: number, x1: number, y1: number) => this.#under.save(plot, x0, y0, x1, y1);
    this.#visit("plot", "cursor", frame, layers, (batch, transform) => {
      visitQuads(batch.quads, transform, save);
      if (batch.lines.runCount > 0) visitPolylines(fitSpans(batch, transform, plot.width), save);
      visitGlyphs(batch.glyphs, transform, save);
    });
    this.#paint(plot, "plot", "cursor", frame, layers, atlas, null);
  }

  #paint(
    target: RegionFrame,
    region: RegionName,
    stage: Stage,
    frame: FrameContext,
    layers: readonly Layer[],
    atlas: GlyphAtlas,
    underOn: number | null,
  ): void {
    this.#visit(region, stage, frame, layers, (batch, transform) => {
      paintQuads(target, batch.quads, transform, underOn);
      if (batch.lines.runCount > 0) paintPolylines(target, fitSpans(batch, transform, target.width), underOn);
      paintGlyphs(target, batch.glyphs, transform, atlas.ink);
    });
  }

  #visit(
    region: RegionName,
    stage: Stage,
    frame: FrameContext,
    layers: readonly Layer[],
    visit: (batch: Batch, transform: BatchTransform) => void,
  ): void {
    for (const layer of layers) {
      for (const batch of layer.batches) {
        if (batch.region !== region || batch.stage !== stage) continue;
        visit(batch, fitBatchTransform(this.#transform, batch, frame.view, frame.scale, frame.pane));
      }
    }
  }
}
