import type { CellNumbers } from "../scene/scene-state.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { floorDiv } from "../../core/market/floor-div.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import type { Viewport } from "../../core/view/viewport.ts";

/** Exact sums of the cells around a view, added up the plain way. */
export function exactNumbers(bars: BarView, key: PoolKey, view: Viewport): CellNumbers {
  const sums = new Map<string, { column: number; row: number; bid: number; ask: number; trades: number }>();
  const fromSec = floorDiv(view.fromSec, key.columnSec) * key.columnSec;
  for (let bar = 0; bar < bars.length; bar++) {
    if (bars.timeSec[bar] < fromSec || bars.timeSec[bar] > view.toSec) continue;
    const column = floorDiv(bars.timeSec[bar], key.columnSec);
    for (let level = bars.levelOffsets[bar]; level < bars.levelOffsets[bar + 1]; level++) {
      const row = floorDiv(bars.levelPriceTicks[level], key.ticksPerRow);
      const name = `${column}/${row}`;
      const sum = sums.get(name) ?? { column, row, bid: 0, ask: 0, trades: 0 };
      sum.bid += bars.levelBidLots[level];
      sum.ask += bars.levelAskLots[level];
      sum.trades += bars.levelTrades[level];
      sums.set(name, sum);
    }
  }
  const cells = [...sums.values()].sort((a, b) => a.column - b.column || a.row - b.row);
  return {
    key,
    column: Float64Array.from(cells, (cell) => cell.column),
    row: Int32Array.from(cells, (cell) => cell.row),
    bidLots: Float64Array.from(cells, (cell) => cell.bid),
    askLots: Float64Array.from(cells, (cell) => cell.ask),
    trades: Int32Array.from(cells, (cell) => cell.trades),
  };
}
