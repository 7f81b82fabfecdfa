import type { BarView } from "../../../core/market/bar-view.ts";
import { type CellGrid, SPIKE_SHADE } from "../page/cell-grid.ts";

/** Volume of a spike: above any sum of ordinary cells, so that it stays the strongest cell in every level of detail. */
export const SPIKE_LOTS = 2 ** 20;

/** The second of column 0. */
export const FIRST_SEC = 1_800_000_000;

/** Columns `from..to-1` of a grid as 1-second bars, a row one tick: the shape in which the engine decodes them from the wire. */
export function gridBars(grid: CellGrid, from: number, to: number): BarView {
  const length = to - from;
  const levelOffsets = countLevels(grid, from, to);
  const levels = levelOffsets[length];
  const bars = {
    length,
    timeSec: Float64Array.from({ length }, (_, bar) => FIRST_SEC + from + bar),
    openTicks: grid.lowRow.slice(from, to),
    highTicks: grid.endRow.slice(from, to),
    lowTicks: grid.lowRow.slice(from, to),
    closeTicks: grid.endRow.slice(from, to),
    volumeLots: new Float64Array(length),
    bidLots: new Float64Array(length),
    askLots: new Float64Array(length),
    trades: new Int32Array(length),
    openInterest: new Float64Array(length).fill(Number.NaN),
    estimated: new Uint8Array(length),
    levelOffsets,
    levelPriceTicks: new Int32Array(levels),
    levelBidLots: new Float64Array(levels),
    levelAskLots: new Float64Array(levels),
    levelTrades: new Int32Array(levels).fill(1),
  };
  const { levelPriceTicks, levelAskLots } = bars;
  let level = 0;
  for (let column = from; column < to; column++) {
    const first = column * grid.rows;
    for (let row = grid.lowRow[column]; row < grid.endRow[column]; row++) {
      const shade = grid.shades[first + row];
      if (shade === 0) continue;
      levelPriceTicks[level] = row;
      levelAskLots[level++] = shade === SPIKE_SHADE ? SPIKE_LOTS : shade;
    }
    summarise(bars, column - from);
  }
  return bars;
}

/** No fewer than the levels of columns `from..to-1`, without a look at every cell. */
export function mostLevels(grid: CellGrid, from: number, to: number): number {
  let levels = 0;
  for (let column = from; column < to; column++) levels += grid.endRow[column] - grid.lowRow[column];
  return levels;
}

function countLevels(grid: CellGrid, from: number, to: number): Int32Array {
  const offsets = new Int32Array(to - from + 1);
  for (let column = from; column < to; column++) {
    const first = column * grid.rows;
    let count = 0;
    for (let cell = first + grid.lowRow[column]; cell < first + grid.endRow[column]; cell++) if (grid.shades[cell] !== 0) count++;
    offsets[column - from + 1] = offsets[column - from] + count;
  }
  return offsets;
}

function summarise(bars: BarView, bar: number): void {
  const end = bars.levelOffsets[bar + 1];
  let lots = 0;
  for (let level = bars.levelOffsets[bar]; level < end; level++) lots += bars.levelAskLots[level];
  bars.askLots[bar] = bars.volumeLots[bar] = lots;
  bars.trades[bar] = end - bars.levelOffsets[bar];
  bars.highTicks[bar] = bars.closeTicks[bar] = bars.highTicks[bar] - 1;
}
