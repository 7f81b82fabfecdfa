import { describe, expect, it } from "vitest";
import { FlowStore } from "../../../client/data/flow-store.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import { DEFAULT_SHARES } from "../../../core/view/heat-cutoffs.ts";
import type { CellReading } from "../../../protocol/worker-api.ts";
import { samplePatch, samplePool, sampleStatus } from "./sample-patch.ts";

const ONE = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
const TWO = { ...ONE, columnSec: 2 };
const FAR = { ...ONE, columnSec: 64 };
const VIEW = { fromSec: 100, toSec: 300, lowTicks: 0, highTicks: 10 };
const READING: CellReading = { symbol: "TEST", startSec: 1, columnSec: 1, lowTicks: 5, ticksPerRow: 1, bidLots: 1, askLots: 2, trades: 3, gap: false, forming: false, trail: null };

describe("FlowStore", () => {
  it("tells how much of the picture a patch changes", () => {
    const store = new FlowStore();
    const apply = (change: Parameters<typeof samplePatch>[0]) => store.apply(samplePatch(change));
    expect(apply({})).toBe(DIRTY.none);
    expect(apply({ status: sampleStatus() })).toBe(DIRTY.look);
    expect(apply({ pointer: READING })).toBe(DIRTY.cursor);
    expect(apply({ scale: { key: ONE, visibleHighCode: new Int32Array(4), sessionHighCode: new Int32Array(4), visibleLowCode: new Int32Array(4), sessionLowCode: new Int32Array(4), shares: DEFAULT_SHARES } })).toBe(DIRTY.look);
    expect(apply({ pools: [samplePool(ONE, 0, 1000)] })).toBe(DIRTY.look);
    expect(apply({ pools: [samplePool(ONE, 0, 1000)], pointer: READING })).toBe(DIRTY.cursor);
    expect(apply({ dropped: [TWO] })).toBe(DIRTY.none);
    expect(apply({ dropped: [ONE] })).toBe(DIRTY.look);
  });

  it("asks for no look for a heartbeat, but for everything that the chart shows", () => {
    const store = new FlowStore();
    store.apply(samplePatch({ status: sampleStatus({ gaps: Float64Array.of(1, 2) }) }));
    const again = (change: Parameters<typeof sampleStatus>[0]) => {
      const level = store.apply(samplePatch({ status: sampleStatus({ gaps: Float64Array.of(1, 2), ...change }) }));
      store.apply(samplePatch({ status: sampleStatus({ gaps: Float64Array.of(1, 2) }) }));
      return level;
    };
    expect(again({})).toBe(DIRTY.none);
    expect(again({ streamTimeMs: 5, receivedAtMs: 6, connection: "reconnecting", message: "no word" })).toBe(DIRTY.none);
    expect(store.status?.connection).toBe("live");
    expect(again({ lastPriceTicks: 6 })).toBe(DIRTY.look);
    expect(again({ lastSec: 1001 })).toBe(DIRTY.look);
    expect(again({ gaps: Float64Array.of(1, 3) })).toBe(DIRTY.look);
  });

  it("holds everything of one symbol, and forgets all of it with the first patch of another", () => {
    const store = new FlowStore();
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(ONE, 0, 1000)], pointer: READING }));
    expect([store.symbol, store.poolKeys.length, store.pointer]).toEqual(["TEST", 1, READING]);
    expect(store.apply(samplePatch({ symbol: "TWO" }))).toBe(DIRTY.data);
    expect([store.symbol, store.poolKeys.length, store.pointer, store.status, store.exactCells, store.scale]).toEqual(["TWO", 0, null, null, null, null]);
    expect(store.bestPoolFor(ONE, VIEW)).toBeNull();
  });

  it("goes on drawing the nearest level of detail until the wanted one covers the screen", () => {
    const store = new FlowStore();
    const best = () => store.bestPoolFor(TWO, VIEW)?.columnSec;
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(FAR, 0, 1000), samplePool(ONE, 0, 1000)] }));
    expect(best()).toBe(1);
    store.apply(samplePatch({ pools: [samplePool(TWO, 0, 0)] }));
    expect(best()).toBe(1);
    store.apply(samplePatch({ pools: [samplePool(TWO, 90, 250)] }));
    expect(best()).toBe(1);
    store.apply(samplePatch({ pools: [samplePool(TWO, 90, 299)] }));
    expect(best()).toBe(2);
    store.apply(samplePatch({ dropped: [TWO, ONE] }));
    expect(best()).toBe(64);
  });

  it("measures a pool by the data there is: what lies beyond the newest second is not missing", () => {
    const store = new FlowStore();
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(FAR, 0, 900), samplePool(ONE, 0, 1000)] }));
    const view = { ...VIEW, fromSec: -500, toSec: 5000 };
    expect(store.bestPoolFor(FAR, view)?.columnSec).toBe(1);
    store.apply(samplePatch({ pools: [samplePool(FAR, 0, 1000)] }));
    expect(store.bestPoolFor(FAR, view)?.columnSec).toBe(64);
  });

  it("prefers a pool of the same content", () => {
    const store = new FlowStore();
    const trades = { ...ONE, content: "trades" } as const;
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(trades, 0, 1000), samplePool(FAR, 0, 1000)] }));
    expect(store.bestPoolFor(ONE, VIEW)?.content).toBe("volume");
    expect(store.bestPoolFor({ ...FAR, content: "trades" }, VIEW)?.content).toBe("trades");
  });

  it("applies a drop before the pool that takes its place", () => {
    const store = new FlowStore();
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(ONE, 0, 1000)] }));
    const first = store.bestPoolFor(ONE, VIEW);
    store.apply(samplePatch({ dropped: [ONE], pools: [samplePool(ONE, 0, 1000)] }));
    expect(store.bestPoolFor(ONE, VIEW)).not.toBe(first);
    expect(store.poolKeys).toEqual([ONE]);
  });

  it("keeps the frozen part of a picture whatever comes, shows what is asked for up to it, and catches up", () => {
    const store = new FlowStore();
    const exact = (column: readonly number[], lots: number) => ({
      key: ONE,
      column: Float64Array.from(column),
      row: new Int32Array(column.length),
      bidLots: new Float64Array(column.length).fill(lots),
      askLots: new Float64Array(column.length),
      trades: new Int32Array(column.length).fill(1),
    });
    store.apply(samplePatch({ status: sampleStatus(), pools: [samplePool(ONE, 0, 1000)], exactCells: exact([0, 0, 1], 5) }));
    store.freeze(1);
    const live = { ...samplePool(ONE, 0, 1000), reset: false, columnCount: 3, columnStart: 1, headers: Int32Array.of(1, 5, 1, 7, 2, 5, 1, 7), candles: new Int32Array(8), cellCount: 3, cellStart: 1, cells: Uint32Array.of(8, 9) };
    store.apply(samplePatch({ pools: [live], exactCells: exact([-1, 0, 1, 2], 6) }));
    const shown = store.exactCells;
    expect([...(shown?.column ?? [])]).toEqual([-1, 0, 1]);
    expect([...(shown?.bidLots ?? [])]).toEqual([6, 6, 5]);
    expect(store.bestPoolFor(ONE, VIEW)?.columnCount).toBe(1);
    store.apply(samplePatch({ pools: [{ ...samplePool(TWO, 0, 1000), columnCount: 2, headers: Int32Array.of(0, 5, 1, 7, 0, 5, 1, 7), candles: new Int32Array(8) }] }));
    expect(store.bestPoolFor(TWO, VIEW)?.columnCount).toBe(0);
    store.freeze(null);
    expect([store.bestPoolFor(ONE, VIEW)?.columnCount, store.bestPoolFor(TWO, VIEW)?.columnCount]).toEqual([3, 2]);
    store.apply(samplePatch({ exactCells: exact([2], 7) }));
    expect([...(store.exactCells?.column ?? [])]).toEqual([2]);
  });
});
