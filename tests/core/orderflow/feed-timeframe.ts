import type { TimeframeFold } from "../../../core/orderflow/timeframe-fold.ts";
import { feedInParts, gapsKnownAt, type MarketCase } from "./market-case.ts";

/** Feeds a fold portion by portion, now and then saying that time has passed, and at last writes the bar that is open. */
export function feedTimeframe<Output>(market: MarketCase, fold: TimeframeFold<Output>, output: Output): void {
  const { bars, gaps } = market;
  let fed = 0;
  feedInParts(market, (part, from, to, known) => {
    fold.append(part, from, to, known, output);
    fed += to - from;
    const lastSec = part.timeSec[to - 1];
    const nextSec = fed < bars.length ? bars.timeSec[fed] : lastSec + 1;
    const closedSec = fed % 3 === 0 ? nextSec : fed % 3 === 1 ? lastSec + 1 : Math.floor((lastSec + nextSec) / 2);
    fold.closeThrough(closedSec, gapsKnownAt(gaps, closedSec - 1), output);
  });
  fold.writeForming(gaps, output);
}
