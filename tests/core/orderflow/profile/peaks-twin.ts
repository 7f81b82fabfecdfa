import type { PlainRow } from "./profile-twin.ts";

/** What makes a node, as shares of the highest smoothed row. */
export interface PeakShares {
  readonly leastProminence: number;
  readonly leastHigh: number;
  readonly mostLow: number;
}

/** Smoothing, prominence and valleys, each by walking. The weights are computed anew; only the order of addition is that of the rule. */
export function twinPeaks(plain: readonly PlainRow[], shares: PeakShares): { highRows: number[]; lowRows: number[] } {
  const volume = new Map(plain.map(({ row, bid, ask }) => [row, bid + ask]));
  const at = (row: number): number => volume.get(row) ?? 0;
  const raw = Array.from({ length: 9 }, (_, distance) => Math.exp(-(distance ** 2) / 8));
  const total = raw[0] + 2 * raw.slice(1).reduce((sum, weight) => sum + weight, 0);
  const smooth = (row: number): number => {
    let lots = (raw[0] / total) * at(row);
    for (let distance = 1; distance <= 8; distance++) lots += (raw[distance] / total) * (at(row - distance) + at(row + distance));
    return lots;
  };
  const [bottom, top] = [plain[0].row - 9, plain[plain.length - 1].row + 9];
  const values = new Map<number, number>();
  for (let row = bottom; row <= top; row++) values.set(row, smooth(row));
  const value = (row: number): number => values.get(row) ?? 0;
  const highest = Math.max(...values.values());
  const lowestTowards = (row: number, step: number): number => {
    let lowest = value(row);
    for (let other = row; other >= bottom && other <= top; other += step) {
      if (value(other) > value(row)) return lowest;
      lowest = Math.min(lowest, value(other));
    }
    return 0;
  };
  const highRows: number[] = [];
  for (let row = bottom + 1; row < top; row++) {
    let end = row;
    while (end < top && value(end + 1) === value(row)) end++;
    const prominence = value(row) - Math.max(lowestTowards(row, -1), lowestTowards(end, 1));
    const isPeak = value(row) > value(row - 1) && value(end) > value(end + 1);
    if (isPeak && highest > 0 && prominence >= shares.leastProminence * highest && value(row) >= shares.leastHigh * highest) highRows.push(Math.ceil((row + end) / 2) + 0);
    row = end;
  }
  const lowRows: number[] = [];
  for (let index = 1; index < highRows.length; index++) {
    const between = Array.from({ length: highRows[index] - highRows[index - 1] - 1 }, (_, offset) => highRows[index - 1] + 1 + offset);
    const middle = (highRows[index] + highRows[index - 1]) / 2;
    const low = between.sort((a, b) => value(a) - value(b) || Math.abs(a - middle) - Math.abs(b - middle) || b - a)[0];
    if (value(low) <= shares.mostLow * highest) lowRows.push(low);
  }
  return { highRows, lowRows };
}
