import type { Browser } from "@playwright/test";
import { PHASES, type Phase, type PhaseRequest, type PhaseResult, runPhase } from "../../client/bench/camera-script.ts";
import { joinCharts } from "../../client/bench/join-charts.ts";
import { type BareFrames, measureBareFrames } from "./bare-frames.ts";
import { measureStill, type StillResult } from "./measure-still.ts";
import { withWindows } from "./open-windows.ts";
import { isPlain, type SceneSetup } from "./scene-setup.ts";

/** What one setup cost. */
export interface SceneResult extends SceneSetup, StillResult {
  /** From the first window's navigation to its first whole picture of the newest bars, and to all of history in its worker. */
  readonly firstPictureMs: number;
  readonly allHistoryMs: number;
  /** Movements while the market trades, all windows at once. */
  readonly phases: Readonly<Record<Phase, PhaseResult>>;
  /** Frames of a bare page whose script takes as long as that of a panned frame, right after it. Null where there is more to it than one window's script. */
  readonly bare: BareFrames | null;
}

export interface SceneEffort {
  readonly phaseMs: number;
  readonly stillFrames: number;
  readonly seed: number;
}

/** A movement that is not measured, while the market begins to trade: code that runs for the first time is slow. */
const WARM_UP: PhaseRequest = { phase: "pan", durationMs: 1000 };

/** Opens the real page and runs the scripted camera: on still data first, in the first window, for what can be counted, then live in all windows for the times. */
export async function runScene(browser: Browser, setup: SceneSetup, { phaseMs, stillFrames, seed }: SceneEffort): Promise<SceneResult> {
  const result = await withWindows(browser, setup, seed, async ({ pages, server, firstPictureMs, allHistoryMs }) => {
    const still = await measureStill(pages[0], stillFrames, isPlain(setup));
    server.goLive();
    await Promise.all(pages.map((page) => page.evaluate(runPhase, WARM_UP)));
    const phases = {} as Record<Phase, PhaseResult>;
    for (const phase of PHASES) {
      const asked = { phase, durationMs: phaseMs };
      phases[phase] = joinCharts(await Promise.all(pages.map((page) => page.evaluate(runPhase, asked))));
    }
    return { ...setup, ...still, firstPictureMs, allHistoryMs, phases };
  });
  const hasBare = isPlain(setup) && setup.renderer === "canvas";
  return { ...result, bare: hasBare ? await measureBareFrames(browser, setup.display, result.phases.pan.scriptMs.p50, phaseMs) : null };
}
