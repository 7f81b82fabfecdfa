import type { ProfileRows, RowVolume } from "./profile-rows.ts";

/**
 * The point of control: the entry with the most volume among the entries `from..to-1` of one profile or bar. Where several have the most, the row nearest
 * the middle of the price range wins, then the higher price (STUDIES.md section 1).
 * @param volume the side that counts.
 * @returns index of the entry, -1 without entries.
 */
export function pointOfControl(rows: ProfileRows, from = 0, to = rows.length, volume: RowVolume = "total"): number {
  if (from >= to) return -1;
  const { row, bidLots, askLots } = rows;
  const bids = volume === "ask" ? 0 : 1;
  const asks = volume === "bid" ? 0 : 1;
  const doubleMiddle = row[from] + row[to - 1];
  let best = from;
  let bestLots = Number.NEGATIVE_INFINITY;
  for (let at = from; at < to; at++) {
    const lots = bids * bidLots[at] + asks * askLots[at];
    if (lots < bestLots) continue;
    const nearer = Math.abs(2 * row[at] - doubleMiddle) <= Math.abs(2 * row[best] - doubleMiddle);
    if (lots > bestLots || nearer) {
      best = at;
      bestLots = lots;
    }
  }
  return best;
}
