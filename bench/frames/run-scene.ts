import type {} from "../../client/automation.ts";
import type { Browser, Page } from "@playwright/test";
import { PHASES, type Phase, type PhaseRequest, type PhaseResult, runPhase } from "../../client/bench/camera-script.ts";
import { joinCharts } from "../../client/bench/join-charts.ts";
import { median } from "../measure/statistics.ts";
import { type BareFrames, BarePage } from "./bare-frames.ts";
import { drawLeast, type LeastFrames } from "./least-frames.ts";
import { measureStill, type StillResult } from "./measure-still.ts";
import { middleRound } from "./middle-round.ts";
import { type OpenWindows, withWindows } from "./open-windows.ts";
import { isPlain, type SceneSetup } from "./scene-setup.ts";

/** What one setup cost. */
export interface SceneResult extends SceneSetup, StillResult {
  /** From the first window's navigation to its first whole picture of the newest bars, and to all of history in its worker. */
  readonly firstPictureMs: number;
  readonly allHistoryMs: number;
  /** Movements while the market trades, all windows at once; where there is a bare page, those that are judged are the middle of {@link ROUNDS}. */
  readonly phases: Readonly<Record<Phase, PhaseResult>>;
  /** Frames of a bare page whose script takes as long as that of a panned frame, after each pan; the middle of the rounds. Null where there is more to it than one window's script. */
  readonly bare: BareFrames | null;
  /** The least that any picture costs in this setup; null where there is a bare page. */
  readonly least: LeastFrames | null;
}

export interface SceneEffort {
  readonly phaseMs: number;
  /** Of each movement over still data in a plain setup; a third of them in the others, of which no counter is judged. */
  readonly stillFrames: number;
  readonly seed: number;
}

/** A movement that is not measured, while the market begins to trade: code that runs for the first time is slow. */
const WARM_UP: PhaseRequest = { phase: "pan", durationMs: 1000 };
export const ROUNDS = 3;
const REPEATED: readonly Phase[] = ["live", "pan", "far"];

/** Opens the real page and runs the scripted camera: while the market trades, in all windows, for the times, then on data that stand still, in the first window, for what can be counted. */
export async function runScene(browser: Browser, setup: SceneSetup, { phaseMs, stillFrames, seed }: SceneEffort): Promise<SceneResult> {
  return withWindows(browser, setup, seed, async (windows) => {
    const { pages, server, firstPictureMs, allHistoryMs } = windows;
    server.goLive();
    await Promise.all(pages.map((page) => page.evaluate(runPhase, WARM_UP)));
    const hasBare = isPlain(setup) && setup.renderer === "canvas";
    const barePage = hasBare ? await BarePage.open(browser, setup.display) : null;
    const { phases, bare } = await runRounds(windows, barePage, phaseMs);
    await barePage?.close();
    server.rest();
    await Promise.all(pages.map(whenIdle));
    const least = hasBare ? null : await drawLeast(browser, setup, phaseMs);
    const still = await measureStill(pages[0], isPlain(setup) ? stillFrames : Math.ceil(stillFrames / 3));
    return { ...setup, ...still, firstPictureMs, allHistoryMs, phases, bare, least };
  });
}

async function runRounds({ pages, server }: OpenWindows, barePage: BarePage | null, phaseMs: number): Promise<Pick<SceneResult, "phases" | "bare">> {
  const made: Record<Phase, PhaseResult[]> = { live: [], pan: [], sweep: [], far: [] };
  const bare: BareFrames[] = [];
  const rounds = barePage === null ? 1 : ROUNDS;
  for (let round = 0; round < rounds; round++) {
    for (const phase of round === 0 ? PHASES : REPEATED) {
      const asked = { phase, durationMs: phaseMs };
      const moved = joinCharts(await Promise.all(pages.map((page) => page.evaluate(runPhase, asked))));
      made[phase].push(moved);
      if (phase !== "pan" || barePage === null) continue;
      server.rest();
      await Promise.all(pages.map(whenIdle));
      bare.push(await barePage.draw(moved.scriptMs.p50, phaseMs));
      server.goLive();
    }
  }
  const phases = { live: middleRound(made.live), pan: middleRound(made.pan), sweep: middleRound(made.sweep), far: middleRound(made.far) };
  return { phases, bare: bare.length === 0 ? null : { ...middleRound(bare), copyMs: median(bare.map(({ copyMs }) => copyMs)), copies: median(bare.map(({ copies }) => copies)) } };
}

function whenIdle(page: Page): Promise<void> {
  return page.evaluate(() => window.flowglass.whenIdle());
}
