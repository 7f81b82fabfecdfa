import { floorDiv } from "../market/floor-div.ts";
import { type CellPool, HEADER_COUNT, HEADER_STRIDE } from "./cell-pool.ts";
import type { PoolMirror } from "./pool-mirror.ts";

/** Tells whether a stretch of a pool looks as it did: what came beside it is of no matter to a picture of it. */
export class PoolWatch {
  #pool: PoolMirror | null = null;
  #version = 0;
  #resets = 0;
  #firstColumn = 0;
  #columnCount = 0;

  /**
   * `true` when the columns of the seconds `[fromSec, toSec)` may have changed since the last call, the last one before them that has trades among them, or when the pool
   * is another one. O(columns of the stretch) after a change, else O(1); allocates nothing.
   */
  hasChanged(pool: PoolMirror | null, fromSec: number, toSec: number): boolean {
    const isKnown = pool !== null && pool === this.#pool && pool.resets === this.#resets && pool.firstColumn === this.#firstColumn;
    const hasChanged = isKnown ? pool.version !== this.#version && this.#hasChangedIn(pool, fromSec, toSec) : pool !== null || this.#pool !== null;
    this.#pool = pool;
    if (pool !== null) {
      this.#version = pool.version;
      this.#resets = pool.resets;
      this.#firstColumn = pool.firstColumn;
      this.#columnCount = pool.columnCount;
    }
    return hasChanged;
  }

  #hasChangedIn(pool: PoolMirror, fromSec: number, toSec: number): boolean {
    const first = lastTradedBefore(pool, floorDiv(Math.floor(fromSec), pool.columnSec) - pool.firstColumn);
    const end = floorDiv(Math.ceil(toSec) - 1, pool.columnSec) + 1 - pool.firstColumn;
    const came = Math.min(this.#columnCount, pool.columnCount);
    if (pool.columnCount !== this.#columnCount && came < end && Math.max(this.#columnCount, pool.columnCount) > first) return true;
    for (let column = first; column < Math.min(end, pool.columnCount); column++) if (pool.columnVersions[column] > this.#version) return true;
    return false;
  }
}

/** The last column with trades before `column`; the first one of all where none has any. */
function lastTradedBefore({ headers, columnCount }: CellPool, column: number): number {
  let before = Math.min(column, columnCount) - 1;
  while (before > 0 && headers[before * HEADER_STRIDE + HEADER_COUNT] === 0) before--;
  return Math.max(0, before);
}
