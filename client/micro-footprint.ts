import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { LevelReading } from "../protocol/worker-api.ts";
import type { MicroFootprintFocus, MicroFootprintReading } from "./app/chart-snapshot.ts";

/** What makes a diagonal imbalance between neighbouring ticks of a second. */
export interface ImbalanceRule {
  readonly ratio: number;
  /** Least volume of the larger side, lots. */
  readonly minimumLots: number;
  /** An empty opposite side counts as one lot; otherwise it makes no imbalance. */
  readonly emptyCountsAsOne: boolean;
}

/** The levels of some seconds with their imbalances: at the ask against the bid one tick lower, at the bid against the ask one tick higher, in the same second. */
export function microFootprintReading(levels: LevelReading, { tick, lot }: ParsedInstrument, rule: ImbalanceRule, focus: MicroFootprintFocus): MicroFootprintReading {
  const { fromSec, toSec, timeSec, priceTicks, bidLots, askLots, trades } = levels;
  const imbalance = new Int8Array(timeSec.length);
  const isNext = (low: number, high: number): boolean => timeSec[low] === timeSec[high] && priceTicks[low] + 1 === priceTicks[high];
  for (let at = 0; at < timeSec.length; at++) {
    const bidBelow = at > 0 && isNext(at - 1, at) ? bidLots[at - 1] : 0;
    const askAbove = at + 1 < timeSec.length && isNext(at, at + 1) ? askLots[at + 1] : 0;
    const isBuying = isImbalance(askLots[at], bidBelow, rule);
    const isSelling = isImbalance(bidLots[at], askAbove, rule);
    if (isBuying !== isSelling) imbalance[at] = isBuying ? 1 : -1;
  }
  return { tick, lot, fromSec, toSec, focus, timeSec, priceTicks, bidLots, askLots, trades, imbalance };
}

function isImbalance(lots: number, opposite: number, { ratio, minimumLots, emptyCountsAsOne }: ImbalanceRule): boolean {
  if (lots === 0 || lots < minimumLots || (opposite === 0 && !emptyCountsAsOne)) return false;
  return lots >= ratio * Math.max(1, opposite);
}
