import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_STRIDE } from "./cell-pool.ts";
import { type AxisSteps, firstPixelOfCell } from "./pool-camera.ts";

/** Pixel columns of a strip: one cache line of a frame's row. */
export const STRIP_PX = 16;

/** The columns under a strip of pixel columns: runs of one column each, and the pixel rows that each of them covers. Allocates nothing. */
export class StripRuns {
  /** Runs in use. */
  count = 0;
  /** [runs] the column, the end within the strip, and the pixel rows from the bottom, half-open; an empty range where nothing traded. */
  readonly column = new Int32Array(STRIP_PX);
  readonly end = new Int32Array(STRIP_PX);
  readonly from = new Int32Array(STRIP_PX);
  readonly to = new Int32Array(STRIP_PX);
  /** Pixel rows of all runs together; `from` is `heightPx` and `to` is 0 when there are none. */
  lowest = 0;
  highest = 0;

  /** Finds the runs of the pixel columns `x..end-1`. */
  find(x: number, end: number, columnAt: Int32Array, headers: Int32Array, columnCount: number, price: AxisSteps, heightPx: number): void {
    let runs = 0;
    let lowest = heightPx;
    let highest = 0;
    for (let start = x; start < end; runs++) {
      const column = columnAt[start];
      let next = start + 1;
      while (next < end && columnAt[next] === column) next++;
      const header = column * HEADER_STRIDE;
      const cells = column >= 0 && column < columnCount ? headers[header + HEADER_COUNT] : 0;
      let from = 0;
      let to = 0;
      if (cells > 0) {
        const low = headers[header + HEADER_LOW_ROW];
        from = clampPixel(firstPixelOfCell(price, low), heightPx);
        to = clampPixel(firstPixelOfCell(price, low + cells), heightPx);
        if (from < to && from < lowest) lowest = from;
        if (from < to && to > highest) highest = to;
      }
      this.column[runs] = column;
      this.end[runs] = next - x;
      this.from[runs] = from;
      this.to[runs] = to;
      start = next;
    }
    this.count = runs;
    this.lowest = lowest;
    this.highest = highest;
  }
}

function clampPixel(pixel: number, size: number): number {
  return pixel < 0 ? 0 : pixel > size ? size : pixel;
}
