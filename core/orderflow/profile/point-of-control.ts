import type { ProfileRows, RowVolume } from "./profile-rows.ts";

/**
 * The point of control: the entry with the most volume among the entries `from..to-1` of one profile or bar. Where several have the most, the row nearest
 * the middle of the price range wins, then the higher price (STUDIES.md section 1).
 * @param volume the side that counts.
 * @returns index of the entry, -1 without entries.
 */
export function pointOfControl(rows: ProfileRows, from = 0, to = rows.length, volume: RowVolume = "total"): number {
  if (from >= to) return -1;
  const doubleMiddle = rows.row[from] + rows.row[to - 1];
  let best = from;
  let bestLots = rows.volumeAt(from, volume);
  for (let at = from + 1; at < to; at++) {
    const lots = rows.volumeAt(at, volume);
    if (lots < bestLots) continue;
    const nearer = Math.abs(2 * rows.row[at] - doubleMiddle) <= Math.abs(2 * rows.row[best] - doubleMiddle);
    if (lots > bestLots || nearer) {
      best = at;
      bestLots = lots;
    }
  }
  return best;
}
