import type { Browser, Page } from "@playwright/test";
import { PHASES, type Phase, runPhase } from "../../client/bench/camera-script.ts";
import { countLateFrames, countLongFrames } from "../../client/bench/late-frames.ts";
import { percentile } from "../measure/statistics.ts";
import { type HeapSizes, measureHeap } from "./heap-size.ts";
import { withWindows } from "./open-windows.ts";
import type { SceneSetup } from "./scene-setup.ts";

/** What hours of a live market and a camera that never rests have cost. */
export interface SoakResult extends SceneSetup {
  /** Without the round of movements to warm up. */
  readonly elapsedMs: number;
  readonly drawn: number;
  readonly lateFrames: number;
  readonly longFrames: number;
  readonly gapP50Ms: number;
  readonly gapP95Ms: number;
  readonly longestGapMs: number;
  readonly heapStart: HeapSizes;
  readonly heapEnd: HeapSizes;
  /** Of a window opened after the end, with as much history, after a round of movements: what is beyond that was not given back. */
  readonly heapFresh: HeapSizes;
}

export interface SoakEffort {
  readonly durationMs: number;
  readonly seed: number;
}

/** Longest single movement. */
const MOST_PHASE_MS = 10_000;

/** Moves the camera of one window for a long time, movement after movement, while its market trades. */
export async function runSoak(browser: Browser, setup: SceneSetup, { durationMs, seed }: SoakEffort): Promise<SoakResult> {
  return withWindows(browser, setup, seed, async ({ pages: [page], server, openAnother }) => {
    const phaseMs = Math.min(MOST_PHASE_MS, durationMs / PHASES.length);
    const move = (moved: Page, phase: Phase) => moved.evaluate(runPhase, { phase, durationMs: phaseMs });
    server.goLive();
    for (const phase of PHASES) await move(page, phase);
    const heapStart = await measureHeap(page);
    const gapsMs: number[] = [];
    let drawn = 0;
    let elapsedMs = 0;
    for (let turn = 0; elapsedMs < durationMs; turn++) {
      const moved = await move(page, PHASES[turn % PHASES.length]);
      for (const gapMs of moved.gapsMs) gapsMs.push(gapMs);
      drawn += moved.drawn;
      elapsedMs += moved.elapsedMs;
    }
    const heapEnd = await measureHeap(page);
    const fresh = await openAnother();
    for (const phase of PHASES) await move(fresh, phase);
    const heapFresh = await measureHeap(fresh);
    return {
      ...setup,
      elapsedMs,
      drawn,
      lateFrames: countLateFrames(gapsMs),
      longFrames: countLongFrames(gapsMs),
      gapP50Ms: percentile(gapsMs, 0.5),
      gapP95Ms: percentile(gapsMs, 0.95),
      longestGapMs: percentile(gapsMs, 1),
      heapStart,
      heapEnd,
      heapFresh,
    };
  });
}
