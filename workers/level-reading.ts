import { lowerBoundBar } from "../core/market/bar-view.ts";
import { type ImbalanceRule, levelImbalances, levelLookbackSec } from "../core/orderflow/footprint/level-imbalances.ts";
import type { LevelReading } from "../protocol/worker-api.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/** Longest range that is read at a time, seconds. */
const MAX_RANGE_SEC = 600;

/**
 * The exact levels of the seconds `[fromSec, toSec)` as far as they have arrived, the forming one included.
 * @param rule what their imbalances are told by; null: they are not told.
 * @throws RangeError when the range is not one of 0 to 600 whole seconds, and naming a parameter of the rule.
 */
export function readLevels(stream: SymbolStream, fromSec: number, toSec: number, rule: ImbalanceRule | null = null): LevelReading {
  const isRange = Number.isSafeInteger(fromSec) && Number.isSafeInteger(toSec) && toSec >= fromSec && toSec - fromSec <= MAX_RANGE_SEC;
  if (!isRange) throw new RangeError(`the range ${fromSec} to ${toSec} is not one of 0 to ${MAX_RANGE_SEC} whole seconds`);
  const { bars, historyComplete } = stream.columns;
  const { levelOffsets } = bars;
  const firstBar = lowerBoundBar(bars, fromSec);
  const endBar = lowerBoundBar(bars, toSec);
  const low = levelOffsets[firstBar];
  const high = levelOffsets[endBar];
  const timeSec = new Float64Array(high - low);
  for (let bar = firstBar; bar < endBar; bar++) timeSec.fill(bars.timeSec[bar], levelOffsets[bar] - low, levelOffsets[bar + 1] - low);
  const isHeld = rule !== null && (historyComplete || (bars.length > 0 && fromSec - levelLookbackSec(rule) >= bars.timeSec[0]));
  return {
    symbol: stream.symbol,
    fromSec,
    toSec,
    timeSec,
    priceTicks: bars.levelPriceTicks.slice(low, high),
    bidLots: bars.levelBidLots.slice(low, high),
    askLots: bars.levelAskLots.slice(low, high),
    trades: bars.levelTrades.slice(low, high),
    imbalance: isHeld ? levelImbalances(bars, stream.gaps.bounds, fromSec, toSec, rule) : null,
  };
}
