import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { CellPoolBuilder } from "../../core/view/cell-pool-builder.ts";
import { PoolMirror } from "../../core/view/pool-mirror.ts";
import { PoolCache } from "../../workers/pool-cache.ts";
import type { PoolFeed } from "../../workers/pool-feed.ts";
import type { Span } from "../../workers/span-set.ts";
import type { TrackedPool } from "../../workers/tracked-pool.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { LossyServer } from "./lossy-server.ts";
import { poolColumns } from "./pool-columns.ts";

const LOG = seededBars({ seed: 5, count: 150 });
const END_SEC = LOG.timeSec[LOG.length - 1] + 1;
const SPAN_SEC = END_SEC - LOG.timeSec[0];

const anyKey: fc.Arbitrary<PoolKey> = fc.record({
  columnSec: fc.constantFrom(1, 5, 15, 60, 300, 3600),
  ticksPerRow: fc.constantFrom(1, 2, 7, 50),
  content: fc.constantFrom("volume", "trades"),
});

/** A window that draws one pool, through a feed of its own. */
class Viewer {
  mirror: PoolMirror;
  readonly #key: PoolKey;
  #pool: TrackedPool | null = null;
  #feed: PoolFeed | null = null;

  constructor(key: PoolKey) {
    this.#key = key;
    this.mirror = new PoolMirror(key);
  }

  use(cache: PoolCache): TrackedPool | null {
    const pool = cache.use(this.#key);
    if (pool !== this.#pool && pool !== null) {
      this.mirror = new PoolMirror(pool.key);
      this.#feed = pool.openFeed();
    }
    this.#pool = pool;
    return pool;
  }

  take(): void {
    if (this.#pool === null || this.#feed === null) return;
    const ranges = this.#pool.takeChanges(this.#feed);
    if (ranges !== null) this.mirror.apply(ranges);
  }
}

function fromScratch(key: PoolKey, bars: BarView): string[] {
  const builder = new CellPoolBuilder(key, LOG.timeSec[0]);
  if (bars.length > 0) builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  return poolColumns(builder.pool);
}

/** Packs all there is and looks at it through the viewers. */
function expectEqualToScratch(viewers: readonly Viewer[], cache: PoolCache, server: LossyServer, visible: Span): void {
  const { bars } = server.columns;
  for (const viewer of viewers) {
    const pool = viewer.use(cache);
    if (pool === null) return;
    expect(pool.work(bars, visible, Number.POSITIVE_INFINITY, false)).toBe(false);
    viewer.take();
    expect(poolColumns(viewer.mirror)).toEqual(fromScratch(pool.key, bars));
  }
}

describe("PoolCache", () => {
  it("keeps pools equal to ones built from scratch, whatever comes in whatever order, for viewers that look at different times", () => {
    fc.assert(
      fc.property(fc.integer(), anyKey, fc.integer({ min: 0, max: LOG.length }), fc.array(fc.nat(99), { maxLength: 120 }), (seed, key, top, choices) => {
        const server = new LossyServer(LOG, seed, top, (outcome) => {
          if (outcome.kind === "changed") cache.markStale(outcome.fromSec, outcome.toSec);
        });
        const cache: PoolCache = new PoolCache(server.columns, () => {}, 40);
        const eager = new Viewer(key);
        const lazy = new Viewer(key);
        for (const choice of choices) {
          const from = Math.floor(LOG.timeSec[0] + (choice / 100) * SPAN_SEC);
          const visible = { from, to: from + 1 + (choice % 40) };
          const pool = eager.use(cache);
          if (choice % 3 === 0) server.step();
          else if (choice % 3 === 1) pool?.work(server.columns.bars, visible, 0, choice % 2 === 0);
          else eager.take();
          if (choice % 10 > 6) expectEqualToScratch(choice % 10 === 7 ? [eager, lazy] : [eager], cache, server, visible);
        }
        server.finish();
        expectEqualToScratch([eager, lazy], cache, server, { from: 0, to: 1 });
      }),
      { numRuns: 150 },
    );
  });

  it("packs what is on the screen first", () => {
    const server = new LossyServer(LOG, 1, 0);
    server.finish();
    const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
    const cache = new PoolCache(server.columns, () => {}, 40);
    const pool = cache.use(key) ?? expect.fail("there are bars to build from");
    const visible = { from: LOG.timeSec[60], to: LOG.timeSec[70] };
    expect(pool.covered(visible)).toBeNull();
    while (pool.work(server.columns.bars, visible, 0, true));
    const covered = pool.covered(visible) ?? expect.fail("the screen is covered");
    expect(covered.from).toBeLessThanOrEqual(visible.from);
    expect(covered.to).toBeGreaterThanOrEqual(visible.to);
    expect(covered.to - covered.from).toBeLessThan(SPAN_SEC / 2);
    expect(pool.isPacked).toBe(false);
  });

  it("is complete when history is and everything is packed", () => {
    const server = new LossyServer(LOG, 1, LOG.length);
    const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
    const cache = new PoolCache(server.columns, () => {});
    server.columns.applyBacklog(0, LOG);
    const viewer = new Viewer(key);
    const pool = viewer.use(cache) ?? expect.fail("there are bars to build from");
    while (pool.work(server.columns.bars, { from: 0, to: 1 }, 0, false)) {
      cache.settle(pool);
      viewer.take();
      expect(viewer.mirror.complete).toBe(false);
    }
    cache.settle(pool);
    viewer.take();
    expect(viewer.mirror.complete).toBe(true);
  });

  it("has no pool for what is no level of detail, and none before the first bar", () => {
    const server = new LossyServer(LOG, 1, 0);
    const cache = new PoolCache(server.columns, () => {});
    const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
    expect(cache.use(key)).toBeNull();
    server.finish();
    expect(cache.use(key)).not.toBeNull();
    for (const wrong of [{ columnSec: 0 }, { columnSec: Number.NaN }, { ticksPerRow: -1 }, { ticksPerRow: 0.5 }]) {
      expect(cache.use({ ...key, ...wrong })).toBeNull();
    }
  });

  it("gives up the pools that were used longest ago, and none that is on a screen", () => {
    const server = new LossyServer(LOG, 1, 0);
    server.finish();
    const dropped: number[] = [];
    const cache = new PoolCache(server.columns, (pool) => dropped.push(pool.key.ticksPerRow));
    const use = (ticksPerRow: number) => cache.use({ columnSec: 1, ticksPerRow, content: "volume" });
    const shown = use(1);
    if (shown !== null) shown.shownBy = 1;
    for (let ticksPerRow = 2; ticksPerRow <= 9; ticksPerRow++) use(ticksPerRow);
    use(2);
    cache.trim();
    expect(dropped).toEqual([3, 4]);
    expect(use(2)).toBe(use(2));
  });

  it("builds a coarser pool where the wanted one would outgrow its memory", () => {
    const far = seededBars({ seed: 2, count: 30 });
    far.levelPriceTicks.set([2_000_000_000], far.levelOffsets[1] - 1);
    far.highTicks.set([2_000_000_000], 0);
    const server = new LossyServer(far, 1, 0);
    server.finish();
    const dropped: PoolKey[] = [];
    const cache = new PoolCache(server.columns, (pool) => dropped.push(pool.key));
    const key = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
    const pool = cache.use(key) ?? expect.fail("there are bars to build from");
    expect(pool.key.ticksPerRow).toBeGreaterThan(1);
    while (pool.work(server.columns.bars, { from: 0, to: 1 }, 0, false));
    expect(cache.settle(pool)).toBe(true);
    expect(cache.use(key)).toBe(pool);
    expect(dropped).toEqual([]);
  });
});
