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

/** The look of marks, sizes in device pixels. They stay inside of their cell: right of the column's outline and off the gaps between cells. */
export interface MarkStyle {
  readonly outlinePx: number;
  readonly gapPx: number;
  /** Thickness of a point of control's frame and of an imbalance's edge. */
  readonly framePx: number;
  readonly edgePx: number;
  readonly pointOfControl: ImageColor;
  readonly buy: ImageColor;
  readonly sell: ImageColor;
  /** A line of this colour and thickness parts a mark from whatever colour its cell has. */
  readonly backing: ImageColor;
  readonly backingPx: number;
}

/** Packs a frame around the point of control of every bar in the window. The batch is `time` by `price`. */
export function packBarPointsOfControl(batch: Batch, bars: FootprintBars, grid: FootprintGrid, style: MarkStyle): void {
  const { timeSec, pocRow } = bars.columns;
  const { outlinePx, gapPx, framePx, backingPx } = style;
  for (let index = firstIn(timeSec, bars.length, grid); index < bars.length && timeSec[index] < grid.window.toSec; index++) {
    const left = timeSec[index] - batch.originSec;
    const low = pocRow[index] * grid.ticksPerRow - 0.5 - batch.originTicks;
    const cell: CellCorners = { left, low, right: left + grid.barSec, high: low + grid.ticksPerRow };
    pushFrame(batch, cell, outlinePx, gapPx, framePx + 2 * backingPx, 0, style.backing);
    pushFrame(batch, cell, outlinePx, gapPx, framePx, backingPx, style.pointOfControl);
  }
}

/** Packs an edge per diagonal imbalance: at the left of the cell for sellers, at its right for buyers. The batch is `time` by `price`. */
export function packImbalances(batch: Batch, imbalances: Series<ImbalanceField>, grid: FootprintGrid, style: MarkStyle): void {
  const { timeSec, row, side } = imbalances.columns;
  const { outlinePx, gapPx, edgePx, backingPx } = style;
  for (let index = firstIn(timeSec, imbalances.length, grid); index < imbalances.length && timeSec[index] < grid.window.toSec; index++) {
    const isBuy = side[index] > 0;
    const x = timeSec[index] + (isBuy ? grid.barSec : 0) - batch.originSec;
    const low = row[index] * grid.ticksPerRow - 0.5 - batch.originTicks;
    const high = low + grid.ticksPerRow;
    const from = isBuy ? -gapPx - edgePx : outlinePx;
    const backingFrom = isBuy ? from - backingPx : from;
    batch.quads.push(x, high, x, low, backingFrom, gapPx, backingFrom + edgePx + backingPx, 0, style.backing);
    batch.quads.push(x, high, x, low, from, gapPx, from + edgePx, 0, isBuy ? style.buy : style.sell);
  }
}

/** The edges of a cell in a batch's space. */
interface CellCorners {
  readonly left: number;
  readonly right: number;
  readonly low: number;
  readonly high: number;
}

/** Adds the four sides of a frame `insetPx` inside of a cell. */
function pushFrame(batch: Batch, { left, right, low, high }: CellCorners, outlinePx: number, gapPx: number, linePx: number, insetPx: number, color: ImageColor): void {
  const [west, east] = [outlinePx + insetPx, -gapPx - insetPx];
  const [north, south] = [gapPx + insetPx, -insetPx];
  batch.quads.push(left, high, right, high, west, north, east, north + linePx, color);
  batch.quads.push(left, low, right, low, west, south - linePx, east, south, color);
  batch.quads.push(left, high, left, low, west, north + linePx, west + linePx, south - linePx, color);
  batch.quads.push(right, high, right, low, east - linePx, north + linePx, east, south - linePx, color);
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
