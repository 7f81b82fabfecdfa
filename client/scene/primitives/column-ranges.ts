import { type BatchTransform, ROUNDING_BIAS } from "./pixel-transform.ts";

const NOWHERE = Number.POSITIVE_INFINITY;

/**
 * The heights that a run of points passes through in each pixel column: the step between points and spans. Columns outside of a window are left out.
 */
export class ColumnRanges {
  /** Columns passed, both included; none while `last < first`. */
  first = 0;
  last = -1;
  /** The window's first column. */
  from = 0;
  /** [columns of the window] heights of each column, from its first one on; the lowest above the highest where nothing passes. */
  lows = new Float64Array(0);
  highs = new Float64Array(0);
  #to = 0;
  #cutLeft = false;
  #cutRight = false;

  /** Begins anew with the window of columns `[from, to)`. Whole numbers without -0, which engines would keep as fractions. */
  reset(from: number, to: number): void {
    this.from = from | 0;
    this.#to = to | 0;
    this.#cutLeft = false;
    this.#cutRight = false;
    if (to - from > this.lows.length) {
      this.lows = new Float64Array(to - from);
      this.highs = new Float64Array(to - from);
    }
    this.lows.fill(NOWHERE);
    this.highs.fill(-NOWHERE);
    this.#forget();
  }

  /** `true` when nothing that lies in `[from, to)` was left out since {@link reset}. */
  covers(from: number, to: number): boolean {
    return (from >= this.from || !this.#cutLeft) && (to <= this.#to || !this.#cutRight);
  }

  lowAt(column: number): number {
    return this.lows[column - this.from];
  }

  highAt(column: number): number {
    return this.highs[column - this.from];
  }

  /** Makes room for another run. */
  clear(): void {
    if (this.last >= this.first) {
      this.lows.fill(NOWHERE, this.first - this.from, this.last - this.from + 1);
      this.highs.fill(-NOWHERE, this.first - this.from, this.last - this.from + 1);
    }
    this.#forget();
  }

  /**
   * Walks the points `from..to-1`, a stroke `widthPx` wide: columns beside a point within half the width less half a column see it too.
   * One loop in another, and no call: for each segment, engines would allocate the fractions that are handed over.
   * @param isSnapped moves points to where a stroke covers whole pixels.
   */
  trace(points: Float32Array, from: number, to: number, { xScale, xOffset, yScale, yOffset }: BatchTransform, widthPx: number, isSnapped: boolean): void {
    const { lows, highs, from: fromColumn } = this;
    const toColumn = this.#to;
    const reach = (widthPx - 1) / 2;
    const start = this.#firstWithin(points, from, to, xScale, xOffset, reach);
    let x0 = 0;
    let y0 = 0;
    for (let point = start; point < to; point++) {
      let x1 = points[point * 2] * xScale + xOffset;
      let y1 = points[point * 2 + 1] * yScale + yOffset;
      if (isSnapped) {
        x1 = Math.ceil(x1 - 0.5 - (widthPx % 2) / 2 - ROUNDING_BIAS) + (widthPx % 2) / 2;
        y1 = Math.floor(y1 - widthPx / 2 + 0.5 + ROUNDING_BIAS) + widthPx / 2;
      }
      if (point === start) {
        x0 = x1;
        y0 = y1;
      }
      const first = this.#firstColumn(Math.floor(x0 - reach));
      const last = this.#lastColumn(Math.max(Math.floor(x0 - reach), Math.ceil(x1 + reach) - 1));
      const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
      for (let column = first; column <= last; column++) {
        const at = column - fromColumn;
        const left = column - reach;
        const right = column + 1 + reach;
        const enters = x0 < left ? y0 + (left - x0) * slope : y0;
        const leaves = x1 > right ? y0 + (right - x0) * slope : y1;
        const low = enters < leaves ? enters : leaves;
        const high = enters < leaves ? leaves : enters;
        if (low < lows[at]) lows[at] = low;
        if (high > highs[at]) highs[at] = high;
      }
      if (first <= last) {
        if (first < this.first) this.first = first;
        if (last > this.last) this.last = last;
      }
      if (point > start && x0 - reach > toColumn) return;
      x0 = x1;
      y0 = y1;
    }
  }

  /** The first column of a segment within the window; notes that something lies before it. */
  #firstColumn(left: number): number {
    if (left >= this.from) return left;
    this.#cutLeft = true;
    return this.from;
  }

  /** The last column of a segment within the window; notes that something lies behind it. */
  #lastColumn(right: number): number {
    if (right < this.#to) return right;
    this.#cutRight = true;
    return this.#to - 1;
  }

  #forget(): void {
    this.first = this.#to;
    this.last = this.from - 1;
  }

  /** The last point left of the window: x ascends, so a search by halves finds it. */
  #firstWithin(points: Float32Array, from: number, to: number, xScale: number, xOffset: number, reach: number): number {
    let low = from;
    let high = to - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (points[middle * 2] * xScale + xOffset + reach < this.from - 1) low = middle;
      else high = middle - 1;
    }
    return low;
  }
}
