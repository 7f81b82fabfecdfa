import { poolKeyText, type PoolKey } from "../core/view/cell-pool.ts";
import { coarserKeyFor } from "../core/view/pool-budget.ts";
import type { SymbolColumns } from "./symbol-columns.ts";
import { PIECE_LEVELS, TrackedPool } from "./tracked-pool.ts";

/** Pools of one symbol that are kept: going back to a timeframe or a zoom level is instant. Pools on a screen do not count. */
const MAX_IDLE_POOLS = 6;

/** The pools of one symbol, those used last at the end; pools that no window draws are given up, oldest first. */
export class PoolCache {
  readonly #columns: SymbolColumns;
  readonly #pools = new Map<string, TrackedPool>();
  /** Keys whose pool would not fit, and the coarser key that is built instead. */
  readonly #coarser = new Map<string, PoolKey>();
  readonly #pieceLevels: number;
  readonly #onDrop: (pool: TrackedPool) => void;
  /** Milliseconds of packing for the last pool that was built from its first column to its last. */
  buildMs = 0;

  /** @param onDrop called for every pool that is given up. */
  constructor(columns: SymbolColumns, onDrop: (pool: TrackedPool) => void, pieceLevels = PIECE_LEVELS) {
    this.#columns = columns;
    this.#onDrop = onDrop;
    this.#pieceLevels = pieceLevels;
  }

  /** The pool for a key, or for the coarser one that fits into memory; null for a key that names no level of detail, and while there is no bar to build from. */
  use(key: PoolKey): TrackedPool | null {
    const { firstSec } = this.#columns;
    if (firstSec === null || !isLevelOfDetail(key)) return null;
    const served = this.#servedKey(key);
    const text = poolKeyText(served);
    const pool = this.#pools.get(text) ?? new TrackedPool(served, firstSec, this.#columns.bars, this.#pieceLevels);
    this.#pools.delete(text);
    this.#pools.set(text, pool);
    return pool;
  }

  /** Gives up the pools that were not used for longest, as far as no window draws them. Call after the windows have chosen theirs. */
  trim(): void {
    const idle = [...this.#pools.values()].filter((pool) => pool.shownBy === 0);
    for (const pool of idle.slice(0, Math.max(0, idle.length - MAX_IDLE_POOLS))) this.#drop(pool);
  }

  /** Bars of `[fromSec, toSec)` have changed. A bar before a pool's first column means that the pool has to be built anew. */
  markStale(fromSec: number, toSec: number): void {
    for (const pool of this.#pools.values()) {
      if (fromSec < pool.startSec) this.#drop(pool);
      else pool.markStale(fromSec, toSec);
    }
  }

  /** Looks after a pool that has just been worked on. @returns `false` when the pool was given up for a coarser one. */
  settle(pool: TrackedPool): boolean {
    if (this.#columns.historyComplete && pool.noteHistoryComplete()) this.buildMs = pool.packMs;
    if (!pool.overBudget) return true;
    const { key } = pool;
    const fitting = coarserKeyFor(this.#columns.bars, key);
    this.#coarser.set(poolKeyText(key), fitting === key ? { ...key, ticksPerRow: key.ticksPerRow * 2 } : fitting);
    this.#drop(pool);
    return false;
  }

  clear(): void {
    for (const pool of this.#pools.values()) this.#drop(pool);
    this.#coarser.clear();
  }

  #servedKey(key: PoolKey): PoolKey {
    const known = this.#coarser.get(poolKeyText(key));
    if (known !== undefined) return this.#servedKey(known);
    if (this.#pools.has(poolKeyText(key))) return key;
    const fitting = coarserKeyFor(this.#columns.bars, key);
    if (fitting !== key) this.#coarser.set(poolKeyText(key), fitting);
    return fitting;
  }

  #drop(pool: TrackedPool): void {
    this.#pools.delete(poolKeyText(pool.key));
    this.#onDrop(pool);
  }
}

function isLevelOfDetail({ columnSec, ticksPerRow }: PoolKey): boolean {
  return Number.isSafeInteger(columnSec) && columnSec > 0 && Number.isSafeInteger(ticksPerRow) && ticksPerRow > 0;
}
