import type { BarView } from "../market/bar-view.ts";
import { floorDiv } from "../market/floor-div.ts";
import type { CellContent } from "./cell-pool.ts";
import { heatCellOf, heatCodeOf } from "./heat-code.ts";
import type { RowSums } from "./row-sums.ts";

/** Writes the cells of a column's exact sums to `cells` from `at` on. @returns the heat code of the largest bid + ask. */
export function encodeRows(sums: RowSums, cells: Uint32Array, at: number): number {
  const { bidLots, askLots, count } = sums;
  let largest = 0;
  for (let row = 0; row < count; row++) {
    const bid = bidLots[row];
    const ask = askLots[row];
    const total = bid + ask;
    if (total > largest) largest = total;
    cells[at + row] = total === 0 ? 0 : heatCellOf(bid, ask);
  }
  return heatCodeOf(largest);
}

/**
 * The same for a column of a single second: its levels ascend, so each row's sum is complete when the next begins, and nothing needs to be held. Packs a day
 * of seconds in a third of the time.
 * @param lowRow row of the bar's lowest level, and @param count rows up to that of its highest.
 */
export function encodeBar(
  bars: BarView,
  bar: number,
  ticksPerRow: number,
  content: CellContent,
  lowRow: number,
  count: number,
  cells: Uint32Array,
  at: number,
): number {
  const { levelPriceTicks, levelOffsets } = bars;
  const bidLots = content === "trades" ? null : bars.levelBidLots;
  const askLots = content === "trades" ? bars.levelTrades : bars.levelAskLots;
  const base = at - lowRow;
  const end = levelOffsets[bar + 1];
  cells.fill(0, at, at + count);
  let largest = 0;
  for (let level = levelOffsets[bar]; level < end; ) {
    const row = floorDiv(levelPriceTicks[level], ticksPerRow);
    let bid = 0;
    let ask = 0;
    do {
      if (bidLots !== null) bid += bidLots[level];
      ask += askLots[level];
      level++;
    } while (level < end && floorDiv(levelPriceTicks[level], ticksPerRow) === row);
    if (bid + ask > largest) largest = bid + ask;
    cells[base + row] = heatCellOf(bid, ask);
  }
  return heatCodeOf(largest);
}
