import type { BarView } from "../../../core/market/bar-view.ts";
import { feedInParts, gapsKnownAt, type MarketCase } from "./market-case.ts";

/** What folds of a timeframe have in common. */
interface FoldOfTimeframe<Output> {
  append(bars: BarView, from: number, to: number, gaps: Float64Array, output: Output): void;
  closeThrough(sec: number, gaps: Float64Array, output: Output): void;
  writeForming(gaps: Float64Array, output: Output): boolean;
}

/** Feeds a fold portion by portion, now and then saying that time has passed, and at last writes the bar that is open. */
export function feedTimeframe<Output>(market: MarketCase, fold: FoldOfTimeframe<Output>, output: Output): void {
  const { bars, gaps } = market;
  let fed = 0;
  feedInParts(market, (part, from, to, known) => {
    fold.append(part, from, to, known, output);
    fed += to - from;
    const lastSec = part.timeSec[to - 1];
    if (fed === bars.length) return;
    const nextSec = bars.timeSec[fed];
    const closedSec = fed % 3 === 0 ? nextSec : fed % 3 === 1 ? lastSec + 1 : Math.floor((lastSec + 1 + nextSec) / 2);
    fold.closeThrough(closedSec, gapsKnownAt(gaps, closedSec - 1), output);
  });
  fold.writeForming(gaps, output);
}
