import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE, type PoolKey } from "./cell-pool.ts";
import { POOL_CELL_BUDGET, POOL_COLUMN_BUDGET } from "./pool-budget.ts";
import type { PoolRanges } from "./pool-ranges.ts";

const MIN_COLUMNS = 1024;
const MIN_CELLS = 65_536;
/** Garbage that is left alone, in cells, on top of a quarter of the pool. */
const IDLE_GARBAGE = 65_536;

type Mutable<Type> = { -readonly [Key in keyof Type]-?: Type[Key] };

/**
 * The memory of a cell pool that is being packed. New cells go to the tail; columns at the tail give theirs back, others leave garbage, which is compacted
 * away when it exceeds a quarter of the pool. So the changed cells are always one range at the tail.
 */
export class PoolStore {
  readonly pool: Mutable<CellPool>;
  #version = 0;
  #garbage = 0;
  #reset = true;
  #sentComplete = false;
  /** Columns before this one have never been packed. */
  #firstPacked = Number.POSITIVE_INFINITY;
  #dirtyFrom = Number.POSITIVE_INFINITY;
  #dirtyTo = 0;
  #dirtyCells = 0;

  constructor(key: PoolKey, firstColumn: number) {
    this.pool = {
      columnSec: key.columnSec,
      ticksPerRow: key.ticksPerRow,
      content: key.content,
      firstColumn,
      columnCount: 0,
      cellCount: 0,
      headers: new Int32Array(MIN_COLUMNS * HEADER_STRIDE),
      candles: new Int32Array(MIN_COLUMNS * CANDLE_STRIDE),
      cells: new Uint32Array(MIN_CELLS),
      columnVersions: new Int32Array(MIN_COLUMNS),
    };
  }

  /** Opens the columns `first..end-1` for packing: makes room in the headers and empties those that hold something. */
  openColumns(first: number, end: number): void {
    this.#growColumns(first, end);
    this.#firstPacked = Math.min(this.#firstPacked, first);
    const { pool } = this;
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
    pool.columnVersions.fill(++this.#version, first, end);
    this.#dirtyFrom = Math.min(this.#dirtyFrom, first);
    this.#dirtyTo = Math.max(this.#dirtyTo, end);
    this.#dirtyCells = Math.min(this.#dirtyCells, pool.cellCount);
  }

  /** Makes room for `count` cells at the tail. @returns `false` when that would break the budget, whatever is compacted. */
  reserveCells(count: number): boolean {
    const { pool } = this;
    if (pool.cellCount + count <= pool.cells.length) return true;
    if (pool.cellCount + count > POOL_CELL_BUDGET && this.#garbage > 0) this.#compact();
    const needed = pool.cellCount + count;
    if (needed > POOL_CELL_BUDGET) return false;
    if (needed > pool.cells.length) {
      const cells = new Uint32Array(Math.min(POOL_CELL_BUDGET, Math.max(needed + (needed >> 2), MIN_CELLS)));
      cells.set(pool.cells.subarray(0, pool.cellCount));
      pool.cells = cells;
    }
    return true;
  }

  /** Ends a round of packing. */
  closeColumns(): void {
    if (this.#garbage > IDLE_GARBAGE + (this.pool.cellCount >> 2)) this.#compact();
  }

  /** Copies of what changed since the last call, of columns that were ever packed; null when nothing did. */
  takeChanges(complete: boolean): PoolRanges | null {
    const { columnCount, cellCount } = this.pool;
    const changed = this.#reset ? columnCount > 0 : this.#dirtyFrom < this.#dirtyTo;
    if (!changed && complete === this.#sentComplete) return null;
    const columnStart = Math.min(this.#reset ? this.#firstPacked : this.#dirtyFrom, columnCount);
    const columnEnd = this.#reset ? columnCount : Math.max(columnStart, this.#dirtyTo);
    const cellStart = this.#reset ? 0 : Math.min(this.#dirtyCells, cellCount);
    const ranges: PoolRanges = {
      reset: this.#reset,
      firstColumn: this.pool.firstColumn,
      columnCount,
      cellCount,
      columnStart,
      headers: this.pool.headers.slice(columnStart * HEADER_STRIDE, columnEnd * HEADER_STRIDE),
      candles: this.pool.candles.slice(columnStart * CANDLE_STRIDE, columnEnd * CANDLE_STRIDE),
      cellStart,
      cells: this.pool.cells.slice(cellStart, cellCount),
      complete,
    };
    this.#reset = false;
    this.#sentComplete = complete;
    this.#dirtyFrom = Number.POSITIVE_INFINITY;
    this.#dirtyTo = 0;
    this.#dirtyCells = cellCount;
    return ranges;
  }

  /** Makes room for `count` columns, of which those from `first` on are to be packed: history arrives newest chunk first, and all before it stay unknown. */
  #growColumns(first: number, count: number): void {
    const { pool } = this;
    if (count <= pool.columnCount) return;
    const from = pool.columnCount === 0 ? first : pool.columnCount;
    if (count * HEADER_STRIDE > pool.headers.length) {
      const capacity = Math.min(POOL_COLUMN_BUDGET, count + (count >> 2));
      const headers = new Int32Array(capacity * HEADER_STRIDE);
      const candles = new Int32Array(capacity * CANDLE_STRIDE);
      headers.set(pool.headers);
      candles.set(pool.candles);
      pool.headers = headers;
      pool.candles = candles;
      const versions = new Int32Array(capacity);
      versions.set(pool.columnVersions);
      pool.columnVersions = versions;
    }
    pool.columnVersions.fill(++this.#version, from, count);
    this.#dirtyFrom = Math.min(this.#dirtyFrom, from);
    this.#dirtyTo = Math.max(this.#dirtyTo, count);
    pool.columnCount = count;
  }

  /** Copies the cells in use, in order of time, to a new array. */
  #compact(): void {
    const { pool } = this;
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
    pool.columnVersions.fill(++this.#version, 0, pool.columnCount);
    this.#garbage = 0;
    this.#reset = true;
  }
}
