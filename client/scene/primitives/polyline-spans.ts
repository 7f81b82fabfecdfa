import { GUARD, PANNED_GUARD } from "../guard.ts";
import { BuiltRuns, endOfRun } from "./built-runs.ts";
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
/** Pixel columns before a new point that are built again with it: those that see its line, and neighbours that see those. */
const RENEWED_PX = 4;

/**
 * What lines and areas cover, one span of pixels per pixel column and run: coverage rises from 0 to 1 along the top edge and falls again along the
 * bottom edge. Since every pixel column has one span, no pixel of a line is painted twice, however the line bends.
 *
 * Spans are whole pixel columns relative to an anchor which panning moves by whole pixels (pixel-grid.ts), so they are built when the points or the scale
 * changed, and when the view left the columns built; both renderers draw the same spans. Where points were only added or changed at the end of a run, as a
 * live second does, the spans before them are copied.
 */
export class PolylineSpans {
  count = 0;
  /** Counts builds. */
  version = 0;
  /** [count x SPAN_STRIDE]. */
  words: Int32Array = new Int32Array(0);
  runCount = 0;
  /** [runCount + 1] first span of each run; the spans of a run go from left to right. */
  firstSpan: Int32Array = new Int32Array(1);
  /** Pixel of the region where column 0 and height 0 lie. */
  anchorX = 0;
  anchorY = 0;
  #listVersion = -1;
  /** From the batch's space to pixels from the anchor. */
  readonly #placed: BatchTransform = { xScale: 0, xOffset: 0, yScale: 0, yOffset: 0 };
  #originXPx = 0;
  readonly #ranges = new ColumnRanges();
  readonly #built = new BuiltRuns();
  /** Memory for the next build: first spans of its runs, and spans. */
  #spareFirst: Int32Array = new Int32Array(0);
  #spare: Int32Array = new Int32Array(0);

  /**
   * Brings the spans up to a list under a transform. Allocates nothing unless there are more spans than ever before.
   * @param originXPx pixels from the beginning of the x axis to the batch's origin: where dashes are counted from.
   * @param widthPx width of the region.
   */
  fit(list: PolylineRuns, transform: BatchTransform, originXPx: number, widthPx: number): void {
    const placed = this.#placed;
    this.anchorX = Math.round(transform.xOffset - placed.xOffset);
    this.anchorY = Math.round(transform.yOffset - placed.yOffset);
    const isPlaced =
      transform.xScale === placed.xScale &&
      transform.yScale === placed.yScale &&
      Math.abs(transform.xOffset - placed.xOffset - this.anchorX) < TOLERANCE_PX &&
      Math.abs(transform.yOffset - placed.yOffset - this.anchorY) < TOLERANCE_PX &&
      this.#dashOrigin(originXPx) === this.#originXPx &&
      this.#ranges.covers(-this.anchorX, widthPx - this.anchorX);
    if (isPlaced && list.version === this.#listVersion) return;
    this.#listVersion = list.version;
    if (isPlaced) this.#build(list);
    if (isPlaced && this.#ranges.covers(-this.anchorX, widthPx - this.anchorX)) return;
    const isPanned = transform.xScale === placed.xScale && transform.yScale === placed.yScale;
    this.#place(transform, originXPx, widthPx, Math.round(widthPx * (isPanned ? PANNED_GUARD : GUARD)));
    this.#build(list);
  }

  /** Puts the anchor where the view is: nothing that was built stays. @param guardPx beyond each edge of the view. */
  #place(transform: BatchTransform, originXPx: number, widthPx: number, guardPx: number): void {
    const placed = this.#placed;
    this.anchorX = Math.floor(transform.xOffset);
    this.anchorY = Math.floor(transform.yOffset);
    placed.xScale = transform.xScale;
    placed.yScale = transform.yScale;
    placed.xOffset = transform.xOffset - this.anchorX;
    placed.yOffset = transform.yOffset - this.anchorY;
    this.#originXPx = this.#dashOrigin(originXPx);
    this.#ranges.reset(-this.anchorX - guardPx, -this.anchorX + widthPx + guardPx);
    this.#built.forget();
  }

  /** Where dashes are counted from, in pixels from the anchor. */
  #dashOrigin(originXPx: number): number {
    return Math.floor(originXPx - this.#placed.xOffset + 0.5);
  }

  #build(list: PolylineRuns): void {
    this.count = 0;
    this.version++;
    this.words = this.#spare;
    this.firstSpan = this.#spareFirst.length > list.runCount ? this.#spareFirst : new Int32Array(list.runCount * 2 + 1);
    this.runCount = list.runCount;
    for (let run = 0; run < list.runCount; run++) {
      this.firstSpan[run] = this.count;
      this.#buildRun(list, run);
    }
    this.firstSpan[list.runCount] = this.count;
    const free = this.#built.remember(list, this.firstSpan, this.words);
    this.#spareFirst = free.firstSpan;
    this.#spare = free.spans;
  }

  #buildRun(list: PolylineRuns, run: number): void {
    const at = run * RUN_STRIDE;
    const from = list.runWords[at + RUN_FIRST];
    const to = endOfRun(list.runWords, list.runCount, list.pointCount, run);
    if (from === to) return;
    const equal = this.#built.equalPoints(list, run);
    if (equal === to - from && equal === this.#built.pointsOf(run)) return this.#copy(this.#built.spansLeftOf(run, Number.POSITIVE_INFINITY));
    const isCrisp = list.runWords[at + RUN_KIND] === RUN_KINDS.crispLine;
    const widthPx = list.runFloats[at + RUN_WIDTH];
    let start = from;
    let first = Number.NEGATIVE_INFINITY;
    if (equal > 1) {
      first = this.#pixelOf(list, from + equal - 1) - Math.ceil(widthPx) - RENEWED_PX;
      start = from + equal - 1;
      while (start > from && this.#pixelOf(list, start) + widthPx > first - RENEWED_PX) start--;
      this.#copy(this.#built.spansLeftOf(run, first));
    }
    this.#ranges.trace(list.points, start, to, this.#placed, widthPx, isCrisp);
    const firstColumn = Math.max(first, this.#ranges.first);
    if (list.runWords[at + RUN_KIND] === RUN_KINDS.area) this.#addArea(list, at, firstColumn);
    else this.#addLine(list, at, firstColumn, isCrisp);
    this.#ranges.clear();
  }

  #pixelOf({ points }: PolylineRuns, point: number): number {
    return Math.floor(points[point * 2] * this.#placed.xScale + this.#placed.xOffset);
  }

  #copy(spans: Int32Array): void {
    const at = this.count * SPAN_STRIDE;
    while (at + spans.length > this.words.length) this.#grow();
    this.words.set(spans, at);
    this.count += spans.length / SPAN_STRIDE;
  }

  #addLine(list: PolylineRuns, run: number, first: number, isCrisp: boolean): void {
    const { last } = this.#ranges;
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
    const topParts = partsOf(top);
    const bottomParts = partsOf(bottom);
    this.#add(column, topParts, topParts, bottomParts, bottomParts, list.runWords, run + RUN_COLOR);
  }

  /**
   * The cross section of a stroke: within its width, a line of slope s covers `sqrt(1 + s^2)` widths of a pixel column, and its edges take s pixels.
   * Where the line does not go on beyond this column and its neighbours (a corner, a peak, a step), the edge ends half a width behind its last point.
   */
  #addSlanted(column: number, list: PolylineRuns, run: number): void {
    const widthPx = list.runFloats[run + RUN_WIDTH];
    const { first, last, lows, highs, from } = this.#ranges;
    const at = column - from;
    const before = column > first ? at - 1 : at;
    const after = column < last ? at + 1 : at;
    const low = lows[at];
    const high = highs[at];
    const half = widthPx / 2;
    const slope = (high - low) / widthPx;
    const beyond = (widthPx * Math.sqrt(1 + slope * slope) - (widthPx - 1) * slope) / 2;
    const beside = lows[before] < lows[after] ? lows[before] : lows[after];
    const below = highs[before] > highs[after] ? highs[before] : highs[after];
    const topMost = (beside < low ? beside : low) - half;
    const bottomMost = (below > high ? below : high) + half;
    const top = low - beyond > topMost ? low - beyond : topMost;
    const bottom = high + beyond < bottomMost ? high + beyond : bottomMost;
    const topEnd = low - beyond + slope - 2 * (top - low + beyond);
    const bottomStart = high + beyond - slope + 2 * (high + beyond - bottom);
    const topTo = partsOf(topEnd > top ? topEnd : top);
    const bottomFrom = partsOf(bottomStart < bottom ? bottomStart : bottom);
    this.#add(column, partsOf(top), topTo, bottomFrom, partsOf(bottom), list.runWords, run + RUN_COLOR);
  }

  #addArea(list: PolylineRuns, run: number, first: number): void {
    const base = Math.round(list.runFloats[run + RUN_BASE] * this.#placed.yScale + this.#placed.yOffset);
    const baseParts = partsOf(base);
    for (let column = first; column <= this.#ranges.last; column++) {
      const low = this.#ranges.lowAt(column);
      const high = this.#ranges.highAt(column);
      if (low < base) this.#add(column, partsOf(low), partsOf(Math.min(high, base)), baseParts, baseParts, list.runWords, run + RUN_COLOR);
      if (high > base) this.#add(column, baseParts, baseParts, partsOf(Math.max(low, base)), partsOf(high), list.runWords, run + RUN_BELOW_COLOR);
    }
  }

  /** Edges are handed over in parts of a pixel, and the colour by its place: engines would allocate fractions and large numbers for each column. */
  #add(column: number, topFrom: number, topTo: number, bottomFrom: number, bottomTo: number, colors: Uint32Array, colorAt: number): void {
    const color = colors[colorAt];
    if (color >>> 24 === 0) return;
    const at = this.count * SPAN_STRIDE;
    if (at === this.words.length) this.#grow();
    this.words[at + SPAN_X] = column;
    this.words[at + SPAN_TOP_FROM] = topFrom;
    this.words[at + SPAN_TOP_TO] = topTo;
    this.words[at + SPAN_BOTTOM_FROM] = bottomFrom;
    this.words[at + SPAN_BOTTOM_TO] = bottomTo;
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
  const within = px > FARTHEST_PX ? FARTHEST_PX : px < -FARTHEST_PX ? -FARTHEST_PX : px;
  return Math.floor(within * SPAN_UNIT + 0.5);
}
