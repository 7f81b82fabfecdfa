import { CANDLE_STRIDE, type CellPool, HEADER_STRIDE } from "../core/view/cell-pool.ts";
import type { PoolRanges } from "../core/view/pool-ranges.ts";

/** What a window does not have yet: columns `columnFrom .. columnTo - 1`, and the cells from `cellFrom` to the pool's end. */
interface Missing {
  readonly reset: boolean;
  readonly columnFrom: number;
  readonly columnTo: number;
  readonly cellFrom: number;
}

const EVERYTHING: Missing = { reset: true, columnFrom: 0, columnTo: Number.POSITIVE_INFINITY, cellFrom: 0 };

/**
 * What one window has seen of a pool. Several windows may draw the same pool, each at its own pace: changes taken for one are noted for the others as bounds,
 * never as copies, so a window that is hidden for hours costs four numbers.
 */
export class PoolFeed {
  #missing: Missing | null;

  /** @param untouched `true` when nothing has been taken from the pool's builder yet, so that its first changes will say everything. */
  constructor(untouched: boolean) {
    this.#missing = untouched ? null : EVERYTHING;
  }

  /** Changes that another window has taken. */
  note(fresh: PoolRanges): void {
    const known = this.#missing;
    if (fresh.reset || known === null) {
      const columnTo = fresh.columnStart + fresh.headers.length / HEADER_STRIDE;
      this.#missing = { reset: fresh.reset, columnFrom: fresh.columnStart, columnTo, cellFrom: fresh.cellStart };
      return;
    }
    this.#missing = {
      reset: known.reset,
      columnFrom: Math.min(known.columnFrom, fresh.columnStart),
      columnTo: Math.max(known.columnTo, fresh.columnStart + fresh.headers.length / HEADER_STRIDE),
      cellFrom: Math.min(known.cellFrom, fresh.cellStart),
    };
  }

  /**
   * The window's next ranges: `fresh` as it is where nothing else is missing, else copies of the united range; null when the window has everything.
   * @param complete whether the pool is, as of now.
   */
  take(pool: CellPool, fresh: PoolRanges | null, complete: boolean): PoolRanges | null {
    if (this.#missing === null) return fresh;
    if (fresh !== null) this.note(fresh);
    const { reset, columnFrom, columnTo, cellFrom } = this.#missing;
    this.#missing = null;
    const from = Math.min(columnFrom, pool.columnCount);
    const to = Math.max(from, Math.min(columnTo, pool.columnCount));
    const cellStart = Math.min(cellFrom, pool.cellCount);
    return {
      reset,
      firstColumn: pool.firstColumn,
      columnCount: pool.columnCount,
      cellCount: pool.cellCount,
      columnStart: from,
      headers: pool.headers.slice(from * HEADER_STRIDE, to * HEADER_STRIDE),
      candles: pool.candles.slice(from * CANDLE_STRIDE, to * CANDLE_STRIDE),
      cellStart,
      cells: pool.cells.slice(cellStart, pool.cellCount),
      complete,
    };
  }
}
