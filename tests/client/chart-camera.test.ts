import { describe, expect, it } from "vitest";
import { type CameraScene, ChartCamera } from "../../client/chart-camera.ts";
import { POOL_COLUMN_BUDGET } from "../../core/view/pool-budget.ts";
import { PoolMirror } from "../../core/view/pool-mirror.ts";

const START_SEC = 1_700_000_000;

function sceneAt(lastSec: number, priceTicks: number, more: Partial<CameraScene> = {}): CameraScene {
  return {
    extent: { firstSec: START_SEC, lastSec, lowTicks: 600_000, highTicks: 620_000 },
    lastPriceTicks: priceTicks,
    columnSec: 1,
    ticksPerRow: 1,
    timeframeSec: 1,
    firstSpanSec: 300,
    leastRowTicks: 1,
    plotWidthCssPx: 1280,
    pool: null,
    ...more,
  };
}

function pool(firstColumn: number, highTicks: readonly number[], complete = true, columnSec = 1): PoolMirror {
  const mirror = new PoolMirror({ columnSec, ticksPerRow: 1, content: "volume" });
  mirror.apply({
    reset: true,
    firstColumn,
    columnCount: highTicks.length,
    cellCount: 0,
    columnStart: 0,
    headers: Int32Array.from(highTicks.flatMap(() => [0, 0, 1, 1])),
    candles: Int32Array.from(highTicks.flatMap((high) => [high, high, high - 100, high])),
    cellStart: 0,
    cells: new Uint32Array(0),
    complete,
  });
  return mirror;
}

function following(lastSec = START_SEC + 1000): { readonly camera: ChartCamera; readonly follows: boolean[] } {
  const follows: boolean[] = [];
  const camera = new ChartCamera((follow) => follows.push(follow));
  camera.keepUp(sceneAt(lastSec, 610_000, { pool: pool(START_SEC, Array.from({ length: 1000 }, () => 610_050)) }));
  return { camera, follows };
}

describe("the camera", () => {
  it("has no window before there are data, then the newest five minutes with the price fitted", () => {
    const camera = new ChartCamera(() => {});
    expect(camera.keepUp(sceneAt(START_SEC, 1, { lastPriceTicks: null }))).toBe(false);
    expect(camera.view).toBeNull();
    const { camera: shown } = following();
    expect(shown.view).toMatchObject({ fromSec: START_SEC + 1024 - 300, toSec: START_SEC + 1024 });
    expect(((shown.view?.lowTicks ?? 0) + (shown.view?.highTicks ?? 0)) / 2).toBe(610_000);
  });

  it("follows by whole columns and leaves price alone inside the band", () => {
    const { camera } = following();
    const before = camera.view;
    camera.keepUp(sceneAt(START_SEC + 1003, 610_010));
    expect(camera.view).toEqual({ ...before, fromSec: (before?.fromSec ?? 0) + 3, toSec: (before?.toSec ?? 0) + 3 });
    camera.keepUp(sceneAt(START_SEC + 1003, 610_200));
    expect(((camera.view?.lowTicks ?? 0) + (camera.view?.highTicks ?? 0)) / 2).toBe(610_200);
  });

  it("stays where a hand or a pause holds it, then catches up with the margin it was left with", () => {
    const { camera } = following();
    const margin = (camera.view?.toSec ?? 0) - (START_SEC + 1000);
    camera.hold(true);
    expect(camera.keepUp(sceneAt(START_SEC + 1005, 610_000))).toBe(false);
    camera.hold(false);
    camera.pause(true);
    expect(camera.keepUp(sceneAt(START_SEC + 1008, 610_000))).toBe(false);
    camera.pause(false);
    expect(camera.keepUp(sceneAt(START_SEC + 1009, 610_000))).toBe(true);
    expect((camera.view?.toSec ?? 0) - (START_SEC + 1009)).toBe(margin);
  });

  it("stops following when the live edge leaves the screen, and says so once", () => {
    const { camera, follows } = following();
    const scene = sceneAt(START_SEC + 1000, 610_000);
    camera.panBy(-0.05, 0, scene);
    expect(camera.follow).toBe(true);
    camera.panBy(-0.9, 0, scene);
    camera.panBy(-0.1, 0, scene);
    expect(camera.follow).toBe(false);
    expect(follows).toEqual([false]);
    const before = camera.view;
    camera.keepUp(sceneAt(START_SEC + 1100, 610_000));
    expect(camera.view).toEqual(before);
    camera.setFollow(true, sceneAt(START_SEC + 1100, 610_000));
    expect(camera.view?.toSec).toBe(START_SEC + 1100 + 24);
  });

  it("keeps the right edge when the timeframe changes and follows on", () => {
    const { camera } = following();
    camera.changeTimeframe(sceneAt(START_SEC + 1000, 610_000, { timeframeSec: 60 }));
    expect((camera.view?.toSec ?? 0) - (camera.view?.fromSec ?? 0)).toBe(960);
    expect(camera.view?.toSec).toBeGreaterThan(START_SEC + 1000);
    expect(camera.follow).toBe(true);
  });

  it("keeps a window for each symbol", () => {
    const { camera } = following();
    camera.changeSymbol("", "A");
    camera.keepUp(sceneAt(START_SEC + 500, 100));
    camera.panBy(-0.95, 0, sceneAt(START_SEC + 500, 100));
    const left = camera.view;
    camera.changeSymbol("A", "B");
    expect(camera.view).toBeNull();
    camera.keepUp(sceneAt(START_SEC + 800, 7000));
    expect(camera.view?.toSec).toBe(START_SEC + 824);
    camera.changeSymbol("B", "A");
    expect(camera.view).toEqual(left);
    expect(camera.follow).toBe(false);
  });

  it("goes from the newest gap to the older ones and round", () => {
    const { camera } = following();
    const gaps = Float64Array.of(START_SEC + 10, START_SEC + 20, START_SEC + 700, START_SEC + 701);
    const middles = [0, 0, 0].map(() => {
      camera.showNextGap(gaps);
      return ((camera.view?.fromSec ?? 0) + (camera.view?.toSec ?? 0)) / 2 - START_SEC;
    });
    expect(middles).toEqual([700.5, 15, 700.5]);
    expect(camera.follow).toBe(false);
  });

  it("goes on fitting prices until the columns on the screen are packed, and no longer", () => {
    const { camera } = following();
    const scene = sceneAt(START_SEC + 1000, 610_000);
    camera.fitPrice();
    camera.keepUp({ ...scene, pool: pool(START_SEC + 900, Array.from({ length: 100 }, () => 611_000), false) });
    expect(camera.view?.highTicks).toBeGreaterThan(611_000);
    camera.keepUp({ ...scene, pool: pool(START_SEC, Array.from({ length: 1000 }, () => 612_000)) });
    expect(camera.view?.highTicks).toBeGreaterThan(612_000);
    const fitted = camera.view;
    camera.keepUp({ ...scene, lastPriceTicks: 611_950, pool: pool(START_SEC, Array.from({ length: 1000 }, () => 613_000)) });
    expect(camera.view).toEqual(fitted);
  });

  it("does not take the columns of a longer timeframe for those of this one", () => {
    const { camera } = following();
    const scene = sceneAt(START_SEC + 1000, 610_000);
    camera.fitPrice();
    camera.keepUp({ ...scene, pool: pool(Math.floor(START_SEC / 3600), [620_000], true, 3600) });
    expect(camera.isFitting).toBe(true);
    camera.keepUp({ ...scene, pool: pool(START_SEC, Array.from({ length: 1000 }, () => 610_050)) });
    expect(camera.isFitting).toBe(false);
    expect(camera.view?.highTicks).toBeLessThan(610_100);
  });

  it("is content with longer columns where history is too long for others", () => {
    const { camera } = following();
    const scene = sceneAt(START_SEC + POOL_COLUMN_BUDGET + 1000, 610_000);
    camera.fitPrice();
    camera.keepUp({ ...scene, pool: pool(START_SEC / 2, [610_050], true, 2) });
    expect(camera.isFitting).toBe(false);
  });
});
