import { type BarView, lowerBoundBar } from "../market/bar-view.ts";
import { floorDiv } from "../market/floor-div.ts";
import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE, type PoolKey } from "./cell-pool.ts";
import { encodeBar, encodeRows } from "./encode-rows.ts";
import { COLUMN_ROW_BUDGET, countCells, POOL_COLUMN_BUDGET } from "./pool-budget.ts";
import type { PoolRanges } from "./pool-ranges.ts";
import { PoolStore } from "./pool-store.ts";
import { RowSums } from "./row-sums.ts";

const NO_COLUMN = -1;
/** Columns of more seconds than this find their bars by binary search, shorter ones by stepping. */
const STEPPED_SEC = 64;

/**
 * Packs bars into a cell pool, column by column, as they become known or change: history newest chunk first, the forming second many times.
 * A cell is the heat code of the *exact* sum of its seconds and ticks; nothing is ever added up from codes.
 *
 * Memory is bounded by pool-budget.ts. A column that does not fit is left empty and {@link overBudget} tells so: the owner then builds
 * `coarserKeyFor(bars, key)` instead. Built with that key from the start, it happens only after hours of further growth.
 */
export class CellPoolBuilder {
  /** The pool, live: always up to date; its arrays are replaced as they grow. */
  readonly pool: CellPool;
  /** `false` while older columns are still to be packed; travels with the changes. Set by the owner. */
  complete = false;
  readonly #store: PoolStore;
  readonly #sums: RowSums;
  /** Sums of the unchanging first seconds of one column, so that a live second costs its own levels and not those of its whole hour. */
  readonly #kept: RowSums;
  #keptColumn = NO_COLUMN;
  #keptThroughSec = 0;
  #overBudget = false;

  /** @param firstSec time of the first bar there will ever be: column 0. Earlier bars are outside of the pool. */
  constructor(key: PoolKey, firstSec: number) {
    this.#store = new PoolStore(key, floorDiv(firstSec, key.columnSec));
    this.pool = this.#store.pool;
    this.#sums = new RowSums(key.ticksPerRow, key.content);
    this.#kept = new RowSums(key.ticksPerRow, key.content);
  }

  /** `true` when a column had to be left empty because the pool or the column would outgrow its budget. */
  get overBudget(): boolean {
    return this.#overBudget;
  }

  /**
   * Packs all columns that intersect `[fromSec, toSec)` anew.
   * @param bars everything known, forming seconds included. Outside of the range it must be as it was at the calls before.
   */
  pack(bars: BarView, fromSec: number, toSec: number): void {
    const { columnSec, firstColumn, ticksPerRow } = this.pool;
    const first = Math.max(0, floorDiv(fromSec, columnSec) - firstColumn);
    const end = Math.min(Math.ceil(toSec / columnSec) - firstColumn, this.#columnsFor(bars));
    if (!(first < end)) return;
    this.#store.openColumns(first, end);
    let bar = lowerBoundBar(bars, (firstColumn + first) * columnSec);
    this.#store.reserveCells(countCells(bars, columnSec, ticksPerRow, bar, lowerBoundBar(bars, (firstColumn + end) * columnSec)).cells);
    for (let column = first; column < end; column++) {
      const from = bar;
      bar = endOfColumn(bars, from, (firstColumn + column + 1) * columnSec, columnSec);
      if (bar > from) this.#packColumn(bars, column, from, bar, fromSec);
    }
    this.#store.closeColumns();
  }

  /**
   * Copies of what changed since the last call, to be transferred; null when nothing did. The first call, and the one after a compaction, replaces
   * everything.
   */
  takeChanges(): PoolRanges | null {
    return this.#store.takeChanges(this.complete);
  }

  /** Columns there are once `bars` are packed. */
  #columnsFor(bars: BarView): number {
    if (bars.length === 0) return this.pool.columnCount;
    const newest = floorDiv(bars.timeSec[bars.length - 1], this.pool.columnSec) - this.pool.firstColumn + 1;
    if (newest > POOL_COLUMN_BUDGET) this.#overBudget = true;
    return Math.max(this.pool.columnCount, Math.min(newest, POOL_COLUMN_BUDGET));
  }

  /** Packs the bars `from..to-1` as `column`; those before `changedSec` are as they were. */
  #packColumn(bars: BarView, column: number, from: number, to: number, changedSec: number): void {
    const startSec = (this.pool.firstColumn + column) * this.pool.columnSec;
    if (to - from === 1) this.#packBar(bars, column, from);
    else if (changedSec > startSec) this.#packGrowing(bars, column, from, to, changedSec);
    else this.#packWhole(bars, column, from, to);
  }

  #packBar(bars: BarView, column: number, bar: number): void {
    if (column === this.#keptColumn) this.#keptColumn = NO_COLUMN;
    const { ticksPerRow, content } = this.pool;
    const first = bars.levelOffsets[bar];
    const last = bars.levelOffsets[bar + 1] - 1;
    if (last < first) return;
    const low = floorDiv(bars.levelPriceTicks[first], ticksPerRow);
    const count = floorDiv(bars.levelPriceTicks[last], ticksPerRow) - low + 1;
    if (!this.#fits(count)) return;
    const { cells, cellCount, candles } = this.pool;
    this.#setHeader(column, low, count, encodeBar(bars, bar, ticksPerRow, content, low, count, cells, cellCount));
    const candle = column * CANDLE_STRIDE;
    candles[candle] = bars.openTicks[bar];
    candles[candle + 1] = bars.highTicks[bar];
    candles[candle + 2] = bars.lowTicks[bar];
    candles[candle + 3] = bars.closeTicks[bar];
  }

  #packWhole(bars: BarView, column: number, from: number, to: number): void {
    if (column === this.#keptColumn) this.#keptColumn = NO_COLUMN;
    const sums = this.#sums;
    sums.clear();
    if (!this.#fits(sums.spanWith(bars, from, to))) return;
    sums.add(bars, from, to);
    this.#writeSums(column, sums);
  }

  /** Packs a column of which only the bars from `changedSec` on are new: a live one. */
  #packGrowing(bars: BarView, column: number, from: number, to: number, changedSec: number): void {
    const kept = this.#kept;
    const reusable = column === this.#keptColumn && this.#keptThroughSec <= changedSec;
    if (!reusable) kept.clear();
    const unchanged = reusable ? Math.max(from, lowerBoundBar(bars, this.#keptThroughSec)) : from;
    const split = Math.min(to, lowerBoundBar(bars, changedSec));
    this.#keptColumn = NO_COLUMN;
    if (!this.#fits(kept.spanWith(bars, unchanged, to))) return;
    kept.add(bars, unchanged, split);
    this.#keptColumn = column;
    this.#keptThroughSec = changedSec;
    this.#sums.copyFrom(kept);
    this.#sums.add(bars, split, to);
    this.#writeSums(column, this.#sums);
  }

  #writeSums(column: number, sums: RowSums): void {
    if (sums.count === 0) return;
    const { cells, cellCount, candles } = this.pool;
    this.#setHeader(column, sums.lowRow, sums.count, encodeRows(sums, cells, cellCount));
    const candle = column * CANDLE_STRIDE;
    candles[candle] = sums.openTicks;
    candles[candle + 1] = sums.highTicks;
    candles[candle + 2] = sums.lowTicks;
    candles[candle + 3] = sums.closeTicks;
  }

  #setHeader(column: number, lowRow: number, count: number, maxCode: number): void {
    const { pool } = this.#store;
    const header = column * HEADER_STRIDE;
    pool.headers[header + HEADER_OFFSET] = pool.cellCount;
    pool.headers[header + HEADER_LOW_ROW] = lowRow;
    pool.headers[header + HEADER_COUNT] = count;
    pool.headers[header + HEADER_MAX_CODE] = maxCode;
    pool.cellCount += count;
  }

  /** Makes room for a column of `rows` cells; `false`, and over budget, when there is none. */
  #fits(rows: number): boolean {
    const fits = rows <= COLUMN_ROW_BUDGET && this.#store.reserveCells(rows);
    if (!fits) this.#overBudget = true;
    return fits;
  }
}

/** Index after the last bar before `endSec`, searched from `from` on. */
function endOfColumn(bars: BarView, from: number, endSec: number, columnSec: number): number {
  if (columnSec > STEPPED_SEC) return Math.max(from, lowerBoundBar(bars, endSec));
  let bar = from;
  while (bar < bars.length && bars.timeSec[bar] < endSec) bar++;
  return bar;
}
