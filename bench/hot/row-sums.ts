import type { BarView } from "../../core/market/bar-view.ts";

const MOST_ROWS = 1 << 15;
/** Bid and ask of each row. */
const rows = new Float64Array(2 * MOST_ROWS);

/**
 * The least that bars of `timeframeSec` need: every level added to its row, every row read once. Seconds must be consecutive.
 * @returns rows whose bid is the larger, so that nothing is left out as unused.
 */
export function sumRows({ timeSec, levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, lowTicks, highTicks }: BarView, timeframeSec: number, ticksPerRow: number): number {
  let larger = 0;
  for (let from = 0; from < timeSec.length; from += timeframeSec) {
    const to = Math.min(timeSec.length, from + timeframeSec);
    let low = lowTicks[from];
    let high = highTicks[from];
    for (let bar = from + 1; bar < to; bar++) {
      if (lowTicks[bar] < low) low = lowTicks[bar];
      if (highTicks[bar] > high) high = highTicks[bar];
    }
    const firstRow = Math.floor(low / ticksPerRow);
    for (let level = levelOffsets[from]; level < levelOffsets[to]; level++) {
      const cell = (Math.floor(levelPriceTicks[level] / ticksPerRow) - firstRow) * 2;
      rows[cell] += levelBidLots[level];
      rows[cell + 1] += levelAskLots[level];
    }
    const end = (Math.floor(high / ticksPerRow) - firstRow + 1) * 2;
    for (let cell = 0; cell < end; cell += 2) if (rows[cell] > rows[cell + 1]) larger++;
    rows.fill(0, 0, end);
  }
  return larger;
}
