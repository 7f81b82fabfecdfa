import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_STRIDE } from "./cell-pool.ts";
import { snapToLive } from "./camera-follow.ts";
import type { Viewport } from "./viewport.ts";

/** A range of prices in ticks, both ends included. */
export interface PriceRange {
  readonly lowTicks: number;
  readonly highTicks: number;
}

/** Free room above and below a fitted price range, as a share of the range. */
const PRICE_MARGIN = 0.1;
const MIN_FIT_TICKS = 8;
const FIRST_SPAN_SEC = 300;
/** A column is drawn between 4 and 64 CSS pixels wide after a change of timeframe. */
const MIN_COLUMN_CSS_PX = 4;
const MAX_COLUMN_CSS_PX = 64;
const FIT_ALL_MARGIN = 0.02;
const GAP_SHARE = 0.5;

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

/** Shows a range of prices with a margin above and below; at least eight ticks, so that a flat market is not blown up. */
export function fitPrice(view: Viewport, range: PriceRange): Viewport {
  const span = Math.max(range.highTicks - range.lowTicks + 1, MIN_FIT_TICKS);
  const middle = (range.highTicks + range.lowTicks) / 2;
  const half = span * (0.5 + PRICE_MARGIN);
  return { ...view, lowTicks: middle - half, highTicks: middle + half };
}

/** The first sight of a market: the newest five minutes of seconds, or as many columns of a longer timeframe as {@link adaptSpan} allows, live edge at its margin. */
export function firstWindow(lastSec: number, columnSec: number, plotWidthCssPx: number, priceTicks: number): Viewport {
  const around = { fromSec: lastSec - FIRST_SPAN_SEC, toSec: lastSec, lowTicks: priceTicks - MIN_FIT_TICKS, highTicks: priceTicks + MIN_FIT_TICKS };
  return snapToLive(adaptSpan(around, columnSec, plotWidthCssPx), lastSec, columnSec);
}

/**
 * The rule for a new timeframe: the right edge stays, and so does the span if columns are then 4 to 64 CSS pixels wide; else the nearest span that makes
 * them so. Going to a longer timeframe and back returns to about the same window.
 */
export function adaptSpan(view: Viewport, columnSec: number, plotWidthCssPx: number): Viewport {
  const span = view.toSec - view.fromSec;
  const shortest = (plotWidthCssPx / MAX_COLUMN_CSS_PX) * columnSec;
  const longest = (plotWidthCssPx / MIN_COLUMN_CSS_PX) * columnSec;
  const adapted = Math.min(Math.max(span, shortest), longest);
  return adapted === span ? view : { ...view, fromSec: view.toSec - adapted };
}

/** All time from the first second to the last, with a little room on either side. */
export function fitTime(view: Viewport, firstSec: number, lastSec: number): Viewport {
  const margin = Math.max(1, (lastSec - firstSec) * FIT_ALL_MARGIN);
  return { ...view, fromSec: firstSec - margin, toSec: lastSec + margin };
}

/** Brings a range of time (a gap) into the middle; the span stays unless the range would fill more than half of it. */
export function showTimeRange(view: Viewport, fromSec: number, toSec: number): Viewport {
  const span = Math.max(view.toSec - view.fromSec, (toSec - fromSec) / GAP_SHARE);
  const middle = (fromSec + toSec) / 2;
  return { ...view, fromSec: middle - span / 2, toSec: middle + span / 2 };
}
