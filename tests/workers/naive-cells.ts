import type { BarView } from "../../core/market/bar-view.ts";

export interface NaiveCell {
  column: number;
  row: number;
  bidLots: number;
  askLots: number;
  trades: number;
}

/** All cells of the bars, ascending by column, then row, added up in the most obvious way. */
export function naiveCells(bars: BarView, columnSec: number, ticksPerRow: number): NaiveCell[] {
  const cells = new Map<string, NaiveCell>();
  for (let bar = 0; bar < bars.length; bar++) {
    for (let level = bars.levelOffsets[bar]; level < bars.levelOffsets[bar + 1]; level++) {
      const column = Math.floor(bars.timeSec[bar] / columnSec);
      const row = Math.floor(bars.levelPriceTicks[level] / ticksPerRow);
      const cell = cells.get(`${column} ${row}`) ?? { column, row, bidLots: 0, askLots: 0, trades: 0 };
      cells.set(`${column} ${row}`, cell);
      cell.bidLots += bars.levelBidLots[level];
      cell.askLots += bars.levelAskLots[level];
      cell.trades += bars.levelTrades[level];
    }
  }
  return [...cells.values()].sort((a, b) => a.column - b.column || a.row - b.row);
}
