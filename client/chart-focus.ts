import { floorDiv } from "../core/market/floor-div.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { MicroFootprintFocus } from "./app/chart-snapshot.ts";
import type { ChartCamera } from "./chart-camera.ts";
import type { Crosshair } from "./chart-crosshair.ts";
import type { ChartFeed } from "./chart-feed.ts";
import type { ChartScene } from "./scene/chart-scene.ts";
import type { ChoicesStore } from "./state/choices-store.ts";

/** What one looks at. */
export interface FocusedChart {
  readonly choices: ChoicesStore;
  readonly camera: ChartCamera;
  readonly crosshair: Crosshair;
  readonly feed: ChartFeed;
  readonly detail: LevelOfDetail;
  readonly scene: ChartScene | null;
}

/**
 * The seconds that a close look is for. The chosen bar before the pointer: what was clicked is held while the pointer moves on.
 * @param key the cells that are read.
 */
export function focusOf(chart: FocusedChart, key: PoolKey): MicroFootprintFocus {
  const { selectedBarSec } = chart.choices.getState();
  const lengthSec = chart.detail.exactKey.columnSec;
  if (selectedBarSec !== null) return { kind: "bar", sec: floorDiv(selectedBarSec, lengthSec) * lengthSec, lengthSec };
  const sec = secUnderPointer(chart, key);
  return sec === null ? { kind: "live" } : { kind: "pointer", sec };
}

function secUnderPointer({ camera, scene, crosshair, feed }: FocusedChart, key: PoolKey): number | null {
  if (camera.view === null || scene === null) return null;
  const startSec = crosshair.cell(camera.view, scene.layout(), key)?.startSec ?? null;
  const { lastSec } = feed.status;
  return startSec === null || lastSec === null || startSec >= lastSec ? null : startSec;
}
