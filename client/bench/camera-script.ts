import type { Percentiles } from "../../core/view/frame-statistics.ts";

/** Movements of the scripted camera. */
export const PHASES = ["live", "pan", "sweep", "far"] as const;
/**
 * `live`: follows the live edge. `pan`: back and forth at columns of 8 pixels. `sweep`: out to all of history, at most 1000 times, and back.
 * `far`: back and forth with all of history on the screen.
 */
export type Phase = (typeof PHASES)[number];

export interface PhaseRequest {
  readonly phase: Phase;
  /** A movement to and fro goes as much further as it is longer, so that the camera is as fast whatever the length; but as far as what layers pack ahead, at least. */
  readonly durationMs: number;
  /** Where given, the movement takes so many frames instead, and goes as far as one of ten seconds: the camera then stands at the same places on every machine. */
  readonly frames?: number;
}

/** What one phase cost. */
export interface PhaseResult {
  readonly phase: Phase;
  readonly elapsedMs: number;
  /** Frames that the scene drew. */
  readonly drawn: number;
  /** Milliseconds between the browser's frames, all of them. */
  readonly gapsMs: readonly number[];
  /** Script time of the drawn frames of this phase, at most the last 600. */
  readonly scriptMs: Percentiles;
  readonly uploadedBytes: number;
  readonly textureUploads: number;
  /** Of the last frame. */
  readonly drawCalls: number;
  /** Times that React changed the page; 0 where nobody counts. */
  readonly commits: number;
  readonly heapBytes: number | null;
}

/** The window on the map: times in epoch milliseconds, prices in the instrument's unit. */
export interface MovedView {
  readonly from: number;
  readonly to: number;
  readonly low: number;
  readonly high: number;
}

/** What a moved page counts: sums since it was opened, but for the draw calls, which are those of the last frame. */
interface MovedStats {
  readonly renderer: string;
  readonly rendererReason: string;
  readonly frames: number;
  readonly scriptMs: Percentiles;
  readonly uploadedBytes: number;
  readonly textureUploads: number;
  readonly drawCalls: number;
  readonly heapBytes: number | null;
  readonly cells: number;
  readonly bars: number;
  readonly barsExpected: number;
}

/** The part of `window.flowglass` that the bench uses. */
export interface MovedChart {
  stats(): MovedStats;
  view(): MovedView | null;
  extent(): MovedView | null;
  setView(view: MovedView): unknown;
  setOptions(options: { readonly follow: boolean }): void;
  whenIdle(): Promise<void>;
  clearMeasurements(): void;
}

/** A page with a chart; `npm run bench:frames` has the changes of it by React counted. */
export interface MovedPage extends Pick<Window, "document" | "innerWidth" | "performance" | "requestAnimationFrame"> {
  readonly flowglass: MovedChart;
  readonly reactCommits?: number;
}

/**
 * Moves the camera of a page once per frame of the browser through `window.flowglass`, as a script of a user's would. It is also sent into pages as text, so
 * it may use nothing but its arguments.
 */
export async function runPhase({ phase, durationMs, frames }: PhaseRequest, page: MovedPage = window): Promise<PhaseResult> {
  const { flowglass, performance } = page;
  const closeColumnPx = 8;
  const reach = frames === undefined ? Math.max(0.4, durationMs / 10_000) : 1;
  const width = page.document.querySelector("canvas")?.clientWidth ?? page.innerWidth;
  const stats = flowglass.stats();
  const none: MovedView = { from: 0, to: 0, low: 0, high: 0 };
  const data = flowglass.extent() ?? none;
  const closeMs = (width / closeColumnPx) * 1000;
  const allMs = Math.min(data.to - data.from, closeMs * 1000);
  const spanMs = phase === "far" ? allMs : closeMs;
  const { low, high } = phase === "live" || phase === "pan" ? (flowglass.view() ?? none) : data;
  flowglass.setView({ from: data.to - spanMs, to: data.to, low, high });
  flowglass.setOptions({ follow: phase === "live" });
  await flowglass.whenIdle();
  flowglass.clearMeasurements();

  const before = flowglass.stats();
  const commitsBefore = page.reactCommits ?? 0;
  const gapsMs: number[] = [];
  const startMs = performance.now();
  let lastMs = startMs;
  await new Promise<void>((resolve) => {
    const step = (nowMs: number): void => {
      gapsMs.push(nowMs - lastMs);
      lastMs = nowMs;
      const share = frames === undefined ? (nowMs - startMs) / durationMs : gapsMs.length / frames;
      if (share >= 1) return resolve();
      const wave = 0.5 - 0.5 * Math.cos(2 * Math.PI * share);
      if (phase === "sweep") {
        const zoomedMs = closeMs * (allMs / closeMs) ** wave;
        flowglass.setView({ from: data.to - zoomedMs, to: data.to, low, high });
      } else if (phase !== "live") {
        const to = data.to - wave * spanMs * (phase === "far" ? 0.2 : 2) * reach;
        flowglass.setView({ from: to - spanMs, to, low, high });
      }
      page.requestAnimationFrame(step);
    };
    page.requestAnimationFrame(step);
  });
  const after = flowglass.stats();
  return {
    phase,
    elapsedMs: lastMs - startMs,
    drawn: after.frames - before.frames,
    gapsMs: gapsMs.slice(1),
    scriptMs: after.scriptMs,
    uploadedBytes: after.uploadedBytes - before.uploadedBytes,
    textureUploads: after.textureUploads - before.textureUploads,
    drawCalls: after.drawCalls,
    commits: (page.reactCommits ?? 0) - commitsBefore,
    heapBytes: stats.heapBytes === null ? null : after.heapBytes,
  };
}
