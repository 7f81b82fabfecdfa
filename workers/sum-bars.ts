import type { BarView } from "../core/market/bar-view.ts";

/** Sums and extremes over bars. Without bars every sum is 0 and the range is empty: low above high. */
export interface BarTotals {
  readonly bars: number;
  readonly trades: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly lowTicks: number;
  readonly highTicks: number;
}

/** Adds up all bars of a view. */
export function sumBars(bars: BarView): BarTotals {
  let trades = 0;
  let bidLots = 0;
  let askLots = 0;
  let lowTicks = Number.POSITIVE_INFINITY;
  let highTicks = Number.NEGATIVE_INFINITY;
  for (let index = 0; index < bars.length; index++) {
    trades += bars.trades[index];
    bidLots += bars.bidLots[index];
    askLots += bars.askLots[index];
    lowTicks = Math.min(lowTicks, bars.lowTicks[index]);
    highTicks = Math.max(highTicks, bars.highTicks[index]);
  }
  return { bars: bars.length, trades, bidLots, askLots, lowTicks, highTicks };
}
