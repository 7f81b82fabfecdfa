import type { PlainTrade } from "./market-case.ts";

/** One second of the plain twins: sums and extremes straight from the trades. */
export interface PlainSecond {
  readonly timeSec: number;
  readonly open: number;
  readonly close: number;
  readonly high: number;
  readonly low: number;
  readonly bid: number;
  readonly ask: number;
  readonly trades: readonly PlainTrade[];
}

/** The seconds with trades, ascending. */
export function plainSeconds(trades: readonly PlainTrade[]): PlainSecond[] {
  const bySecond = new Map<number, PlainTrade[]>();
  for (const trade of trades) {
    const own = bySecond.get(trade.timeSec);
    if (own === undefined) bySecond.set(trade.timeSec, [trade]);
    else own.push(trade);
  }
  return [...bySecond].map(([timeSec, own]) => secondOf(timeSec, own));
}

/** Trades of one bar as one second would have them; `timeSec` is the bar's start. */
export function secondOf(timeSec: number, own: readonly PlainTrade[]): PlainSecond {
  const prices = own.map(({ priceTicks }) => priceTicks);
  const lots = (side: "buy" | "sell"): number => own.reduce((sum, trade) => sum + (trade.side === side ? trade.sizeLots : 0), 0);
  return { timeSec, open: prices[0], close: prices[prices.length - 1], high: Math.max(...prices), low: Math.min(...prices), bid: lots("sell"), ask: lots("buy"), trades: own };
}

/** `true` when a second of `[fromSec, toSec)` is missing. */
export function isMissing(gaps: ArrayLike<number>, fromSec: number, toSec = fromSec + 1): boolean {
  for (let at = 0; at < gaps.length; at += 2) if (gaps[at] < toSec && gaps[at + 1] > fromSec) return true;
  return false;
}

/** Sign of `value - (mean + k sd)` in whole numbers, `k` whole. */
export function aboveDeviation(value: number, values: readonly number[], k: number): number {
  const count = BigInt(values.length);
  const sum = values.reduce((total, each) => total + BigInt(each), 0n);
  const squares = values.reduce((total, each) => total + BigInt(each) ** 2n, 0n);
  const above = count * BigInt(value) - sum;
  if (above < 0n) return -1;
  const difference = above * above - BigInt(k) ** 2n * (count * squares - sum * sum);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}
