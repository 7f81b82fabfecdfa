import type { BatchTransform } from "./pixel-transform.ts";
import { ColumnRanges } from "./column-ranges.ts";
import {
  type PolylineRuns,
  RUN_BASE,
  RUN_BELOW_COLOR,
  RUN_COLOR,
  RUN_DASH,
  RUN_FIRST,
  RUN_KIND,
  RUN_KINDS,
  RUN_STRIDE,
  RUN_WIDTH,
} from "./polyline-runs.ts";
import { SOLID } from "./quad-list.ts";
import {
  SPAN_BOTTOM_FROM,
  SPAN_BOTTOM_TO,
  SPAN_COLOR,
  SPAN_STRIDE,
  SPAN_TOP_FROM,
  SPAN_TOP_TO,
  SPAN_UNIT,
  SPAN_X,
  storeCovers,
} from "./span-words.ts";

/** Pixels by which a view may leave the grid that spans were built on before they are built anew. */
const TOLERANCE_PX = 1 / 16;
/** Heights beyond this are cut off, so that their parts of a pixel fit 32 bits. */
const FARTHEST_PX = 4_000_000;

/**
 * What lines and areas cover, one span of pixels per pixel column and run: coverage rises from 0 to 1 along the top edge and falls again along the
 * bottom edge. Since every pixel column has one span, no pixel of a line is painted twice, however the line bends.
 *
 * Spans are whole pixel columns relative to an anchor which panning moves by whole pixels (pixel-grid.ts), so they are built when the points or the scale
 * changed, and when the view left the columns built; both renderers draw the same spans.
 */
export class PolylineSpans {
  count = 0;
  /** Counts builds. */
  version = 0;
  /** [count x SPAN_STRIDE]. */
  words = new Int32Array(0);
  /** Pixel of the region where column 0 and height 0 lie. */
  anchorX = 0;
  anchorY = 0;
  #listVersion = -1;
  /** From the batch's space to pixels from the anchor. */
  readonly #placed: BatchTransform = { xScale: 0, xOffset: 0, yScale: 0, yOffset: 0 };
  #originXPx = 0;
  readonly #ranges = new ColumnRanges();

  /**
   * Brings the spans up to a list under a transform. Allocates nothing unless there are more spans than ever before.
   * @param originXPx pixels from the beginning of the x axis to the batch's origin: where dashes are counted from.
   * @param widthPx width of the region.
   */
  fit(list: PolylineRuns, transform: BatchTransform, originXPx: number, widthPx: number): void {
    const placed = this.#placed;
    this.anchorX = Math.round(transform.xOffset - placed.xOffset);
    this.anchorY = Math.round(transform.yOffset - placed.yOffset);
    const isBuilt =
      list.version === this.#listVersion &&
      transform.xScale === placed.xScale &&
      transform.yScale === placed.yScale &&
      Math.abs(transform.xOffset - placed.xOffset - this.anchorX) < TOLERANCE_PX &&
      Math.abs(transform.yOffset - placed.yOffset - this.anchorY) < TOLERANCE_PX &&
      this.#ranges.covers(-this.anchorX, widthPx - this.anchorX);
    if (isBuilt) return;
    this.#listVersion = list.version;
    this.anchorX = Math.floor(transform.xOffset);
    this.anchorY = Math.floor(transform.yOffset);
    placed.xScale = transform.xScale;
    placed.yScale = transform.yScale;
    placed.xOffset = transform.xOffset - this.anchorX;
    placed.yOffset = transform.yOffset - this.anchorY;
    this.#originXPx = Math.floor(originXPx - placed.xOffset + 0.5);
    this.#ranges.reset(-this.anchorX - (widthPx >> 1), -this.anchorX + widthPx + (widthPx >> 1));
    this.#build(list);
  }

  #build(list: PolylineRuns): void {
    this.count = 0;
    this.version++;
    for (let run = 0; run < list.runCount; run++) {
      const at = run * RUN_STRIDE;
      const from = list.runWords[at + RUN_FIRST];
      const to = run + 1 < list.runCount ? list.runWords[at + RUN_STRIDE + RUN_FIRST] : list.pointCount;
      if (from === to) continue;
      const isCrisp = list.runWords[at + RUN_KIND] === RUN_KINDS.crispLine;
      this.#ranges.trace(list.points, from, to, this.#placed, list.runFloats[at + RUN_WIDTH], isCrisp);
      if (list.runWords[at + RUN_KIND] === RUN_KINDS.area) this.#addArea(list, at);
      else this.#addLine(list, at, isCrisp);
      this.#ranges.clear();
    }
  }

  #addLine(list: PolylineRuns, run: number, isCrisp: boolean): void {
    const { first, last } = this.#ranges;
    const dash = list.runWords[run + RUN_DASH];
    const shown = (dash >>> 8) & 0xff;
    const period = dash >>> 16;
    for (let column = first; column <= last; column++) {
      if (dash !== SOLID && ((((column + this.#originXPx) % period) + period) % period) >= shown) continue;
      if (isCrisp) this.#addCrisp(column, list, run);
      else this.#addSlanted(column, list, run);
    }
  }

  /** The look is read here and not handed over: for each column, engines would allocate the large numbers that it is made of. */
  #addCrisp(column: number, list: PolylineRuns, run: number): void {
    const widthPx = list.runFloats[run + RUN_WIDTH];
    const top = this.#ranges.lowAt(column) - widthPx / 2;
    const bottom = this.#ranges.highAt(column) + widthPx / 2;
    this.#add(column, top, top, bottom, bottom, list.runWords[run + RUN_COLOR]);
  }

  /**
   * The cross section of a stroke: within its width, a line of slope s covers `sqrt(1 + s^2)` widths of a pixel column, and its edges take s pixels.
   * Where the line does not go on beyond this column and its neighbours (a corner, a peak, a step), the edge ends half a width behind its last point.
   */
  #addSlanted(column: number, list: PolylineRuns, run: number): void {
    const widthPx = list.runFloats[run + RUN_WIDTH];
    const ranges = this.#ranges;
    const low = ranges.lowAt(column);
    const high = ranges.highAt(column);
    const half = widthPx / 2;
    const slope = (high - low) / widthPx;
    const beyond = (widthPx * Math.sqrt(1 + slope * slope) - (widthPx - 1) * slope) / 2;
    const topMost = Math.min(low, ranges.lowAt(Math.max(ranges.first, column - 1)), ranges.lowAt(Math.min(ranges.last, column + 1))) - half;
    const bottomMost = Math.max(high, ranges.highAt(Math.max(ranges.first, column - 1)), ranges.highAt(Math.min(ranges.last, column + 1))) + half;
    const top = Math.max(low - beyond, topMost);
    const bottom = Math.min(high + beyond, bottomMost);
    const topTo = Math.max(top, low - beyond + slope - 2 * (top - low + beyond));
    const bottomFrom = Math.min(bottom, high + beyond - slope + 2 * (high + beyond - bottom));
    this.#add(column, top, topTo, bottomFrom, bottom, list.runWords[run + RUN_COLOR]);
  }

  #addArea(list: PolylineRuns, run: number): void {
    const base = Math.round(list.runFloats[run + RUN_BASE] * this.#placed.yScale + this.#placed.yOffset);
    for (let column = this.#ranges.first; column <= this.#ranges.last; column++) {
      const low = this.#ranges.lowAt(column);
      const high = this.#ranges.highAt(column);
      if (low < base) this.#add(column, low, Math.min(high, base), base, base, list.runWords[run + RUN_COLOR]);
      if (high > base) this.#add(column, base, base, Math.max(low, base), high, list.runWords[run + RUN_BELOW_COLOR]);
    }
  }

  #add(column: number, topFrom: number, topTo: number, bottomFrom: number, bottomTo: number, color: number): void {
    if (color >>> 24 === 0) return;
    const at = this.count * SPAN_STRIDE;
    if (at === this.words.length) this.#grow();
    this.words[at + SPAN_X] = column;
    this.words[at + SPAN_TOP_FROM] = partsOf(topFrom);
    this.words[at + SPAN_TOP_TO] = partsOf(topTo);
    this.words[at + SPAN_BOTTOM_FROM] = partsOf(bottomFrom);
    this.words[at + SPAN_BOTTOM_TO] = partsOf(bottomTo);
    this.words[at + SPAN_COLOR] = color;
    storeCovers(this.words, at);
    this.count++;
  }

  #grow(): void {
    const words = new Int32Array(Math.max(128 * SPAN_STRIDE, this.words.length * 2));
    words.set(this.words);
    this.words = words;
  }
}

function partsOf(px: number): number {
  return Math.round(Math.max(-FARTHEST_PX, Math.min(FARTHEST_PX, px)) * SPAN_UNIT);
}
