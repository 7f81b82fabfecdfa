import type { BarView } from "../market/bar-view.ts";
import { floorDiv } from "../market/floor-div.ts";
import type { PoolKey } from "./cell-pool.ts";

/**
 * Most cells of one pool, garbage included: 4,096 rows of a texture 4,096 wide, which every device of the last ten years can hold; 64 MiB of memory.
 * Twenty-four dense hours at one second and one tick need about a third of it.
 */
export const POOL_CELL_BUDGET = 4096 * 4096;
/** Most columns of one pool: 4,096 rows of a header texture 1,024 wide, or 48 days of seconds. */
export const POOL_COLUMN_BUDGET = 1024 * 4096;
/** Most rows of one column. A column is held exactly while it is summed, 16 bytes a row. */
export const COLUMN_ROW_BUDGET = 1 << 20;

/**
 * The level of detail to build instead of `key` so that the bars fit into the budgets above: the same key when they fit, else with row height and, where
 * time is too long, column length doubled as often as needed. All volume stays in the picture, in coarser rows: one print a million ticks away
 * makes rows coarser, it neither vanishes nor takes the memory of a million cells in every column. O(bars) per doubling.
 */
export function coarserKeyFor(bars: BarView, key: PoolKey): PoolKey {
  let { columnSec, ticksPerRow } = key;
  if (bars.length === 0) return key;
  const last = bars.timeSec[bars.length - 1];
  while (floorDiv(last, columnSec) - floorDiv(bars.timeSec[0], columnSec) >= POOL_COLUMN_BUDGET) columnSec *= 2;
  while (!fitsBudget(bars, columnSec, ticksPerRow)) ticksPerRow *= 2;
  return columnSec === key.columnSec && ticksPerRow === key.ticksPerRow ? key : { ...key, columnSec, ticksPerRow };
}

function fitsBudget(bars: BarView, columnSec: number, ticksPerRow: number): boolean {
  const { cells, mostRows } = countCells(bars, columnSec, ticksPerRow, 0, bars.length);
  return cells <= POOL_CELL_BUDGET && mostRows <= COLUMN_ROW_BUDGET;
}

/** Cells that the bars `from..to-1` take, and rows of the tallest column. O(bars); whole columns, when `from` and `to` are between columns. */
export function countCells(
  bars: BarView,
  columnSec: number,
  ticksPerRow: number,
  from: number,
  to: number,
): { readonly cells: number; readonly mostRows: number } {
  const { timeSec, levelOffsets, levelPriceTicks } = bars;
  let cells = 0;
  let mostRows = 0;
  for (let bar = from; bar < to; ) {
    const endSec = (floorDiv(timeSec[bar], columnSec) + 1) * columnSec;
    let low = Number.POSITIVE_INFINITY;
    let high = Number.NEGATIVE_INFINITY;
    for (; bar < to && timeSec[bar] < endSec; bar++) {
      const first = levelOffsets[bar];
      const last = levelOffsets[bar + 1] - 1;
      if (last < first) continue;
      if (levelPriceTicks[first] < low) low = levelPriceTicks[first];
      if (levelPriceTicks[last] > high) high = levelPriceTicks[last];
    }
    if (high < low) continue;
    const rows = floorDiv(high, ticksPerRow) - floorDiv(low, ticksPerRow) + 1;
    cells += rows;
    if (rows > mostRows) mostRows = rows;
  }
  return { cells, mostRows };
}
