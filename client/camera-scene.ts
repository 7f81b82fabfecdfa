import { timeframeSec } from "../core/market/timeframe.ts";
import { type ChartLayout, layoutChart } from "../core/view/chart-layout.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { CameraScene, ChartCamera } from "./chart-camera.ts";
import type { ChartFeed } from "./chart-feed.ts";
import { firstSpanSec } from "./chart-status.ts";
import type { ChoicesStore } from "./state/choices-store.ts";

/** The window before anything is known of the market. */
export const NO_VIEW: Viewport = { fromSec: 0, toSec: 300, lowTicks: 0, highTicks: 400 };
/** The layout before there is a screen. */
export const NO_LAYOUT: ChartLayout = layoutChart(1280, 720, 1);

/** What a camera looks at. */
export interface WatchedChart {
  readonly choices: ChoicesStore;
  readonly feed: ChartFeed;
  /** The level of detail that is wanted for a window. */
  detailFor(view: Viewport, layout: ChartLayout): LevelOfDetail;
}

/** The market and the screen as a camera has to know them. @param pool what is drawn. */
export function cameraSceneOf(chart: WatchedChart, camera: ChartCamera, layout: ChartLayout, pool: PoolMirror | null): CameraScene {
  const { timeframe, rowTicks, firstMinutes } = chart.choices.getState();
  const { status } = chart.feed;
  const detail = chart.detailFor(camera.view ?? NO_VIEW, layout);
  return {
    extent: status,
    lastPriceTicks: status.lastPriceTicks,
    columnSec: detail.pool.columnSec,
    ticksPerRow: detail.pool.ticksPerRow,
    timeframeSec: timeframeSec(timeframe),
    firstSpanSec: firstSpanSec(status, firstMinutes),
    leastRowTicks: rowTicks ?? 1,
    plotWidthCssPx: layout.plot.width / layout.pixelRatio,
    pool,
  };
}
