import type { ProfileRows } from "../../../../core/orderflow/profile/profile-rows.ts";
import type { PlainTrade } from "../market-case.ts";

/** A traded row of the plain twin. */
export interface PlainRow {
  readonly row: number;
  bid: number;
  ask: number;
  trades: number;
}

/** The plain twin of a profile: a loop over trades into a map, then sorted. */
export function twinProfile(trades: readonly PlainTrade[], fromSec: number, toSec: number, ticksPerRow: number): PlainRow[] {
  const rows = new Map<number, PlainRow>();
  for (const trade of trades) {
    if (trade.timeSec < fromSec || trade.timeSec >= toSec) continue;
    const remainder = ((trade.priceTicks % ticksPerRow) + ticksPerRow) % ticksPerRow;
    const row = (trade.priceTicks - remainder) / ticksPerRow;
    const entry = rows.get(row) ?? { row, bid: 0, ask: 0, trades: 0 };
    if (trade.side === "buy") entry.ask += trade.sizeLots;
    else entry.bid += trade.sizeLots;
    entry.trades++;
    rows.set(row, entry);
  }
  return [...rows.values()].sort((a, b) => a.row - b.row);
}

/** Rows of a profile in the twin's form. */
export function plainRows(rows: ProfileRows, from = 0, to = rows.length): PlainRow[] {
  const plain: PlainRow[] = [];
  for (let at = from; at < to; at++) {
    plain.push({ row: rows.row[at], bid: rows.bidLots[at], ask: rows.askLots[at], trades: rows.trades[at] });
  }
  return plain;
}

/** A profile from plain rows, ascending. */
export function twinRowsText(rows: readonly PlainRow[]): string {
  return rows.map(({ row, bid, ask, trades }) => `${row + 0}:${bid}x${ask}/${trades}`).join(" ");
}

/** The rule of the point of control, word for word: most volume, then nearest the middle, then higher. */
export function twinPointOfControl(rows: readonly PlainRow[], lots = (row: PlainRow): number => row.bid + row.ask): number {
  const middle = (rows[0].row + rows[rows.length - 1].row) / 2;
  const best = [...rows].sort((a, b) => lots(b) - lots(a) || Math.abs(a.row - middle) - Math.abs(b.row - middle) || b.row - a.row)[0];
  return best.row;
}

/** The rule of the value area, one row or one pair after the other over a dense list. @param share as a fraction of whole numbers. */
export function twinValueArea(rows: readonly PlainRow[], share: readonly [bigint, bigint], perStep: number): { low: number; high: number; lots: number } {
  const lots = new Map(rows.map(({ row, bid, ask }) => [row, bid + ask]));
  const total = rows.reduce((sum, { bid, ask }) => sum + bid + ask, 0);
  const [bottom, top] = [rows[0].row, rows[rows.length - 1].row];
  const poc = twinPointOfControl(rows);
  let [low, high, held] = [poc, poc, lots.get(poc) ?? 0];
  while (BigInt(held) * share[1] < BigInt(total) * share[0]) {
    let [above, below] = [0, 0];
    for (let step = 1; step <= perStep; step++) {
      above += lots.get(high + step) ?? 0;
      below += lots.get(low - step) ?? 0;
    }
    const upwards = low === bottom || (high !== top && (above > below || (above === below && high - poc <= poc - low)));
    if (upwards) {
      high = Math.min(top, high + perStep);
      held += above;
    } else {
      low = Math.max(bottom, low - perStep);
      held += below;
    }
  }
  return { low, high, lots: held };
}
