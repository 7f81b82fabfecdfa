import type { PlainTrade } from "../market-case.ts";
import { type PlainRow, twinProfile } from "../profile/profile-twin.ts";

export interface TwinImbalance {
  readonly timeSec: number;
  readonly row: number;
  readonly side: 1 | -1;
  readonly bid: number;
  readonly ask: number;
  readonly minimum: number;
  stacked: boolean;
}

interface TwinRule {
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
  /** Ratio as a fraction of whole numbers. */
  readonly ratio: readonly [bigint, bigint];
  readonly emptyCountsAsOne: boolean;
  readonly stackRows: number;
}

/** The plain twin of diagonal imbalances: bar by bar from the trades, the trailing median by sorting everything in the window. */
export function twinImbalances(trades: readonly PlainTrade[], gaps: ArrayLike<number>, rule: TwinRule): TwinImbalance[] {
  const byBar = new Map<number, PlainTrade[]>();
  for (const trade of trades) {
    const startSec = Math.floor(trade.timeSec / rule.timeframeSec) * rule.timeframeSec;
    const own = byBar.get(startSec);
    if (own === undefined) byBar.set(startSec, [trade]);
    else own.push(trade);
  }
  const bars = [...byBar].map(([startSec, own]) => ({ startSec, rows: twinProfile(own, -Infinity, Infinity, rule.ticksPerRow) }));
  const windowSec = Math.max(900, 10 * rule.timeframeSec);
  const found: TwinImbalance[] = [];
  for (const { startSec, rows } of bars) {
    const trailing = bars
      .filter((bar) => bar.startSec < startSec && bar.startSec >= startSec - windowSec && !missing(gaps, bar.startSec, bar.startSec + rule.timeframeSec))
      .flatMap((bar) => bar.rows.map(({ bid, ask }) => bid + ask))
      .filter((lots) => lots > 0)
      .sort((a, b) => a - b);
    if (trailing.length < 30) continue;
    const middle = trailing.length / 2;
    const minimum = trailing.length % 2 === 1 ? trailing[Math.floor(middle)] : (trailing[middle - 1] + trailing[middle]) / 2;
    found.push(...barImbalances(startSec, rows, minimum, rule));
  }
  return found;
}

function barImbalances(timeSec: number, rows: readonly PlainRow[], minimum: number, rule: TwinRule): TwinImbalance[] {
  const byRow = new Map(rows.map((entry) => [entry.row, entry]));
  const at = (row: number): PlainRow | undefined => byRow.get(row);
  const found: TwinImbalance[] = [];
  const [numerator, denominator] = rule.ratio;
  const holds = (dominant: number, opposite: number): boolean => {
    const counted = opposite === 0 && rule.emptyCountsAsOne ? 1 : opposite;
    return dominant > 0 && counted > 0 && dominant >= minimum && BigInt(dominant) * denominator >= numerator * BigInt(counted);
  };
  for (const { row, bid, ask } of rows) {
    const bidBelow = at(row - 1)?.bid ?? 0;
    const askAbove = at(row + 1)?.ask ?? 0;
    if (holds(ask, bidBelow)) found.push({ timeSec, row, side: 1, bid: bidBelow, ask, minimum, stacked: false });
    if (holds(bid, askAbove)) found.push({ timeSec, row, side: -1, bid, ask: askAbove, minimum, stacked: false });
  }
  for (const imbalance of found) {
    const has = (row: number): boolean => found.some((other) => other.side === imbalance.side && other.row === row);
    let [low, high] = [imbalance.row, imbalance.row];
    while (has(low - 1)) low--;
    while (has(high + 1)) high++;
    imbalance.stacked = high - low + 1 >= rule.stackRows;
  }
  return found;
}

function missing(gaps: ArrayLike<number>, fromSec: number, toSec: number): boolean {
  for (let at = 0; at < gaps.length; at += 2) if (gaps[at] < toSec && gaps[at + 1] > fromSec) return true;
  return false;
}
