import { CANDLE_STRIDE, HEADER_STRIDE } from "./cell-pool.ts";
import type { PoolRanges } from "./pool-ranges.ts";

/**
 * Changes of a pool that are kept for later, as one: each overwrites what those before said of the same columns and cells. Takes no more memory than the
 * columns and cells that changed.
 */
export class HeldRanges {
  #last: PoolRanges | null = null;
  #columnStart = 0;
  #cellStart = 0;
  #headers = new Int32Array(0);
  #candles = new Int32Array(0);
  #cells = new Uint32Array(0);

  /** Keeps a change that overwrites; it must touch or overlap what is held. */
  add(ranges: PoolRanges): void {
    if (this.#last === null) {
      this.#columnStart = ranges.columnStart;
      this.#cellStart = ranges.cellStart;
    }
    const columnStart = Math.min(this.#columnStart, ranges.columnStart);
    const cellStart = Math.min(this.#cellStart, ranges.cellStart);
    const columnsBefore = this.#columnStart - columnStart;
    this.#headers = moved(this.#headers, columnsBefore * HEADER_STRIDE, (ranges.columnCount - columnStart) * HEADER_STRIDE);
    this.#candles = moved(this.#candles, columnsBefore * CANDLE_STRIDE, (ranges.columnCount - columnStart) * CANDLE_STRIDE);
    this.#cells = moved(this.#cells, this.#cellStart - cellStart, ranges.cellCount - cellStart);
    this.#headers.set(ranges.headers, (ranges.columnStart - columnStart) * HEADER_STRIDE);
    this.#candles.set(ranges.candles, (ranges.columnStart - columnStart) * CANDLE_STRIDE);
    this.#cells.set(ranges.cells, ranges.cellStart - cellStart);
    this.#columnStart = columnStart;
    this.#cellStart = cellStart;
    this.#last = ranges;
  }

  /** All that is held, and forgets it; null when that is nothing. */
  take(): PoolRanges | null {
    const last = this.#last;
    if (last === null) return null;
    const held = {
      ...last,
      columnStart: this.#columnStart,
      headers: this.#headers.subarray(0, (last.columnCount - this.#columnStart) * HEADER_STRIDE),
      candles: this.#candles.subarray(0, (last.columnCount - this.#columnStart) * CANDLE_STRIDE),
      cellStart: this.#cellStart,
      cells: this.#cells.subarray(0, last.cellCount - this.#cellStart),
    };
    this.forget();
    return held;
  }

  forget(): void {
    this.#last = null;
    this.#headers = new Int32Array(0);
    this.#candles = new Int32Array(0);
    this.#cells = new Uint32Array(0);
  }
}

/** The same array, or one with room for `length` values of which those held begin at `by`. */
function moved<Column extends Int32Array | Uint32Array>(held: Column, by: number, length: number): Column {
  if (by === 0 && length <= held.length) return held;
  const Kind = held.constructor as new (length: number) => Column;
  const larger = new Kind(Math.max(length, by + held.length, by === 0 ? held.length * 2 : 0));
  larger.set(held, by);
  return larger;
}
