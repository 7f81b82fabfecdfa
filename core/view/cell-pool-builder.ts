import { type BarView, lowerBoundBar } from "../market/bar-view.ts";
import { floorDiv } from "../market/units.ts";
import {
  CANDLE_STRIDE,
  type CellPool,
  HEADER_COUNT,
  HEADER_LOW_ROW,
  HEADER_MAX_CODE,
  HEADER_OFFSET,
  HEADER_STRIDE,
  type PoolKey,
} from "./cell-pool.ts";
import { heatCodeOf } from "./heat-code.ts";
import { COLUMN_ROW_BUDGET, POOL_CELL_BUDGET, POOL_COLUMN_BUDGET } from "./pool-budget.ts";
import type { PoolRanges } from "./pool-mirror.ts";
import { RowSums } from "./row-sums.ts";

const MIN_COLUMNS = 1024;
const MIN_CELLS = 65_536;
/** Garbage that is left alone, in cells, on top of a quarter of the pool. */
const IDLE_GARBAGE = 65_536;
const NO_COLUMN = -1;

type Mutable<Type> = { -readonly [Key in keyof Type]: Type[Key] };

/**
 * Packs bars into a cell pool, column by column, as they become known or change: history newest chunk first, the forming second many times.
 *
 * A column's cells may stand anywhere in the pool. Columns at its tail are rewritten in place; any other moves to the tail and leaves garbage behind,
 * which is compacted away when it exceeds a quarter of the pool. So the changed cells are always one range at the tail.
 * A cell is the heat code of the *exact* sum of its seconds and ticks (RowSums); nothing is ever added up from codes.
 *
 * Memory is bounded by pool-budget.ts. A column that does not fit is left empty and {@link overBudget} tells so: the owner then builds
 * `coarserKeyFor(bars, key)` instead. Build with that key from the start and it happens only after hours of further growth.
 */
export class CellPoolBuilder {
  /** The pool, live: always up to date, its arrays are replaced as they grow. */
  readonly pool: CellPool;
  /** `false` while older columns are still to be packed; travels with the changes. Set by the owner. */
  complete = false;
  readonly #pool: Mutable<CellPool>;
  readonly #sums: RowSums;
  /** Sums of the unchanging first seconds of one column, so that a live second costs its own levels and not those of its whole hour. */
  readonly #kept: RowSums;
  #keptColumn = NO_COLUMN;
  #keptThroughSec = 0;
  #garbage = 0;
  #overBudget = false;
  #reset = true;
  #sentComplete = false;
  #dirtyFrom = Number.POSITIVE_INFINITY;
  #dirtyTo = 0;
  #dirtyCells = 0;

  /** @param firstSec time of the first bar there will ever be: column 0. Earlier bars are outside of the pool. */
  constructor(key: PoolKey, firstSec: number) {
    this.#pool = {
      columnSec: key.columnSec,
      ticksPerRow: key.ticksPerRow,
      content: key.content,
      firstColumn: floorDiv(firstSec, key.columnSec),
      columnCount: 0,
      cellCount: 0,
      headers: new Int32Array(MIN_COLUMNS * HEADER_STRIDE),
      candles: new Int32Array(MIN_COLUMNS * CANDLE_STRIDE),
      cells: new Uint32Array(MIN_CELLS),
    };
    this.pool = this.#pool;
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
    const { columnSec, firstColumn } = this.#pool;
    const first = Math.max(0, floorDiv(fromSec, columnSec) - firstColumn);
    const end = Math.min(Math.ceil(toSec / columnSec) - firstColumn, this.#columnsFor(bars));
    if (!(first < end)) return;
    this.#useColumns(end);
    this.#free(first, end);
    let bar = lowerBoundBar(bars, (firstColumn + first) * columnSec);
    for (let column = first; column < end; column++) {
      const endSec = (firstColumn + column + 1) * columnSec;
      const from = bar;
      if (endSec - bars.timeSec[from] > 64) bar = lowerBoundBar(bars, endSec);
      else while (bar < bars.length && bars.timeSec[bar] < endSec) bar++;
      if (from < bar) this.#write(column, this.#sumColumn(bars, column, from, bar, fromSec));
    }
    this.#dirtyFrom = Math.min(this.#dirtyFrom, first);
    this.#dirtyTo = Math.max(this.#dirtyTo, end);
    if (this.#garbage > IDLE_GARBAGE + (this.#pool.cellCount >> 2)) this.#compact();
  }

  /** Copies of what changed since the last call, to be transferred; null when nothing did. The first call and a compaction replace everything. */
  takeChanges(): PoolRanges | null {
    const { columnCount, cellCount } = this.#pool;
    const changed = this.#reset ? columnCount > 0 : this.#dirtyFrom < this.#dirtyTo;
    if (!changed && this.complete === this.#sentComplete) return null;
    const columnStart = this.#reset ? 0 : Math.min(this.#dirtyFrom, columnCount);
    const columnEnd = this.#reset ? columnCount : Math.max(columnStart, this.#dirtyTo);
    const cellStart = this.#reset ? 0 : Math.min(this.#dirtyCells, cellCount);
    const ranges: PoolRanges = {
      reset: this.#reset,
      firstColumn: this.#pool.firstColumn,
      columnCount,
      cellCount,
      columnStart,
      headers: this.#pool.headers.slice(columnStart * HEADER_STRIDE, columnEnd * HEADER_STRIDE),
      candles: this.#pool.candles.slice(columnStart * CANDLE_STRIDE, columnEnd * CANDLE_STRIDE),
      cellStart,
      cells: this.#pool.cells.slice(cellStart, cellCount),
      complete: this.complete,
    };
    this.#reset = false;
    this.#sentComplete = this.complete;
    this.#dirtyFrom = Number.POSITIVE_INFINITY;
    this.#dirtyTo = 0;
    this.#dirtyCells = cellCount;
    return ranges;
  }

  /** Columns there are once `bars` are packed. */
  #columnsFor(bars: BarView): number {
    if (bars.length === 0) return this.#pool.columnCount;
    const newest = floorDiv(bars.timeSec[bars.length - 1], this.#pool.columnSec) - this.#pool.firstColumn + 1;
    if (newest > POOL_COLUMN_BUDGET) this.#overBudget = true;
    return Math.max(this.#pool.columnCount, Math.min(newest, POOL_COLUMN_BUDGET));
  }

  #useColumns(count: number): void {
    const pool = this.#pool;
    if (count <= pool.columnCount) return;
    if (count * HEADER_STRIDE > pool.headers.length) {
      const capacity = Math.min(POOL_COLUMN_BUDGET, Math.max(count, (pool.headers.length / HEADER_STRIDE) * 2));
      const headers = new Int32Array(capacity * HEADER_STRIDE);
      const candles = new Int32Array(capacity * CANDLE_STRIDE);
      headers.set(pool.headers);
      candles.set(pool.candles);
      pool.headers = headers;
      pool.candles = candles;
    }
    this.#dirtyFrom = Math.min(this.#dirtyFrom, pool.columnCount);
    this.#dirtyTo = Math.max(this.#dirtyTo, count);
    pool.columnCount = count;
  }

  /** Empties columns: those at the tail give their cells back, the others leave garbage. */
  #free(first: number, end: number): void {
    const pool = this.#pool;
    const { headers } = pool;
    for (let column = end - 1; column >= first; column--) {
      const header = column * HEADER_STRIDE;
      const count = headers[header + HEADER_COUNT];
      if (count === 0) continue;
      if (headers[header + HEADER_OFFSET] + count === pool.cellCount) pool.cellCount -= count;
      else this.#garbage += count;
      headers[header + HEADER_COUNT] = 0;
      headers[header + HEADER_MAX_CODE] = 0;
    }
    this.#dirtyCells = Math.min(this.#dirtyCells, pool.cellCount);
  }

  /** The sums of the bars `from..to-1` that make up `column`, of which those before `changedSec` are as they were. */
  #sumColumn(bars: BarView, column: number, from: number, to: number, changedSec: number): RowSums {
    const startSec = (this.#pool.firstColumn + column) * this.#pool.columnSec;
    const sums = this.#sums;
    sums.clear();
    if (changedSec <= startSec) {
      if (column === this.#keptColumn) this.#keptColumn = NO_COLUMN;
      if (sums.spanWith(bars, from, to) <= COLUMN_ROW_BUDGET) sums.add(bars, from, to);
      else this.#overBudget = true;
      return sums;
    }
    const kept = this.#kept;
    const reusable = column === this.#keptColumn && this.#keptThroughSec <= changedSec;
    if (!reusable) kept.clear();
    const unchanged = reusable ? Math.max(from, lowerBoundBar(bars, this.#keptThroughSec)) : from;
    const split = Math.min(to, lowerBoundBar(bars, changedSec));
    this.#keptColumn = column;
    this.#keptThroughSec = changedSec;
    if (kept.spanWith(bars, unchanged, to) > COLUMN_ROW_BUDGET) {
      this.#overBudget = true;
      this.#keptColumn = NO_COLUMN;
      return sums;
    }
    kept.add(bars, unchanged, split);
    sums.copyFrom(kept);
    sums.add(bars, split, to);
    return sums;
  }

  #write(column: number, sums: RowSums): void {
    const pool = this.#pool;
    const { count } = sums;
    if (count === 0 || !this.#reserve(count)) return;
    const header = column * HEADER_STRIDE;
    pool.headers[header + HEADER_OFFSET] = pool.cellCount;
    pool.headers[header + HEADER_LOW_ROW] = sums.lowRow;
    pool.headers[header + HEADER_COUNT] = count;
    pool.headers[header + HEADER_MAX_CODE] = encodeRows(sums, pool.cells, pool.cellCount);
    const candle = column * CANDLE_STRIDE;
    pool.candles[candle] = sums.openTicks;
    pool.candles[candle + 1] = sums.highTicks;
    pool.candles[candle + 2] = sums.lowTicks;
    pool.candles[candle + 3] = sums.closeTicks;
    pool.cellCount += count;
  }

  /** Makes room for `count` cells at the tail; `false` when that would break the budget. */
  #reserve(count: number): boolean {
    const pool = this.#pool;
    if (pool.cellCount + count > POOL_CELL_BUDGET && this.#garbage > 0) this.#compact();
    const needed = pool.cellCount + count;
    if (needed > POOL_CELL_BUDGET) {
      this.#overBudget = true;
      return false;
    }
    if (needed > pool.cells.length) {
      const cells = new Uint32Array(Math.min(POOL_CELL_BUDGET, Math.max(needed, pool.cells.length * 2)));
      cells.set(pool.cells.subarray(0, pool.cellCount));
      pool.cells = cells;
    }
    return true;
  }

  /** Copies the cells in use, in order of time, to a new array. */
  #compact(): void {
    const pool = this.#pool;
    const { headers } = pool;
    const used = pool.cellCount - this.#garbage;
    const cells = new Uint32Array(Math.min(POOL_CELL_BUDGET, Math.max(MIN_CELLS, used + (used >> 2))));
    let at = 0;
    for (let header = 0; header < pool.columnCount * HEADER_STRIDE; header += HEADER_STRIDE) {
      const count = headers[header + HEADER_COUNT];
      if (count === 0) continue;
      const offset = headers[header + HEADER_OFFSET];
      cells.set(pool.cells.subarray(offset, offset + count), at);
      headers[header + HEADER_OFFSET] = at;
      at += count;
    }
    pool.cells = cells;
    pool.cellCount = at;
    this.#garbage = 0;
    this.#reset = true;
  }
}

/** Writes the heat codes of the sums to `cells` from `at` on and returns the code of the largest bid + ask. */
function encodeRows(sums: RowSums, cells: Uint32Array, at: number): number {
  const { bidLots, askLots, count } = sums;
  let largest = 0;
  for (let row = 0; row < count; row++) {
    const bid = bidLots[row];
    const ask = askLots[row];
    if (bid + ask > largest) largest = bid + ask;
    cells[at + row] = heatCodeOf(bid) | (heatCodeOf(ask) << 16);
  }
  return heatCodeOf(largest);
}
