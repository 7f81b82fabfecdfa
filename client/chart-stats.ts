import type { PoolKey } from "../core/view/cell-pool.ts";
import type { Percentiles } from "../core/view/frame-statistics.ts";
import type { EngineCosts, StreamStatus } from "../protocol/worker-api.ts";
import { bytesText, countText, msText } from "./chart-text.ts";
import type { HudLine } from "./app/chart-snapshot.ts";
import type { RendererKind, SceneCosts } from "./scene/scene-state.ts";

/** Everything the HUD shows, as plain data. Times in milliseconds; counters are sums since the page was opened unless they say otherwise. */
export interface ChartStats {
  readonly symbol: string;
  readonly connection: StreamStatus["connection"];
  readonly renderer: RendererKind;
  /** Why this renderer draws. */
  readonly rendererReason: string;
  /** Frames drawn since the start and in the last second. A chart at rest draws none. */
  readonly frames: number;
  readonly fps: number;
  /** Between consecutive frames of a run, at most 600 of them. */
  readonly frameGapMs: Percentiles;
  /** Script time of a frame. */
  readonly scriptMs: Percentiles;
  readonly uploadedBytes: number;
  readonly textureUploads: number;
  /** Of the last frame alone: on the CPU, regions put on the screen. */
  readonly drawCalls: number;
  readonly contextLosses: number;
  /** Level of detail that is drawn, and cells in it; null before the first data. */
  readonly pool: PoolKey | null;
  readonly cells: number;
  readonly bars: number;
  readonly barsExpected: number;
  readonly levels: number;
  readonly trades: number;
  readonly gaps: number;
  /** From a message's arrival at the socket to the end of the frame that drew it. */
  readonly socketToPixelMs: Percentiles;
  readonly decodeMs: number;
  readonly poolBuildMs: number;
  readonly framesReceived: number;
  readonly bytesReceived: number;
  readonly resumes: number;
  /** Why the rest of the history comes over the socket and not over HTTP, a sentence; "" while it does not. */
  readonly historyProblem: string;
  /** Used JavaScript heap of the window where the browser tells, else null. */
  readonly heapBytes: number | null;
}

/** What stats are made of. */
export interface StatsSource {
  readonly symbol: string;
  readonly status: StreamStatus;
  readonly scene: SceneCosts;
  readonly engine: EngineCosts | null;
  readonly pool: PoolKey | null;
  readonly socketToPixelMs: Percentiles;
}

const NO_TIMES: Percentiles = { p50: 0, p95: 0, p99: 0, count: 0 };

/** The costs before there is a scene. */
export const NO_SCENE_COSTS: SceneCosts = {
  renderer: "canvas",
  rendererReason: "not started",
  frames: 0,
  framesPerSec: 0,
  frameGapMs: NO_TIMES,
  frameScriptMs: NO_TIMES,
  recentScriptMs: NO_TIMES,
  scriptMs: 0,
  uploadedBytes: 0,
  textureUploads: 0,
  drawCalls: 0,
  cellsInPool: 0,
  contextLosses: 0,
};

/** Gathers the stats of this moment. */
export function readStats({ symbol, status, scene, engine, pool, socketToPixelMs }: StatsSource): ChartStats {
  return {
    symbol,
    connection: status.connection,
    renderer: scene.renderer,
    rendererReason: scene.rendererReason,
    frames: scene.frames,
    fps: scene.framesPerSec,
    frameGapMs: scene.frameGapMs,
    scriptMs: scene.frameScriptMs,
    uploadedBytes: scene.uploadedBytes,
    textureUploads: scene.textureUploads,
    drawCalls: scene.drawCalls,
    contextLosses: scene.contextLosses,
    pool: pool === null ? null : { columnSec: pool.columnSec, ticksPerRow: pool.ticksPerRow, content: pool.content },
    cells: scene.cellsInPool,
    bars: status.bars,
    barsExpected: status.barsExpected,
    levels: status.levels,
    trades: status.trades,
    gaps: status.gaps.length / 2,
    socketToPixelMs,
    decodeMs: engine?.decodeMs ?? 0,
    poolBuildMs: engine?.poolBuildMs ?? 0,
    framesReceived: engine?.framesReceived ?? 0,
    bytesReceived: engine?.bytesReceived ?? 0,
    resumes: engine?.resumes ?? 0,
    historyProblem: engine?.historyProblem ?? "",
    heapBytes: heapBytes(),
  };
}

/** The HUD's lines. */
export function hudLines(stats: ChartStats): readonly HudLine[] {
  const { pool } = stats;
  return [
    { label: "frames", value: `${stats.fps} fps · ${countText(stats.frames)}` },
    { label: "gap p50 p95 p99", value: threeMs(stats.frameGapMs) },
    { label: "script p50 p95 p99", value: threeMs(stats.scriptMs) },
    { label: "socket to pixel p50 p95", value: `${stats.socketToPixelMs.p50.toFixed(1)} ${msText(stats.socketToPixelMs.p95)}` },
    { label: "uploads", value: `${countText(stats.textureUploads)} · ${bytesText(stats.uploadedBytes)}` },
    { label: "draw calls", value: countText(stats.drawCalls) },
    { label: "level of detail", value: pool === null ? "–" : `${pool.columnSec} s × ${pool.ticksPerRow} ticks` },
    { label: "cells", value: countText(stats.cells) },
    { label: "bars · levels", value: `${countText(stats.bars)} · ${countText(stats.levels)}` },
    { label: "decode", value: msText(stats.decodeMs) },
    { label: "pool build", value: msText(stats.poolBuildMs) },
    { label: "received", value: `${countText(stats.framesReceived)} · ${bytesText(stats.bytesReceived)}` },
    { label: "resumes", value: countText(stats.resumes) },
    ...(stats.historyProblem === "" ? [] : [{ label: "history", value: stats.historyProblem }]),
    { label: "context losses", value: countText(stats.contextLosses) },
    { label: "heap", value: stats.heapBytes === null ? "not told" : bytesText(stats.heapBytes) },
    { label: "renderer", value: stats.rendererReason },
  ];
}

function threeMs({ p50, p95, p99 }: Percentiles): string {
  return `${p50.toFixed(1)} ${p95.toFixed(1)} ${msText(p99)}`;
}

function heapBytes(): number | null {
  const memory: unknown = "memory" in performance ? performance.memory : null;
  if (typeof memory !== "object" || memory === null || !("usedJSHeapSize" in memory)) return null;
  return typeof memory.usedJSHeapSize === "number" ? memory.usedJSHeapSize : null;
}
