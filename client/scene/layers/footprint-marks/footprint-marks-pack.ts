import type { ImbalanceField } from "../../../../core/orderflow/footprint/imbalance-series.ts";
import type { Series } from "../../../../core/orderflow/fold/series.ts";
import type { Viewport } from "../../../../core/view/viewport.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import type { FootprintBars } from "../../scene-studies.ts";

/** Where bars and rows lie. */
export interface FootprintGrid {
  readonly barSec: number;
  readonly ticksPerRow: number;
  /** Bars and rows outside of it are left out. */
  readonly window: Viewport;
}

/** Packs a frame around the point of control of every bar in the window. The batch is `time` by `price`. */
export function packBarPointsOfControl(batch: Batch, bars: FootprintBars, grid: FootprintGrid, linePx: number, color: ImageColor): void {
  const { timeSec, pocRow } = bars.columns;
  for (let index = firstIn(timeSec, bars.length, grid); index < bars.length && timeSec[index] < grid.window.toSec; index++) {
    const left = timeSec[index] - batch.originSec;
    const low = pocRow[index] * grid.ticksPerRow - 0.5 - batch.originTicks;
    const right = left + grid.barSec;
    const high = low + grid.ticksPerRow;
    batch.quads.push(left, high, right, high, 0, 0, 0, linePx, color);
    batch.quads.push(left, low, right, low, 0, -linePx, 0, 0, color);
    batch.quads.push(left, high, left, low, 0, linePx, linePx, -linePx, color);
    batch.quads.push(right, high, right, low, -linePx, linePx, 0, -linePx, color);
  }
}

/** Packs an edge per diagonal imbalance: at the left of the cell for sellers, at its right for buyers. The batch is `time` by `price`. */
export function packImbalances(batch: Batch, imbalances: Series<ImbalanceField>, grid: FootprintGrid, edgePx: number, buy: ImageColor, sell: ImageColor): void {
  const { timeSec, row, side } = imbalances.columns;
  for (let index = firstIn(timeSec, imbalances.length, grid); index < imbalances.length && timeSec[index] < grid.window.toSec; index++) {
    const isBuy = side[index] > 0;
    const x = timeSec[index] + (isBuy ? grid.barSec : 0) - batch.originSec;
    const low = row[index] * grid.ticksPerRow - 0.5 - batch.originTicks;
    batch.quads.push(x, low + grid.ticksPerRow, x, low, isBuy ? -edgePx : 0, 1, isBuy ? 0 : edgePx, -1, isBuy ? buy : sell);
  }
}

/** Index of the first bar that reaches into the window. */
function firstIn(timeSec: Float64Array, length: number, { window, barSec }: FootprintGrid): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (timeSec[middle] + barSec <= window.fromSec) low = middle + 1;
    else high = middle;
  }
  return low;
}
