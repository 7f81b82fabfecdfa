import { describe, expect, it } from "vitest";
import { EmptyViewWatch, emptyViewReading } from "../../client/chart-empty-view.ts";
import { FlowStore } from "../../client/data/flow-store.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";
import type { PoolMirror } from "../../core/view/pool-mirror.ts";
import { samplePatch, samplePool, sampleStatus } from "./data/sample-patch.ts";

const KEY = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
const INSTRUMENT = parseInstrument({ symbol: "TEST", description: "", tickSize: "1", lotSize: "1", volumeUnit: "", session: ALL_DAY_UTC });
const NO_GAPS = new Float64Array(0);
/** Beside the one trade of the sample pool. */
const FAR = { fromSec: 500, toSec: 600, lowTicks: 0, highTicks: 10 };

/** A store whose data reach from second 0 to 1,000, and its pool. */
function storeWith(coveredFromSec: number, coveredToSec: number): { readonly store: FlowStore; readonly pool: PoolMirror } {
  const store = new FlowStore();
  store.apply(samplePatch({ status: sampleStatus({ bars: 1000, barsExpected: 1000, closedThroughSec: 1000 }), pools: [samplePool(KEY, coveredFromSec, coveredToSec)] }));
  const pool = store.bestPoolFor(KEY, FAR);
  if (pool === null) throw new Error("the store holds no pool");
  return { store, pool };
}

describe("what is said of an empty window", () => {
  it("is that nothing traded, where its seconds are known", () => {
    const { store, pool } = storeWith(0, 1000);
    const isKnown = store.knows(pool, FAR);
    expect(emptyViewReading({ pool, viewport: FAR, gaps: NO_GAPS }, INSTRUMENT, isKnown)).toMatchObject({ title: "Nothing traded in this time", nearest: { timeSec: 0.5, priceTicks: 5 } });
  });

  it("is nothing while some of its seconds are still to be packed", () => {
    for (const [from, to] of [[0, 0], [0, 550], [550, 1000]]) {
      const { store, pool } = storeWith(from, to);
      expect(store.knows(pool, FAR)).toBe(false);
      expect(emptyViewReading({ pool, viewport: FAR, gaps: NO_GAPS }, INSTRUMENT, false)).toBeNull();
      expect(emptyViewReading({ pool, viewport: FAR, gaps: Float64Array.of(400, 700) }, INSTRUMENT, false)).toBeNull();
    }
  });

  it("is nothing of a pool that is given up, and of what a paused picture hides", () => {
    const { store, pool } = storeWith(0, 1000);
    store.freeze(500);
    expect(store.knows(pool, FAR)).toBe(false);
    expect(store.knows(pool, { ...FAR, fromSec: 400 })).toBe(true);
    store.freeze(null);
    expect(store.knows(pool, FAR)).toBe(true);
    store.apply(samplePatch({ dropped: [KEY] }));
    expect(store.knows(pool, FAR)).toBe(false);
  });

  it("counts neither what lies before the first nor what lies after the newest second", () => {
    const { store, pool } = storeWith(0, 1000);
    expect(store.knows(pool, { ...FAR, fromSec: 950, toSec: 1200 })).toBe(true);
    expect(store.knows(pool, { ...FAR, fromSec: -50, toSec: 20 })).toBe(true);
    expect(storeWith(0, 990).store.knows(pool, { ...FAR, fromSec: 950, toSec: 1200 })).toBe(false);
  });

  it("is said when it has been so for a while, however often one looks", () => {
    const reading = { title: "Nothing traded in this time", detail: "", nearest: { timeSec: 1, priceTicks: 2 } };
    const watch = new EmptyViewWatch();
    expect([0, 0, 1, 2, 3].map((nowMs) => watch.read(reading, nowMs))).toEqual([null, null, null, null, null]);
    expect(watch.read(reading, 1000)).toBe(reading);
    expect(watch.read(null, 1001)).toBeNull();
    expect(watch.read(reading, 1002)).toBeNull();
    expect(watch.read(reading, 2000)).toBe(reading);
  });
});
