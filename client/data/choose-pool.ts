import { type PoolKey, samePoolKey } from "../../core/view/cell-pool.ts";
import type { PoolMirror } from "../../core/view/pool-mirror.ts";

/** A pool and the seconds that it is known to hold, half-open. */
export interface CoveredPool {
  readonly mirror: PoolMirror;
  readonly fromSec: number;
  readonly toSec: number;
}

/** The wanted pool is drawn although this share of the visible data is still missing in it: the newest seconds, mostly. */
const TOLERATED_SHARE = 0.02;

/**
 * Chooses what to draw of `[fromSec, toSec)`: the wanted pool when it covers (nearly) all of it, else the one that covers most, and of equals the nearest in
 * detail, preferring the same content. Null when there is none.
 */
export function choosePool(pools: Iterable<CoveredPool>, wanted: PoolKey, fromSec: number, toSec: number): PoolMirror | null {
  const tolerated = (toSec - fromSec) * TOLERATED_SHARE;
  let best: PoolMirror | null = null;
  let bestMissing = Number.POSITIVE_INFINITY;
  let bestDistance = Number.POSITIVE_INFINITY;
  for (const pool of pools) {
    const missing = Math.max(0, missingSec(pool, fromSec, toSec) - tolerated);
    const distance = detailDistance(pool.mirror, wanted);
    if (missing < bestMissing || (missing === bestMissing && distance < bestDistance)) {
      best = pool.mirror;
      bestMissing = missing;
      bestDistance = distance;
    }
  }
  return best;
}

function missingSec(pool: CoveredPool, fromSec: number, toSec: number): number {
  if (!(fromSec < toSec)) return 0;
  return toSec - fromSec - Math.max(0, Math.min(toSec, pool.toSec) - Math.max(fromSec, pool.fromSec));
}

const OTHER_CONTENT_DISTANCE = 100;

/** Doublings between two levels of detail. */
function detailDistance(a: PoolKey, b: PoolKey): number {
  if (samePoolKey(a, b)) return 0;
  const doublings = Math.abs(Math.log2(a.columnSec / b.columnSec)) + Math.abs(Math.log2(a.ticksPerRow / b.ticksPerRow));
  return doublings + (a.content === b.content ? 0 : OTHER_CONTENT_DISTANCE);
}
