import type { BarView } from "../../core/market/bar-view.ts";
import { FIRST_STATE, makeLevelColumns, sumLevels } from "./level-columns.ts";
import { xorshift } from "./xorshift.ts";

/** Odds of a second in which one side trades many times as much. */
const RUSH_SHARE = 0.03;

/**
 * `seconds` consecutive seconds of `levelsPerSecond` adjacent prices, traded on both sides, around a wandering middle: the footprint of a busy market with a
 * coarse tick, where every cell has neighbours to compare with. Open and close lie anywhere in the range; now and then one side rushes for a few seconds.
 * Deterministic.
 */
export function buildAdjacentBars(firstSec: number, seconds: number, levelsPerSecond: number): BarView {
  const bars = makeLevelColumns(firstSec, seconds, levelsPerSecond);
  const random = xorshift(FIRST_STATE);
  const lots = (scale: number): number => Math.floor((scale * 2) / (random() + 0.01));
  let low = 100_000;
  let rushSec = 0;
  let rushBuys = false;
  for (let bar = 0; bar < seconds; bar++) {
    low += Math.floor(random() * 5) - 2;
    if (rushSec > 0) rushSec--;
    else if (random() < RUSH_SHARE) [rushSec, rushBuys] = [Math.floor(random() * 5), random() < 0.5];
    for (let offset = 0; offset < levelsPerSecond; offset++) {
      const level = bar * levelsPerSecond + offset;
      bars.levelPriceTicks[level] = low + offset;
      bars.levelBidLots[level] = lots(rushSec > 0 && !rushBuys ? 9 : 1);
      bars.levelAskLots[level] = lots(rushSec > 0 && rushBuys ? 9 : 1);
      bars.levelTrades[level] = 1 + Math.floor(random() * 4);
    }
    bars.lowTicks[bar] = low;
    bars.highTicks[bar] = low + levelsPerSecond - 1;
    bars.openTicks[bar] = low + Math.floor(random() * levelsPerSecond);
    bars.closeTicks[bar] = low + Math.floor(random() * levelsPerSecond);
  }
  sumLevels(bars);
  return bars;
}
