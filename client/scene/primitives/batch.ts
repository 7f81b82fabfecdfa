import type { ChartLayout, PixelRect } from "../../../core/view/chart-layout.ts";
import { GlyphList } from "./glyph-list.ts";
import { PolylineList } from "./polyline-list.ts";
import { QuadList } from "./quad-list.ts";

/** A part of the canvas that clips what is drawn in it. Its rectangle is the layout's of the same name. */
export const REGION_NAMES = ["plot", "profile", "priceAxis", "statistics", "statisticsAxis", "pane", "paneAxis", "timeAxis"] as const satisfies readonly (keyof ChartLayout)[];
export type RegionName = (typeof REGION_NAMES)[number];

/**
 * When a batch is painted: `under` the heat (seen where nothing traded), `over` it, or with the `cursor`, last of all.
 * Only cursor batches change while nothing but the pointer moves. Regions without heat paint the three in the same order.
 */
export type Stage = "under" | "over" | "cursor";

/** What a coordinate of a batch counts, per axis: the market's unit relative to the batch's origin, or pixels from the region's left or top edge. */
export interface BatchSpace {
  readonly x: "time" | "screen";
  /** `value`: what the pane's own axis counts (lots); only in the pane's regions. */
  readonly y: "price" | "value" | "screen";
}

/** Primitives with the same clip, stage and space; quads are painted first, then lines, then glyphs. */
export class Batch {
  readonly region: RegionName;
  readonly stage: Stage;
  readonly space: BatchSpace;
  readonly quads = new QuadList();
  readonly lines = new PolylineList();
  readonly glyphs = new GlyphList();
  /** Epoch second at x = 0 of a `time` axis. A whole number near the view, so that float32 holds the rest exactly. */
  originSec = 0;
  /** Tick at y = 0 of a `price` axis. A whole number near the view. */
  originTicks = 0;
  /** Value at y = 0 of a `value` axis. Near what is shown. */
  originValue = 0;

  constructor(region: RegionName, stage: Stage, space: BatchSpace) {
    this.region = region;
    this.stage = stage;
    this.space = space;
  }

  clear(): void {
    this.quads.clear();
    this.lines.clear();
    this.glyphs.clear();
  }
}

/**
 * Quads of the plot that belong to the pool's columns. Those of a column change only with it, with the last column before it that has trades, or with the look or the
 * scale; they begin at its left edge and end with it. A renderer may paint them once and keep them with the heat, so such
 * batches come first in their stage, and those over the heat are opaque.
 */
export class KeptBatch extends Batch {
  /** Grows whenever the quads of the same columns look otherwise. */
  look = 0;

  constructor(stage: "under" | "over") {
    super("plot", stage, { x: "time", y: "price" });
  }
}

/** The rectangle of a region. */
export function regionRect(layout: ChartLayout, region: RegionName): PixelRect {
  return layout[region];
}
