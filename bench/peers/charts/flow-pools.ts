import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { poolKeyText, type PoolKey } from "../../../core/view/cell-pool.ts";
import { coarserKeyFor } from "../../../core/view/pool-budget.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";
import type { PoolFeed } from "../../../workers/pool-feed.ts";
import type { Span } from "../../../workers/span-set.ts";
import { TrackedPool } from "../../../workers/tracked-pool.ts";

interface KeptPool {
  readonly tracked: TrackedPool;
  readonly feed: PoolFeed;
  readonly mirror: PoolMirror;
}

/**
 * Columns and pools as the engine keeps them: the newest columns first, older ones later; a level of detail is made when it is first asked for and stays, and of
 * its columns those on the screen are packed first. In the product this runs in a worker, which goes on with the others; here what the screen needs is packed on
 * the clock and nothing else.
 */
export class FlowPools {
  readonly #columns: BarColumns;
  readonly #firstSec: number;
  readonly #pools = new Map<string, KeptPool>();

  /**
   * @param newest the newest bars.
   * @param older what comes with {@link prepend}: the number of bars and of their levels, known from the start so that room is kept for them.
   * @param firstSec second of the oldest bar there will be.
   */
  constructor(newest: BarView, older: { readonly bars: number; readonly levels: number }, firstSec: number) {
    this.#columns = new BarColumns(older.bars, older.levels);
    this.#columns.append(newest);
    this.#firstSec = firstSec;
  }

  /** Bars older than all there are. Levels of detail that are too fine for that many are given up: coarser ones will be made. */
  prepend(bars: BarView): void {
    this.#columns.prepend(bars);
    const all = this.#columns.view();
    for (const [text, { tracked }] of this.#pools) {
      if (coarserKeyFor(all, tracked.key) === tracked.key) tracked.markStale(bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
      else this.#pools.delete(text);
    }
  }

  append(bars: BarView): void {
    this.#columns.append(bars);
    for (const { tracked } of this.#pools.values()) tracked.markStale(bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  }

  /** The window's copy of the pool for `key`, or of the coarser one that fits into memory, up to date in the `visible` seconds. */
  use(key: PoolKey, visible: Span): PoolMirror {
    const bars = this.#columns.view();
    const text = poolKeyText(key);
    const kept = this.#pools.get(text) ?? makePool(key, this.#firstSec, bars);
    this.#pools.set(text, kept);
    kept.tracked.work(bars, visible, Number.POSITIVE_INFINITY, true);
    const changes = kept.tracked.takeChanges(kept.feed);
    if (changes !== null) kept.mirror.apply(changes);
    return kept.mirror;
  }
}

function makePool(key: PoolKey, firstSec: number, bars: BarView): KeptPool {
  const fitting = coarserKeyFor(bars, key);
  const tracked = new TrackedPool(fitting, firstSec, bars);
  return { tracked, feed: tracked.openFeed(), mirror: new PoolMirror(fitting) };
}
