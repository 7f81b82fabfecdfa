import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { ChartFeed } from "../../client/chart-feed.ts";
import { ChartHeat } from "../../client/chart-heat.ts";
import { ChartPicture } from "../../client/chart-picture.ts";
import { type EngineLink, openWindowLink } from "../../client/data/window-link.ts";
import { expectedLayout, FirstLook } from "../../client/first-look.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import { DEFAULT_SHARES } from "../../core/view/heat-cutoffs.ts";
import type { LevelOfDetail } from "../../core/view/level-of-detail.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { FlowPatch, ScaleReading } from "../../protocol/worker-api.ts";
import { samplePatch, samplePool, sampleStatus } from "./data/sample-patch.ts";

const PAGE = { innerWidth: 1920, innerHeight: 1080, devicePixelRatio: 1 };

describe("the first look", () => {
  const choices = createChoicesStore(null, "?panels=off&indicators=off");
  const layout = expectedLayout(PAGE, choices.getState());
  let link: EngineLink;
  let feed: ChartFeed;
  let first: FirstLook;
  let detailFor: (view: Viewport) => LevelOfDetail;

  beforeEach(() => {
    link = openWindowLink(() => {});
    feed = new ChartFeed(link, { onSymbol: () => {}, onChange: () => {} });
    const picture = new ChartPicture(new ChartHeat());
    detailFor = (view) => picture.detailFor(choices.getState(), view, layout);
    first = new FirstLook({ choices, feed, detailFor });
  });

  afterEach(() => link.close());

  const take = (change: Partial<FlowPatch>): void => void feed.store.apply(samplePatch(change));
  const scaleOf = (key: PoolKey): ScaleReading => ({ key, visibleHighCode: new Int32Array(4), sessionHighCode: new Int32Array(4), visibleLowCode: new Int32Array(4), sessionLowCode: new Int32Array(4), shares: DEFAULT_SHARES });

  it("waits for a market", () => {
    expect(first.look(layout).isWhole).toBe(false);
    expect(first.pool).toBeNull();
  });

  it("finds the newest window, and is whole with all its cells at their level of detail, and their scale", () => {
    take({ status: sampleStatus() });
    const { view } = first.look(layout);
    expect(view.fromSec).toBeLessThan(1000);
    expect(view.toSec).toBeGreaterThan(1000);
    const key = detailFor(view).pool;
    take({ pools: [samplePool(key, view.fromSec + 50, 1000)], scale: scaleOf(key) });
    expect(first.look(layout).isWhole).toBe(false);
    take({ pools: [samplePool(key, 0, 1000)] });
    expect(first.look(layout).isWhole).toBe(true);
    expect(first.pool).toMatchObject(key);
    take({ scale: scaleOf({ ...key, ticksPerRow: key.ticksPerRow * 2 }) });
    expect(first.look(layout).isWhole).toBe(false);
  });

  it("begins anew with another market", () => {
    take({ status: sampleStatus() });
    const key = detailFor(first.look(layout).view).pool;
    take({ pools: [samplePool(key, 0, 1000)], scale: scaleOf(key) });
    expect(first.look(layout).isWhole).toBe(true);
    take({ symbol: "OTHER", status: sampleStatus({ firstSec: 400_000, lastSec: 500_000, lastPriceTicks: 90_000 }) });
    const { view, isWhole } = first.look(layout);
    expect(view).toEqual(new FirstLook({ choices, feed, detailFor }).look(layout).view);
    expect(view.lowTicks).toBeLessThan(90_000);
    expect(view.highTicks).toBeGreaterThan(90_000);
    expect(isWhole).toBe(false);
    expect(first.pool).toBeNull();
  });
});

it("expects the panels beside the chart where they are open and have room", () => {
  const widthOf = (innerWidth: number, search: string): number => expectedLayout({ ...PAGE, innerWidth }, createChoicesStore(null, search).getState()).widthPx;
  expect(widthOf(1920, "?panels=off")).toBe(1920);
  expect(widthOf(1920, "")).toBeLessThan(1700);
  expect(widthOf(1100, "")).toBe(1100);
  expect(expectedLayout({ ...PAGE, devicePixelRatio: 2 }, createChoicesStore(null, "?panels=off").getState())).toMatchObject({ widthPx: 3840, pixelRatio: 2 });
});
