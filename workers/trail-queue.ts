import { TRAIL_COLUMN_STRIDE } from "../core/view/trail-mirror.ts";
import type { TrailCodes } from "../core/view/trail-codes.ts";

/** Most cells of one message, so that a window takes a large trail in parts. */
const MESSAGE_CELLS = 1 << 20;
/** Memory that is kept when the queue is empty, cells. */
const IDLE_CELLS = 1 << 18;

/** Columns that are summed and not yet sent, in order. */
export class TrailQueue {
  #columns: number[] = [];
  #cells = new Uint16Array(0);
  #nextColumn = 0;
  #nextCell = 0;
  #usedCells = 0;
  /** Columns put in since {@link clear}, and taken out. */
  added = 0;
  taken = 0;

  get isEmpty(): boolean {
    return this.taken === this.added;
  }

  clear(): void {
    this.added = this.taken = 0;
    this.#rewind();
  }

  /** @param column absolute. @param lowRow row of the codes' first. */
  add(column: number, lowRow: number, { codes, from, to }: TrailCodes): void {
    this.#reserve(to - from);
    this.#cells.set(codes.subarray(from, to), this.#usedCells);
    this.#usedCells += to - from;
    this.#columns.push(column, lowRow + from, to - from);
    this.added++;
  }

  addEmpty(column: number): void {
    this.#columns.push(column, 0, 0);
    this.added++;
  }

  /** The next columns, those outside of `firstColumn .. firstColumn + columnCount - 1` left out; with none when the queue is empty. */
  take(firstColumn: number, columnCount: number): { readonly columns: Int32Array; readonly cells: Uint16Array } {
    const columns: number[] = [];
    const firstCell = this.#nextCell;
    const parts: [number, number][] = [];
    while (this.#nextColumn < this.#columns.length && this.#nextCell - firstCell < MESSAGE_CELLS) {
      const column = this.#columns[this.#nextColumn] - firstColumn;
      const count = this.#columns[this.#nextColumn + 2];
      if (column >= 0 && column < columnCount) {
        columns.push(column, this.#columns[this.#nextColumn + 1], count);
        parts.push([this.#nextCell, count]);
      }
      this.#nextCell += count;
      this.#nextColumn += TRAIL_COLUMN_STRIDE;
      this.taken++;
    }
    const cells = this.#gather(parts);
    if (this.isEmpty) this.#rewind();
    return { columns: Int32Array.from(columns), cells };
  }

  #gather(parts: readonly [number, number][]): Uint16Array {
    const cells = new Uint16Array(parts.reduce((sum, [, count]) => sum + count, 0));
    let at = 0;
    for (const [from, count] of parts) {
      cells.set(this.#cells.subarray(from, from + count), at);
      at += count;
    }
    return cells;
  }

  #rewind(): void {
    this.#columns = [];
    this.#nextColumn = this.#nextCell = this.#usedCells = 0;
    if (this.#cells.length > IDLE_CELLS) this.#cells = new Uint16Array(0);
  }

  #reserve(count: number): void {
    const needed = this.#usedCells + count;
    if (needed <= this.#cells.length) return;
    const larger = new Uint16Array(Math.max(IDLE_CELLS, needed + (needed >> 1)));
    larger.set(this.#cells.subarray(0, this.#usedCells));
    this.#cells = larger;
  }
}
