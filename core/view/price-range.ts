import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_STRIDE } from "./cell-pool.ts";
import type { Viewport } from "./viewport.ts";

/** A range of prices in ticks, both ends included. */
export interface PriceRange {
  readonly lowTicks: number;
  readonly highTicks: number;
}

const PRICE_MARGIN = 0.1;
const MIN_FIT_TICKS = 8;

/** Lowest and highest traded price of the columns of a pool that touch `fromSec..toSec`; null when none of them has a trade. */
export function priceRangeOf(pool: CellPool, fromSec: number, toSec: number): PriceRange | null {
  const from = Math.max(0, Math.floor(fromSec / pool.columnSec) - pool.firstColumn);
  const to = Math.min(pool.columnCount, Math.ceil(toSec / pool.columnSec) - pool.firstColumn);
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (let column = from; column < to; column++) {
    if (pool.headers[column * HEADER_STRIDE + HEADER_COUNT] === 0) continue;
    high = Math.max(high, pool.candles[column * CANDLE_STRIDE + 1]);
    low = Math.min(low, pool.candles[column * CANDLE_STRIDE + 2]);
  }
  return low <= high ? { lowTicks: low, highTicks: high } : null;
}

/** Shows a range of prices with a margin above and below, a share of the range; at least eight ticks, so that a flat market is not blown up. A view that shows just that is returned as it is. */
export function fitPrice(view: Viewport, range: PriceRange, margin = PRICE_MARGIN): Viewport {
  const span = Math.max(range.highTicks - range.lowTicks + 1, MIN_FIT_TICKS);
  const middle = (range.highTicks + range.lowTicks) / 2;
  const half = span * (0.5 + margin);
  const lowTicks = middle - half;
  const highTicks = middle + half;
  return lowTicks === view.lowTicks && highTicks === view.highTicks ? view : { ...view, lowTicks, highTicks };
}
