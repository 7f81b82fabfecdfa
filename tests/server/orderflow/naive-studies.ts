import type { ListedTrade } from "../../support/listed-feed.ts";

// The studies in their plainest form: loops over trades, in whole ticks and lots, sharing nothing with core. Ticks are 0.1 and lots 0.001.

const price = (ticks: number): number => ticks / 10;
const volume = (lots: number): number => lots / 1000;
const iso = (sec: number): string => new Date(sec * 1000).toISOString();
const DAY_SEC = 86_400;

/** Trades by the start of their bar, ascending. */
function byBar(trades: readonly ListedTrade[], barSec: number): [number, ListedTrade[]][] {
  const bars = new Map<number, ListedTrade[]>();
  for (const trade of trades) {
    const start = Math.floor(trade.timeSec / barSec) * barSec;
    const known = bars.get(start);
    if (known === undefined) bars.set(start, [trade]);
    else known.push(trade);
  }
  return [...bars].sort(([a], [b]) => a - b);
}

const lotsOf = (trades: readonly ListedTrade[], side?: "buy" | "sell"): number =>
  trades.reduce((sum, trade) => (side === undefined || trade.side === side ? sum + trade.sizeLots : sum), 0);
const deltaOf = (trades: readonly ListedTrade[]): number => lotsOf(trades, "buy") - lotsOf(trades, "sell");

/** Answer of `orderflow/cvd`; the sum starts again with each UTC day. */
export function naiveCvd(trades: readonly ListedTrade[], barSec: number): object[] {
  let sum = 0;
  let day = Number.NaN;
  return byBar(trades, barSec).map(([start, ofBar]) => {
    if (Math.floor(start / DAY_SEC) !== day) sum = 0;
    day = Math.floor(start / DAY_SEC);
    const steps = [sum];
    for (const [, ofSecond] of byBar(ofBar, 1)) steps.push(steps[steps.length - 1] + deltaOf(ofSecond));
    const open = sum;
    sum = steps[steps.length - 1];
    return {
      timestamp: iso(start),
      delta: volume(deltaOf(ofBar)),
      cumulative_delta: volume(sum),
      open: volume(open),
      high: volume(Math.max(...steps)),
      low: volume(Math.min(...steps)),
      close: volume(sum),
    };
  });
}

/** Trades by row, ascending. */
export function byRow(trades: readonly ListedTrade[], ticksPerRow: number): [number, ListedTrade[]][] {
  const rows = new Map<number, ListedTrade[]>();
  for (const trade of trades) {
    const row = Math.floor(trade.priceTicks / ticksPerRow);
    const known = rows.get(row);
    if (known === undefined) rows.set(row, [trade]);
    else known.push(trade);
  }
  return [...rows].sort(([a], [b]) => a - b);
}

/** The list of a volume profile. */
export function naiveProfile(trades: readonly ListedTrade[], ticksPerRow: number): { price: number; volume: number; bid: number; ask: number; delta: number }[] {
  return byRow(trades, ticksPerRow).map(([row, ofRow]) => ({
    price: price(row * ticksPerRow),
    volume: volume(lotsOf(ofRow)),
    bid: volume(lotsOf(ofRow, "sell")),
    ask: volume(lotsOf(ofRow, "buy")),
    delta: volume(deltaOf(ofRow)),
  }));
}

/** Answer of `orderflow/footprint`. */
export function naiveFootprint(trades: readonly ListedTrade[], barSec: number, ticksPerRow: number): object[] {
  return byBar(trades, barSec).map(([start, ofBar]) => ({ timestamp: iso(start), levels: naiveProfile(ofBar, ticksPerRow) }));
}

/** Answer of `orderflow/micro-footprint`. */
export function naiveMicroFootprint(trades: readonly ListedTrade[], barSec: number, ticksPerRow: number): object[] {
  return byBar(trades, barSec).map(([start, ofBar]) => ({
    timestamp: iso(start),
    levels: byRow(ofBar, ticksPerRow).map(([row, ofRow]) => {
      const bid = lotsOf(ofRow, "sell");
      const ask = lotsOf(ofRow, "buy");
      return {
        price: price(row * ticksPerRow),
        bid: volume(bid),
        ask: volume(ask),
        delta: volume(ask - bid),
        trades: ofRow.length,
        imbalance_ratio: bid === 0 ? null : ask / bid,
      };
    }),
  }));
}

/** Answer of `orderflow/tape` for data without gaps. */
export function naiveTape(trades: readonly ListedTrade[], rule = { windowSec: 60, meanFactor: 2, leastTrades: 10 }): object[] {
  const seconds = byBar(trades, 1);
  const firstSec = seconds[0][0];
  return seconds.map(([sec, ofSecond]) => {
    const windowSec = Math.min(rule.windowSec, sec - firstSec);
    const before = trades.filter(({ timeSec }) => timeSec < sec && timeSec >= sec - windowSec).length;
    const threshold = windowSec < 30 ? Number.POSITIVE_INFINITY : Math.max(rule.leastTrades, (rule.meanFactor * before) / windowSec);
    const delta = deltaOf(ofSecond);
    return {
      timestamp: iso(sec),
      trades_per_second: ofSecond.length,
      avg_trade_size: lotsOf(ofSecond) / (1000 * ofSecond.length),
      hit_side: delta > 0 ? "HIT_ASK" : delta < 0 ? "HIT_BID" : "NEUTRAL",
      aggression: ofSecond.length > threshold ? "AGGRESSIVE" : "PASSIVE",
    };
  });
}

/** The list of `orderflow/vwap` with bands at two sigmas; all trades are of one session. */
export function naiveVwap(trades: readonly ListedTrade[], barSec: number): { timestamp: string; vwap: number; upper_band: number; lower_band: number; price: number }[] {
  const seen: ListedTrade[] = [];
  return byBar(trades, barSec).map(([start, ofBar]) => {
    seen.push(...ofBar);
    const lots = lotsOf(seen);
    const vwap = seen.reduce((sum, trade) => sum + trade.priceTicks * trade.sizeLots, 0) / lots;
    const sigma = Math.sqrt(seen.reduce((sum, trade) => sum + (trade.priceTicks - vwap) ** 2 * trade.sizeLots, 0) / lots);
    return { timestamp: iso(start), vwap: vwap / 10, upper_band: (vwap + 2 * sigma) / 10, lower_band: (vwap - 2 * sigma) / 10, price: price(ofBar[ofBar.length - 1].priceTicks) };
  });
}
