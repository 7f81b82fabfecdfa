import { floorDiv } from "../market/floor-div.ts";
import { CANDLE_STRIDE, type CellContent, type CellPool, HEADER_STRIDE, type PoolKey } from "./cell-pool.ts";
import { HeldRanges } from "./held-ranges.ts";
import type { PoolRanges } from "./pool-ranges.ts";
import { POOL_CELL_BUDGET, POOL_COLUMN_BUDGET } from "./pool-budget.ts";

/** A half-open range of indices; empty when `to <= from`. */
export interface IndexRange {
  readonly from: number;
  readonly to: number;
}

const EMPTY_RANGE: IndexRange = { from: 0, to: 0 };

/** Columns per row of the header texture, and cells per row of the cell texture: arrays hold whole rows, so that a texture takes them as they are. */
export const HEADER_TEXTURE_WIDTH = 1024;
export const CELL_TEXTURE_WIDTH = 4096;

/**
 * A window's copy of a cell pool. Applies ranges as they come and remembers, as one range each, which columns and cells changed since they were last
 * taken, so that a renderer uploads those and nothing else. Arrays grow by a quarter; `generation` counts resets and growth (a texture must be made anew).
 *
 * A frozen mirror goes on taking ranges and shows none of the columns that they may still change otherwise than they were.
 */
export class PoolMirror implements CellPool {
  readonly columnSec: number;
  readonly ticksPerRow: number;
  readonly content: CellContent;
  firstColumn = 0;
  columnCount = 0;
  cellCount = 0;
  complete = false;
  generation = 0;
  /** Counts how often all columns were replaced at once. */
  resets = 0;
  headers = new Int32Array(0);
  candles = new Int32Array(0);
  cells = new Uint32Array(0);
  columnVersions = new Int32Array(0);
  #version = 0;
  #dirtyColumns = EMPTY_RANGE;
  #dirtyCells = EMPTY_RANGE;
  /** Absolute index of the first column that may still change; columns from there on are as they were, or not there. Infinite unless frozen. */
  #frozenColumn = Number.POSITIVE_INFINITY;
  #knownColumns = 0;
  readonly #held = new HeldRanges();

  constructor(key: PoolKey) {
    this.columnSec = key.columnSec;
    this.ticksPerRow = key.ticksPerRow;
    this.content = key.content;
  }

  apply(ranges: PoolRanges): void {
    if (!ranges.reset && ranges.firstColumn + ranges.columnStart >= this.#frozenColumn) {
      this.#held.add(ranges);
      return;
    }
    this.#showHeld(ranges.reset);
    this.#write(ranges);
    if (this.firstColumn + this.columnCount > this.#frozenColumn) this.columnCount = Math.max(0, this.#frozenColumn - this.firstColumn);
  }

  /**
   * Keeps what is shown from changing any more, from the column of second `fromSec` on. Changes are held back until {@link thaw}; one that reaches
   * further back (older history, or everything anew) takes the columns from there on away instead of showing them later than they were.
   */
  freeze(fromSec: number): void {
    this.thaw();
    this.#frozenColumn = floorDiv(fromSec, this.columnSec);
  }

  /** Shows everything again. */
  thaw(): void {
    this.#frozenColumn = Number.POSITIVE_INFINITY;
    this.columnCount = this.#knownColumns;
    this.#version++;
    this.#showHeld(false);
  }

  #showHeld(isReplaced: boolean): void {
    const held = this.#held.take();
    if (held !== null && !isReplaced) this.#write(held);
  }

  #write(ranges: PoolRanges): void {
    if (ranges.reset) {
      this.generation++;
      this.resets++;
      this.headers.fill(0);
      this.columnVersions.fill(0);
      this.#dirtyColumns = EMPTY_RANGE;
      this.#dirtyCells = EMPTY_RANGE;
    }
    this.firstColumn = ranges.firstColumn;
    this.columnCount = this.#knownColumns = ranges.columnCount;
    this.cellCount = ranges.cellCount;
    this.complete = ranges.complete;
    this.#grow();
    const columns = ranges.headers.length / HEADER_STRIDE;
    this.headers.set(ranges.headers, ranges.columnStart * HEADER_STRIDE);
    this.candles.set(ranges.candles, ranges.columnStart * CANDLE_STRIDE);
    this.cells.set(ranges.cells, ranges.cellStart);
    this.columnVersions.fill(++this.#version, ranges.columnStart, ranges.columnStart + columns);
    this.#dirtyColumns = unite(this.#dirtyColumns, { from: ranges.columnStart, to: ranges.columnStart + columns });
    this.#dirtyCells = unite(this.#dirtyCells, { from: ranges.cellStart, to: ranges.cellStart + ranges.cells.length });
  }

  /** Counts the changes of what is shown. */
  get version(): number {
    return this.#version;
  }

  /** The columns and cells changed since the last call, and forgets them. */
  takeDirty(): { readonly columns: IndexRange; readonly cells: IndexRange } {
    const dirty = { columns: this.#dirtyColumns, cells: this.#dirtyCells };
    this.#dirtyColumns = EMPTY_RANGE;
    this.#dirtyCells = EMPTY_RANGE;
    return dirty;
  }

  #grow(): void {
    if (this.columnCount * HEADER_STRIDE > this.headers.length) {
      this.generation++;
      const capacity = capacityFor(this.columnCount, HEADER_TEXTURE_WIDTH, POOL_COLUMN_BUDGET);
      this.headers = grown(this.headers, new Int32Array(capacity * HEADER_STRIDE));
      this.candles = grown(this.candles, new Int32Array(capacity * CANDLE_STRIDE));
      this.columnVersions = grown(this.columnVersions, new Int32Array(capacity));
    }
    if (this.cellCount > this.cells.length) {
      this.generation++;
      this.cells = grown(this.cells, new Uint32Array(capacityFor(this.cellCount, CELL_TEXTURE_WIDTH, POOL_CELL_BUDGET)));
    }
  }
}

/** Whole texture rows for `count` and a quarter more, within what a texture can hold. */
function capacityFor(count: number, width: number, budget: number): number {
  const wanted = Math.max(count, Math.min(budget, count + (count >> 2)));
  return Math.ceil(wanted / width) * width;
}

function grown<Column extends Int32Array | Uint32Array>(old: Column, larger: Column): Column {
  larger.set(old);
  return larger;
}

function unite(a: IndexRange, b: IndexRange): IndexRange {
  if (a.to <= a.from) return b;
  if (b.to <= b.from) return a;
  return { from: Math.min(a.from, b.from), to: Math.max(a.to, b.to) };
}
