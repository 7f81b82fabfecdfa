import type { BarView } from "../../market/bar-view.ts";
import { requireWhole } from "../fold/parameter.ts";
import { Series } from "../fold/series.ts";

/**
 * One row per second, price and side with volume: true aggregates, not single prints. `side` is 1 bought at the ask, -1 sold at the bid. `trades` counts both
 * sides of the second at that price, as the sides are not counted apart.
 */
export type TapePrintField = "timeSec" | "priceTicks" | "side" | "lots" | "trades";
export type TapePrintSeries = Series<TapePrintField>;

export function createTapePrintSeries(): TapePrintSeries {
  return new Series(["timeSec", "priceTicks", "side", "lots", "trades"]);
}

/**
 * Writes the newest aggregates of the tape, newest second first, within a second from the highest price down, buys before sells.
 * @param limit most rows to write. @param leastLots smaller ones are left out.
 */
export function writeTapePrints(bars: BarView, limit: number, leastLots: number, output: TapePrintSeries): void {
  requireWhole("limit", limit, 0, 1_000_000);
  const { levelOffsets, levelPriceTicks, levelAskLots, levelBidLots, levelTrades } = bars;
  const least = Math.max(1, leastLots);
  const end = output.length + limit;
  const write = (level: number, timeSec: number, side: 1 | -1, lots: number): void => {
    if (lots < least || output.length >= end) return;
    const row = output.add();
    const { columns } = output;
    columns.timeSec[row] = timeSec;
    columns.priceTicks[row] = levelPriceTicks[level];
    columns.side[row] = side;
    columns.lots[row] = lots;
    columns.trades[row] = levelTrades[level];
  };
  for (let index = bars.length - 1; index >= 0 && output.length < end; index--) {
    for (let level = levelOffsets[index + 1] - 1; level >= levelOffsets[index]; level--) {
      write(level, bars.timeSec[index], 1, levelAskLots[level]);
      write(level, bars.timeSec[index], -1, levelBidLots[level]);
    }
  }
}
