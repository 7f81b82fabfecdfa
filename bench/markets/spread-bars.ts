import type { BarView } from "../../core/market/bar-view.ts";
import { FIRST_STATE, makeLevelColumns, sumLevels } from "./level-columns.ts";
import { xorshift } from "./xorshift.ts";

/** Share of the prices between a second's lowest and highest that trade: one in three. */
const MAX_PRICE_STEP = 5;

/**
 * `seconds` consecutive seconds of `levelsPerSecond` levels each, spread over about three times as many prices around a drifting middle, as in a fast
 * market with a small tick. Built straight into columns, so that benches start at once. Deterministic.
 */
export function buildSpreadBars(firstSec: number, seconds: number, levelsPerSecond: number): BarView {
  const bars = makeLevelColumns(firstSec, seconds, levelsPerSecond);
  bars.levelTrades.fill(1);
  const random = xorshift(FIRST_STATE);
  let low = 600_000;
  for (let bar = 0; bar < seconds; bar++) {
    low += Math.floor(random() * 9) - 4;
    let price = low;
    for (let level = bar * levelsPerSecond; level < (bar + 1) * levelsPerSecond; level++) {
      const lots = Math.ceil(1 / (random() ** 2 + 1e-5));
      bars.levelPriceTicks[level] = price;
      if (random() < 0.5) bars.levelBidLots[level] = lots;
      else bars.levelAskLots[level] = lots;
      bars.highTicks[bar] = price;
      price += 1 + Math.floor(random() * MAX_PRICE_STEP);
    }
    bars.lowTicks[bar] = bars.openTicks[bar] = low;
    bars.closeTicks[bar] = bars.highTicks[bar];
  }
  sumLevels(bars);
  return bars;
}
