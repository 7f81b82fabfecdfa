import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { poolKeyText, type PoolKey } from "../../../core/view/cell-pool.ts";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { coarserKeyFor } from "../../../core/view/pool-budget.ts";
import { PoolMirror } from "../../../core/view/pool-mirror.ts";

interface KeptPool {
  readonly builder: CellPoolBuilder;
  readonly mirror: PoolMirror;
  /** End of the seconds that are packed. */
  packedSec: number;
}

/**
 * Columns and pools as the engine keeps them: a level of detail is packed when it is first asked for, is brought up to date when it is asked for again, and
 * stays. In the product this runs in a worker; here all of it is on the clock.
 */
export class FlowPools {
  readonly #columns = new BarColumns();
  readonly #pools = new Map<string, KeptPool>();

  append(bars: BarView): void {
    this.#columns.append(bars);
  }

  /** The window's copy of the pool for `key`, or of the coarser one that fits into memory, up to date. */
  use(key: PoolKey): PoolMirror {
    const bars = this.#columns.view();
    const firstSec = bars.timeSec[0];
    const endSec = bars.timeSec[bars.length - 1] + 1;
    const text = poolKeyText(key);
    const kept = this.#pools.get(text) ?? makePool(coarserKeyFor(bars, key), firstSec);
    this.#pools.set(text, kept);
    if (kept.packedSec === endSec) return kept.mirror;
    kept.builder.pack(bars, kept.packedSec, endSec);
    kept.builder.complete = true;
    kept.packedSec = endSec;
    const changes = kept.builder.takeChanges();
    if (changes !== null) kept.mirror.apply(changes);
    return kept.mirror;
  }
}

function makePool(key: PoolKey, firstSec: number): KeptPool {
  return { builder: new CellPoolBuilder(key, firstSec), mirror: new PoolMirror(key), packedSec: firstSec };
}
