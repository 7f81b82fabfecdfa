import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { floorDiv } from "../core/market/floor-div.ts";

/** Exact numbers of one column's rows, ascending by row, rows without trade left out. */
export interface ColumnSums {
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
}

/** Most rows that are summed at a time. */
export const MAX_SUM_ROWS = 16_384;

const bidLots = new Float64Array(MAX_SUM_ROWS);
const askLots = new Float64Array(MAX_SUM_ROWS);
const trades = new Int32Array(MAX_SUM_ROWS);

/**
 * Sums the levels of the bars in `[fromSec, toSec)` into rows of `ticksPerRow` ticks, rows `lowRow .. highRow` (inclusive, at most {@link MAX_SUM_ROWS}).
 * Levels ascend by price, so each bar is entered by binary search and left at the first level above: the cost is that of the rows asked for.
 */
export function sumCells(bars: BarView, fromSec: number, toSec: number, ticksPerRow: number, lowRow: number, highRow: number): ColumnSums {
  const rows = Math.min(MAX_SUM_ROWS, highRow - lowRow + 1);
  const lowTicks = lowRow * ticksPerRow;
  const endTicks = (lowRow + rows) * ticksPerRow;
  const { levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = bars;
  const endBar = lowerBoundBar(bars, toSec);
  for (let bar = lowerBoundBar(bars, fromSec); bar < endBar; bar++) {
    const end = levelOffsets[bar + 1];
    for (let level = lowerBoundPrice(levelPriceTicks, levelOffsets[bar], end, lowTicks); level < end; level++) {
      const price = levelPriceTicks[level];
      if (price >= endTicks) break;
      const at = floorDiv(price, ticksPerRow) - lowRow;
      bidLots[at] += levelBidLots[level];
      askLots[at] += levelAskLots[level];
      trades[at] += levelTrades[level];
    }
  }
  return takeSums(lowRow, rows);
}

/** Copies the rows that hold something and clears the sums for the next column. */
function takeSums(lowRow: number, rows: number): ColumnSums {
  let used = 0;
  for (let at = 0; at < rows; at++) if (bidLots[at] > 0 || askLots[at] > 0 || trades[at] > 0) used++;
  const sums = {
    row: new Int32Array(used),
    bidLots: new Float64Array(used),
    askLots: new Float64Array(used),
    trades: new Int32Array(used),
  };
  let cell = 0;
  for (let at = 0; at < rows; at++) {
    if (!(bidLots[at] > 0 || askLots[at] > 0 || trades[at] > 0)) continue;
    sums.row[cell] = lowRow + at;
    sums.bidLots[cell] = bidLots[at];
    sums.askLots[cell] = askLots[at];
    sums.trades[cell] = trades[at];
    cell++;
  }
  bidLots.fill(0, 0, rows);
  askLots.fill(0, 0, rows);
  trades.fill(0, 0, rows);
  return sums;
}

function lowerBoundPrice(prices: Int32Array, from: number, to: number, price: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (prices[middle] < price) low = middle + 1;
    else high = middle;
  }
  return low;
}
