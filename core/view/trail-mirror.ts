import { CELL_TEXTURE_WIDTH, HEADER_TEXTURE_WIDTH, type IndexRange } from "./pool-mirror.ts";
import { type CellContent, HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE, type PoolKey } from "./cell-pool.ts";

/** Values per column in {@link TrailRanges.columns}: column counted from `firstColumn`, lowest row, number of cells. */
export const TRAIL_COLUMN_STRIDE = 3;

/** Some columns of a trail, as sent from the thread that sums them. */
export interface TrailRanges {
  /** The columns that the trail now consists of; those outside are gone. At most as many as there are slots. */
  readonly firstColumn: number;
  readonly columnCount: number;
  /** [columns x TRAIL_COLUMN_STRIDE] in the order of `cells`. A column may come twice: the later one stands. */
  readonly columns: Int32Array;
  /** Heat codes, column after column. */
  readonly cells: Uint16Array;
}

/** Read-only trail: heat codes of the volume traded up to each column. */
export interface TrailPool extends PoolKey {
  /** Absolute index of column 0. Changes as the trail moves with the screen. */
  readonly firstColumn: number;
  readonly columnCount: number;
  /** [columns x HEADER_STRIDE] as in a cell pool. */
  readonly headers: Int32Array;
  /** [cells] one heat code each. As a texture: r16uint. */
  readonly cells: Uint16Array;
  /** [columns] a number above 0 that is another one whenever the column's cells have changed; 0 for a column that is not known. */
  readonly columnVersions: Int32Array;
}

/** More changes than this are united to one. */
const MAX_DIRTY_RANGES = 8;

/**
 * A window's copy of the heat trail around the screen. Columns stand in a ring of slots of equal size, so that the trail moves along with the screen without
 * being copied: a column keeps its slot, and new columns take those of the ones left behind.
 */
export class TrailMirror implements TrailPool {
  readonly columnSec: number;
  readonly ticksPerRow: number;
  readonly content: CellContent;
  firstColumn = 0;
  columnCount = 0;
  /** The arrays are as long as they will ever be. */
  readonly generation = 1;
  readonly headers: Int32Array;
  readonly cells: Uint16Array;
  readonly columnVersions: Int32Array;
  #version = 0;
  readonly #slots: number;
  readonly #slotRows: number;
  #dirtyFrom = 0;
  #dirtyTo = 0;
  #dirtyCells: IndexRange[] = [];

  /** @param slots most columns, @param slotRows most rows of a column. */
  constructor(key: PoolKey, slots: number, slotRows: number) {
    this.columnSec = key.columnSec;
    this.ticksPerRow = key.ticksPerRow;
    this.content = key.content;
    this.#slots = slots;
    this.#slotRows = slotRows;
    this.headers = new Int32Array(wholeRows(slots, HEADER_TEXTURE_WIDTH) * HEADER_STRIDE);
    this.cells = new Uint16Array(wholeRows(slots * slotRows, CELL_TEXTURE_WIDTH));
    this.columnVersions = new Int32Array(slots);
  }

  apply(ranges: TrailRanges): void {
    this.#moveTo(ranges.firstColumn, ranges.columnCount);
    const { columns, cells } = ranges;
    this.#version++;
    let from = 0;
    for (let at = 0; at < columns.length; at += TRAIL_COLUMN_STRIDE) {
      const column = columns[at];
      const count = columns[at + 2];
      const slot = modulo(this.firstColumn + column, this.#slots);
      const offset = slot * this.#slotRows;
      const header = column * HEADER_STRIDE;
      this.headers[header + HEADER_OFFSET] = offset;
      this.headers[header + HEADER_LOW_ROW] = columns[at + 1];
      this.headers[header + HEADER_COUNT] = count;
      this.cells.set(cells.subarray(from, from + count), offset);
      this.columnVersions[column] = this.#version;
      from += count;
      this.#markColumns(column, column + 1);
      if (count > 0) this.#markCells(offset, offset + this.#slotRows);
    }
  }

  /** The columns and cells changed since the last call, and forgets them. */
  takeDirty(): { readonly columns: IndexRange; readonly cells: readonly IndexRange[] } {
    const dirty = { columns: { from: this.#dirtyFrom, to: this.#dirtyTo }, cells: this.#dirtyCells };
    this.#dirtyFrom = this.#dirtyTo = 0;
    this.#dirtyCells = [];
    return dirty;
  }

  /** Makes the headers those of other columns; what both have in common stays. */
  #moveTo(firstColumn: number, columnCount: number): void {
    const { headers, columnVersions } = this;
    const by = firstColumn - this.firstColumn;
    const keptFrom = Math.max(0, by);
    const keptTo = Math.max(keptFrom, Math.min(this.columnCount, columnCount + by));
    if (by === 0 && columnCount === this.columnCount) return;
    const startAt = Math.min(columnCount, keptFrom - by);
    const endAt = Math.min(columnCount, keptTo - by);
    headers.copyWithin(startAt * HEADER_STRIDE, keptFrom * HEADER_STRIDE, keptTo * HEADER_STRIDE);
    headers.fill(0, 0, startAt * HEADER_STRIDE);
    headers.fill(0, endAt * HEADER_STRIDE, Math.max(this.columnCount, columnCount) * HEADER_STRIDE);
    columnVersions.copyWithin(startAt, keptFrom, keptTo);
    columnVersions.fill(0, 0, startAt);
    columnVersions.fill(0, endAt, Math.max(this.columnCount, columnCount));
    this.#markColumns(0, Math.max(this.columnCount, columnCount));
    this.firstColumn = firstColumn;
    this.columnCount = columnCount;
  }

  #markColumns(from: number, to: number): void {
    if (this.#dirtyFrom < this.#dirtyTo) {
      this.#dirtyFrom = Math.min(this.#dirtyFrom, from);
      this.#dirtyTo = Math.max(this.#dirtyTo, to);
    } else {
      this.#dirtyFrom = from;
      this.#dirtyTo = to;
    }
  }

  /** Slots come one after the other, upwards or downwards, so the newest range mostly grows. */
  #markCells(from: number, to: number): void {
    const ranges = this.#dirtyCells;
    const last = ranges.at(-1);
    if (last !== undefined && (from <= last.to && to >= last.from || ranges.length === MAX_DIRTY_RANGES)) {
      ranges[ranges.length - 1] = { from: Math.min(from, last.from), to: Math.max(to, last.to) };
    } else ranges.push({ from, to });
  }
}

function wholeRows(count: number, width: number): number {
  return Math.ceil(count / width) * width;
}

function modulo(value: number, by: number): number {
  return ((value % by) + by) % by;
}
