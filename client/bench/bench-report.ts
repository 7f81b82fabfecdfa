import type { BenchSettings } from "./bench-settings.ts";
import type { Phase, PhaseResult } from "./camera-script.ts";
import { joinCharts } from "./join-charts.ts";
import { countLateFrames, countLongFrames } from "./late-frames.ts";

/** One movement of the camera over all charts of a run. */
export interface MovementRow {
  readonly movement: Phase;
  /** Frames that the charts drew. */
  readonly drawn: number;
  /** Of the browser, on average. */
  readonly framesPerSec: number;
  /** Between the browser's frames. */
  readonly gapMs: { readonly p50: number; readonly p95: number; readonly p99: number; readonly most: number };
  /** Frames after which the browser had left one out, and those of more than 50 ms. */
  readonly lateFrames: number;
  readonly longFrames: number;
  /** From the start to the end of a chart's frame, of the chart that took longest. */
  readonly scriptMs: { readonly p50: number; readonly p95: number; readonly p99: number };
  readonly uploadedBytesPerFrame: number;
  readonly textureUploadsPerFrame: number;
  /** Of the last frame, of all charts. */
  readonly drawCalls: number;
  /** Used JavaScript heap at the end, where the browser tells. */
  readonly heapBytes: number | null;
  /** Every gap, for a histogram; tenths of a millisecond. */
  readonly gapsMs: readonly number[];
}

/** How one chart began. */
export interface ChartStart {
  readonly renderer: string;
  readonly rendererReason: string;
  /** From the page's opening until all of history was held. */
  readonly historyMs: number;
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Where a run took place. */
export interface BenchMachine {
  readonly browser: string;
  readonly platform: string;
  readonly cores: number;
  /** As the browser tells it, rounded; null where it does not. */
  readonly memoryGiB: number | null;
  readonly screen: string;
  readonly pixelRatio: number;
  readonly gpu: string;
}

/** A run as a file. */
export interface BenchReport {
  readonly product: "Flowglass";
  readonly commit: string;
  readonly date: string;
  /** An address that asks for the same run. */
  readonly link: string;
  readonly settings: BenchSettings;
  readonly seed: number;
  readonly machine: BenchMachine;
  readonly charts: readonly ChartStart[];
  readonly movements: readonly MovementRow[];
}

/** Sums up what the charts of a run did during one movement. @param results one for each chart, at least one. */
export function movementRow(results: readonly PhaseResult[]): MovementRow {
  const { phase, drawn, gapsMs, scriptMs, uploadedBytes, textureUploads, drawCalls, heapBytes } = joinCharts(results);
  const sorted = gapsMs.toSorted((a, b) => a - b);
  const perFrame = (count: number): number => (drawn === 0 ? 0 : count / drawn);
  return {
    movement: phase,
    drawn,
    framesPerSec: (1000 * gapsMs.length) / gapsMs.reduce((sum, gapMs) => sum + gapMs, 0),
    gapMs: { p50: rankOf(sorted, 0.5), p95: rankOf(sorted, 0.95), p99: rankOf(sorted, 0.99), most: rankOf(sorted, 1) },
    lateFrames: countLateFrames(gapsMs),
    longFrames: countLongFrames(gapsMs),
    scriptMs: { p50: scriptMs.p50, p95: scriptMs.p95, p99: scriptMs.p99 },
    uploadedBytesPerFrame: perFrame(uploadedBytes),
    textureUploadsPerFrame: perFrame(textureUploads),
    drawCalls,
    heapBytes,
    gapsMs: gapsMs.map((gap) => Math.round(gap * 10) / 10),
  };
}

function rankOf(sorted: readonly number[], share: number): number {
  return sorted.length === 0 ? 0 : sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)];
}
