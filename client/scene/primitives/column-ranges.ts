import { type BatchTransform, ROUNDING_BIAS } from "./pixel-transform.ts";

const NOWHERE = Number.POSITIVE_INFINITY;

/**
 * The heights that a run of points passes through in each pixel column: the step between points and spans. Columns outside of a window are left out.
 */
export class ColumnRanges {
  /** Columns passed, both included; none while `last < first`. */
  first = 0;
  last = -1;
  #from = 0;
  #to = 0;
  #cutLeft = false;
  #cutRight = false;
  #low = new Float64Array(0);
  #high = new Float64Array(0);

  /** Begins anew with the window of columns `[from, to)`. */
  reset(from: number, to: number): void {
    this.#from = from;
    this.#to = to;
    this.#cutLeft = false;
    this.#cutRight = false;
    if (to - from > this.#low.length) {
      this.#low = new Float64Array(to - from);
      this.#high = new Float64Array(to - from);
    }
    this.#low.fill(NOWHERE);
    this.#high.fill(-NOWHERE);
    this.#forget();
  }

  /** `true` when nothing that lies in `[from, to)` was left out since {@link reset}. */
  covers(from: number, to: number): boolean {
    return (from >= this.#from || !this.#cutLeft) && (to <= this.#to || !this.#cutRight);
  }

  lowAt(column: number): number {
    return this.#low[column - this.#from];
  }

  highAt(column: number): number {
    return this.#high[column - this.#from];
  }

  /** Makes room for another run. */
  clear(): void {
    if (this.last >= this.first) {
      this.#low.fill(NOWHERE, this.first - this.#from, this.last - this.#from + 1);
      this.#high.fill(-NOWHERE, this.first - this.#from, this.last - this.#from + 1);
    }
    this.#forget();
  }

  /**
   * Walks the points `from..to-1`, a stroke `widthPx` wide: columns beside a point within half the width less half a column see it too.
   * @param isSnapped moves points to where a stroke covers whole pixels.
   */
  trace(points: Float32Array, from: number, to: number, { xScale, xOffset, yScale, yOffset }: BatchTransform, widthPx: number, isSnapped: boolean): void {
    const reach = (widthPx - 1) / 2;
    const start = this.#firstWithin(points, from, to, xScale, xOffset, reach);
    let beforeX = Number.NaN;
    let beforeY = Number.NaN;
    for (let point = start; point < to; point++) {
      let x = points[point * 2] * xScale + xOffset;
      let y = points[point * 2 + 1] * yScale + yOffset;
      if (isSnapped) {
        x = Math.ceil(x - 0.5 - (widthPx % 2) / 2 - ROUNDING_BIAS) + (widthPx % 2) / 2;
        y = Math.floor(y - widthPx / 2 + 0.5 + ROUNDING_BIAS) + widthPx / 2;
      }
      if (point === start) this.#pass(x, y, x, y, reach);
      else this.#pass(beforeX, beforeY, x, y, reach);
      if (beforeX - reach > this.#to) return;
      beforeX = x;
      beforeY = y;
    }
  }

  #forget(): void {
    this.first = this.#to;
    this.last = this.#from - 1;
  }

  /** The last point left of the window: x ascends, so a search by halves finds it. */
  #firstWithin(points: Float32Array, from: number, to: number, xScale: number, xOffset: number, reach: number): number {
    let low = from;
    let high = to - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (points[middle * 2] * xScale + xOffset + reach < this.#from - 1) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  #pass(x0: number, y0: number, x1: number, y1: number, reach: number): void {
    const left = Math.floor(x0 - reach);
    const right = Math.max(left, Math.ceil(x1 + reach) - 1);
    if (left < this.#from) this.#cutLeft = true;
    if (right >= this.#to) this.#cutRight = true;
    const first = left < this.#from ? this.#from : left;
    const last = right >= this.#to ? this.#to - 1 : right;
    if (first > last) return;
    if (first < this.first) this.first = first;
    if (last > this.last) this.last = last;
    const slope = x1 > x0 ? (y1 - y0) / (x1 - x0) : 0;
    for (let column = first; column <= last; column++) {
      const at = column - this.#from;
      const start = column - reach;
      const end = column + 1 + reach;
      const from = x0 < start ? y0 + (start - x0) * slope : y0;
      const to = x1 > end ? y0 + (end - x0) * slope : y1;
      const low = from < to ? from : to;
      const high = from < to ? to : from;
      if (low < this.#low[at]) this.#low[at] = low;
      if (high > this.#high[at]) this.#high[at] = high;
    }
  }
}
