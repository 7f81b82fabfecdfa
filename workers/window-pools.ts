import type { BarView } from "../core/market/bar-view.ts";
import { type PoolKey, samePoolKey } from "../core/view/cell-pool.ts";
import { sameShares, type ScaleShares } from "../core/view/heat-cutoffs.ts";
import type { PoolPatch, ScaleReading } from "../protocol/worker-api.ts";
import type { PoolCache } from "./pool-cache.ts";
import type { PoolFeed } from "./pool-feed.ts";
import type { Span } from "./span-set.ts";
import type { TrackedPool } from "./tracked-pool.ts";

/** One window's side of the pools: which one it draws, what it has of each, and what it has to be told. */
export class WindowPools {
  #shown: TrackedPool | null = null;
  readonly #feeds = new Map<TrackedPool, PoolFeed>();
  #dropped: PoolKey[] = [];
  #scale: ScaleReading | null = null;
  #scaleOf: { readonly pool: TrackedPool; readonly visible: Span; readonly shares: ScaleShares } | null = null;

  /** The pool for a key: that of the choice before, while the key is the same; null while there is nothing to build from. */
  choose(cache: PoolCache, key: PoolKey): TrackedPool | null {
    if (this.#shown !== null && samePoolKey(this.#shown.key, key)) return this.#shown;
    const pool = cache.use(key);
    if (pool === this.#shown) return pool;
    if (this.#shown !== null) this.#shown.shownBy--;
    this.#shown = pool;
    if (pool !== null) {
      pool.shownBy++;
      if (!this.#feeds.has(pool)) this.#feeds.set(pool, pool.openFeed());
    }
    cache.trim();
    return pool;
  }

  /** The engine no longer keeps a pool. */
  drop(pool: TrackedPool): void {
    if (pool === this.#shown) this.#shown = null;
    if (this.#feeds.delete(pool)) this.#dropped.push(pool.key);
  }

  /** The window turns to another symbol. */
  leave(): void {
    if (this.#shown !== null) this.#shown.shownBy--;
    this.#shown = null;
    for (const [pool, feed] of this.#feeds) pool.closeFeed(feed);
    this.#feeds.clear();
    this.#dropped = [];
    this.#scale = null;
    this.#scaleOf = null;
  }

  /** Keys to be forgotten, once. */
  takeDropped(): readonly PoolKey[] {
    const dropped = this.#dropped;
    if (dropped.length > 0) this.#dropped = [];
    return dropped;
  }

  /** What the window lacks of the pool it draws. */
  takeChanges(bars: BarView, visible: Span): readonly PoolPatch[] {
    const pool = this.#shown;
    const feed = pool === null ? undefined : this.#feeds.get(pool);
    const ranges = feed === undefined ? null : (pool?.takeChanges(feed) ?? null);
    if (pool === null || ranges === null) return [];
    this.#scaleOf = null;
    const covered = pool.covered(visible);
    const isCovered = covered !== null && bars.length > 0;
    return [
      {
        key: pool.key,
        ...ranges,
        coveredFromSec: isCovered ? Math.max(covered.from, bars.timeSec[0]) : 0,
        coveredToSec: isCovered ? Math.min(covered.to, bars.timeSec[bars.length - 1] + 1) : 0,
      },
    ];
  }

  /** The colour scale of the pool it draws, when that is another one than told before. Call after {@link takeChanges}. */
  takeScale(visible: Span, shares: ScaleShares): ScaleReading | null {
    const pool = this.#shown;
    if (pool === null || pool.pool.columnCount === 0) return null;
    const known = this.#scaleOf;
    if (known !== null && known.pool === pool && known.visible.from === visible.from && known.visible.to === visible.to && sameShares(known.shares, shares)) return null;
    this.#scaleOf = { pool, visible, shares };
    const scale: ScaleReading = { key: pool.key, shares, ...pool.readScale(visible, shares) };
    if (sameScale(this.#scale, scale)) return null;
    this.#scale = structuredClone(scale);
    return scale;
  }
}

const SCALE_ENDS = ["visibleHighCode", "sessionHighCode", "visibleLowCode", "sessionLowCode"] as const;

function sameScale(a: ScaleReading | null, b: ScaleReading): boolean {
  return (
    a !== null &&
    samePoolKey(a.key, b.key) &&
    sameShares(a.shares, b.shares) &&
    SCALE_ENDS.every((end) => a[end].every((code, formula) => code === b[end][formula]))
  );
}
