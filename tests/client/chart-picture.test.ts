import { describe, expect, it } from "vitest";
import { ChartHeat } from "../../client/chart-heat.ts";
import { ChartPicture } from "../../client/chart-picture.ts";
import { DEFAULT_CHOICES } from "../../client/state/choices.ts";
import { layoutChart } from "../../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../../core/view/dirty.ts";
import { panViewport } from "../../core/view/viewport.ts";
import { FlowStore } from "../../client/data/flow-store.ts";
import type { PictureSource } from "../../client/chart-picture.ts";
import type { LevelOfDetail } from "../../core/view/level-of-detail.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import type { TrailPatch } from "../../protocol/trail.ts";
import type { PoolPatch } from "../../protocol/worker-api.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { samplePatch, samplePool, sampleStatus } from "./data/sample-patch.ts";

const VIEW = { fromSec: 0, toSec: 300, lowTicks: 0, highTicks: 400 };
const NEAR = { fromSec: 0, toSec: 30, lowTicks: 0, highTicks: 20 };
const LAYOUT = layoutChart(1280, 720, 1);

describe("the level of detail of a picture", () => {
  it("is the same object while a pan is all that differs, whatever another picture shows", () => {
    const [picture, other] = [new ChartPicture(new ChartHeat()), new ChartPicture(new ChartHeat())];
    const detail = picture.detailFor(DEFAULT_CHOICES, VIEW, LAYOUT);
    const near = other.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT);
    expect(near).not.toEqual(detail);
    expect(picture.detailFor(DEFAULT_CHOICES, panViewport(VIEW, 17.3, 3), LAYOUT)).toBe(detail);
    expect(other.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT)).toBe(near);
  });

  it("is chosen anew for another window, bar length, row height, mode or size", () => {
    const picture = new ChartPicture(new ChartHeat());
    const detail = picture.detailFor(DEFAULT_CHOICES, VIEW, LAYOUT);
    for (const changed of [{ timeframe: "1m" }, { rowTicks: 50 }, { mode: "bidAsk" }] as const) {
      expect(picture.detailFor({ ...DEFAULT_CHOICES, ...changed }, VIEW, LAYOUT)).not.toBe(detail);
    }
    expect(picture.detailFor(DEFAULT_CHOICES, VIEW, layoutChart(900, 720, 1))).not.toBe(detail);
    expect(picture.detailFor(DEFAULT_CHOICES, NEAR, LAYOUT)).not.toBe(detail);
  });
});

describe("the pool and the trail of a picture", () => {
  const [fine, middle, coarse] = [1, 2, 4].map((columnSec): PoolKey => ({ columnSec, ticksPerRow: 1, content: "volume" }));

  const trailOf = (key: PoolKey, settled: boolean): TrailPatch => ({
    key,
    span: { kind: "seconds", seconds: 900 },
    reset: { slots: 4, slotRows: 4 },
    firstColumn: 0,
    columnCount: 1,
    columns: Int32Array.of(0, 5, 1),
    cells: Uint16Array.of(40),
    settled,
    lowCode: 1,
    highCode: 50,
  });

  /** A store that holds three levels of detail of all there is to see. */
  function zoomed() {
    const store = new FlowStore();
    store.apply(samplePatch({ status: sampleStatus(), pools: [fine, middle, coarse].map((key) => samplePool(key, 0, 1000)) }));
    const picture = new ChartPicture(new ChartHeat());
    const show = (key: PoolKey): readonly [drawn: number | undefined, hasTrail: boolean] => {
      const source = { choices: createChoicesStore(null, "").getState(), store, status: sampleStatus(), isCurrent: true, instrument: null, view: VIEW, layout: LAYOUT, crosshair: null };
      const detail = { pool: key, exactKey: key, exactCells: false };
      const { state } = picture.compose(source as unknown as PictureSource, detail as LevelOfDetail);
      return [state.pool?.columnSec, state.trail !== null];
    };
    const take = (trail: TrailPatch): void => void store.apply(samplePatch({ trail }));
    return { show, take };
  }

  it("stay those before while the next level's trail is on its way", () => {
    const { show, take } = zoomed();
    take(trailOf(fine, true));
    expect(show(fine)).toEqual([1, true]);
    expect(show(middle)).toEqual([1, true]);
    take(trailOf(middle, false));
    expect(show(middle)).toEqual([1, true]);
    take(trailOf(middle, true));
    expect(show(middle)).toEqual([2, true]);
  });

  it("become those of a newer trail where a quick zoom has left the level before it behind and wants the one after it", () => {
    const { show, take } = zoomed();
    take(trailOf(fine, true));
    expect(show(fine)).toEqual([1, true]);
    take(trailOf(middle, true));
    expect(show(coarse)).toEqual([2, true]);
    take(trailOf(coarse, true));
    expect(show(coarse)).toEqual([4, true]);
  });
});

describe("how much of a picture a patch changes", () => {
  const key: PoolKey = { columnSec: 1, ticksPerRow: 1, content: "volume" };
  const detail = { pool: key, exactKey: key, exactCells: false } as LevelOfDetail;
  const view = { fromSec: 600, toSec: 700, lowTicks: 0, highTicks: 400 };

  /** 2,000 columns, of which one has a trade of `code`. */
  const withTrade = (column: number, code: number): PoolPatch => ({ ...samplePool(key, 0, 1000), reset: false, columnCount: 2000, cellCount: 2000, columnStart: column, headers: Int32Array.of(column - 5, 5, 1, code), cellStart: column, cells: Uint32Array.of(code) });

  it("is nothing where its columns are far from the window, and data where the layers reach", () => {
    const store = new FlowStore();
    const picture = new ChartPicture(new ChartHeat());
    const source = { choices: createChoicesStore(null, "").getState(), store, status: sampleStatus(), isCurrent: true, instrument: null, view, layout: LAYOUT, crosshair: null } as unknown as PictureSource;
    const levelAfter = (pool: PoolPatch): DirtyLevel => {
      store.apply(samplePatch({ status: sampleStatus(), pools: [pool] }));
      return picture.compose(source, detail).level;
    };
    expect(levelAfter(withTrade(0, 7))).toBe(DIRTY.layout);
    expect(levelAfter(withTrade(650, 7))).toBe(DIRTY.data);
    expect(levelAfter(withTrade(210, 7))).toBe(DIRTY.data);
    expect(levelAfter(withTrade(190, 7)), "the last one before those has trades now").toBe(DIRTY.data);
    expect(levelAfter(withTrade(150, 7))).toBe(DIRTY.none);
    expect(levelAfter(withTrade(1200, 7))).toBe(DIRTY.none);
    expect(levelAfter(withTrade(1090, 7))).toBe(DIRTY.data);
  });
});
