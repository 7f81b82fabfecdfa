import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_STRIDE } from "./cell-pool.ts";
import { type PriceRange, priceRangeOf } from "./price-range.ts";
import type { Viewport } from "./viewport.ts";

/** A window in which nothing traded. */
export interface EmptyWindow {
  /** What traded in its time, above or below it; null where nothing did at any price. */
  readonly traded: PriceRange | null;
  /** The nearest moment and price at which something traded; null without a trade in the pool. */
  readonly nearest: { readonly timeSec: number; readonly priceTicks: number } | null;
}

/** Says of a window that nothing traded in it, as far as a pool knows; null where something did. Looks at the columns of the window, and beyond only when they are empty. */
export function emptyWindow(pool: CellPool, view: Viewport): EmptyWindow | null {
  const { fromSec, toSec, lowTicks, highTicks } = view;
  const traded = priceRangeOf(pool, fromSec, toSec);
  const first = Math.floor(fromSec / pool.columnSec) - pool.firstColumn;
  const end = Math.ceil(toSec / pool.columnSec) - pool.firstColumn;
  let nearest = -1;
  let least = Number.POSITIVE_INFINITY;
  for (let column = Math.max(0, first); column < Math.min(end, pool.columnCount); column++) {
    if (isEmpty(pool, column)) continue;
    const distance = Math.max(pool.candles[column * CANDLE_STRIDE + 2] - highTicks, lowTicks - pool.candles[column * CANDLE_STRIDE + 1]);
    if (distance <= 0) return null;
    if (distance > least) continue;
    least = distance;
    nearest = column;
  }
  if (nearest < 0) nearest = nearestColumn(pool, first, end);
  return { traded, nearest: nearest < 0 ? null : placeOf(pool, nearest, view) };
}

/** The column with a trade that is nearest to the columns `first..end-1`, none of which has one; -1 where there is none. */
function nearestColumn(pool: CellPool, first: number, end: number): number {
  const before = Math.min(first, pool.columnCount) - 1;
  const after = Math.max(end, 0);
  for (let step = 0; before - step >= 0 || after + step < pool.columnCount; step++) {
    if (before - step >= 0 && !isEmpty(pool, before - step)) return before - step;
    if (after + step < pool.columnCount && !isEmpty(pool, after + step)) return after + step;
  }
  return -1;
}

function isEmpty(pool: CellPool, column: number): boolean {
  return pool.headers[column * HEADER_STRIDE + HEADER_COUNT] === 0;
}

function placeOf(pool: CellPool, column: number, { lowTicks, highTicks }: Viewport): NonNullable<EmptyWindow["nearest"]> {
  const high = pool.candles[column * CANDLE_STRIDE + 1];
  const low = pool.candles[column * CANDLE_STRIDE + 2];
  return { timeSec: (pool.firstColumn + column + 0.5) * pool.columnSec, priceTicks: Math.round(Math.min(high, Math.max(low, (lowTicks + highTicks) / 2))) };
}
