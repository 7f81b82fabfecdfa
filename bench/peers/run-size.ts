import type { Browser } from "@playwright/test";
import { median } from "../measure/statistics.ts";
import type { GridRequest } from "./page/cell-grid.ts";
import type { SpikeCheck } from "./page/check-spikes.ts";
import type { PlotPx } from "./page/peer-chart.ts";
import type { Peer } from "./peer-list.ts";
import { PeerTab } from "./peer-tab.ts";
import { shuffled } from "./seeded-random.ts";
import { type StepStatistics, summariseSteps } from "./step-statistics.ts";

/** What is measured of every peer. */
export const OPERATIONS = ["first", "append", "pan", "zoom"] as const;
export type OperationName = (typeof OPERATIONS)[number];

/** How much to measure. */
export interface Effort {
  readonly warmUpSteps: number;
  readonly steps: number;
  /** An operation of a peer that has taken this long in all is given no further step: slow peers have fewer. */
  readonly budgetMs: number;
  /** A single call that takes longer ends the peer at this size. */
  readonly timeoutMs: number;
}

/** One operation of one peer at one size. */
export interface OperationResult {
  readonly operation: OperationName;
  /** The first time it was done, before any warm-up, and nothing taken off. */
  readonly coldMs: number | null;
  /** Of the steps after warm-up, the cost of reading a pixel taken off, never less than the clock can tell; of the only steps there were when a step takes longer than the budget. */
  readonly net: StepStatistics | null;
}

export interface PeerResult {
  readonly peer: string;
  readonly kind: Peer["kind"];
  /** Why it could not do the size, or null. */
  readonly failure: string | null;
  /** Median cost of reading one pixel of a finished picture, ms. */
  readonly readMs: number | null;
  /** Resolution of its page's clock, ms: no step counts less. */
  readonly clockMs: number;
  readonly operations: readonly OperationResult[];
  /** What it took in only after its first picture, and before all other steps, ms; null where that was nothing. */
  readonly restMs: number | null;
  readonly spikes: SpikeCheck | null;
}

export interface SizeRequest {
  readonly name: string;
  readonly grid: GridRequest;
}

export interface SizeResult extends SizeRequest {
  readonly peers: readonly PeerResult[];
  readonly gpu: string;
}

/** Measured steps of one operation of one peer. */
interface Track {
  readonly tab: PeerTab;
  readonly name: OperationName | "read";
  readonly timesMs: number[];
  spentMs: number;
}

/**
 * Measures all peers at one size, taking turns: round after round, each round in another random order of peers and operations. First paints are alone, so that
 * the garbage of a chart that was thrown away does not fall into a step; zooming out is last, because it ends a library that cannot do it.
 */
export async function runSize(
  browser: Browser,
  peers: readonly Peer[],
  url: string,
  request: SizeRequest,
  plot: PlotPx,
  effort: Effort,
  random: () => number,
): Promise<SizeResult> {
  const tabs: PeerTab[] = [];
  try {
    for (const peer of peers) {
      const tab = await PeerTab.open(browser, peer, url, plot, effort.timeoutMs);
      tabs.push(tab);
      await tab.prepare(request.grid, plot);
    }
    const gpu = await (tabs.find(({ failure }) => failure === null) ?? tabs[0]).gpu();
    const tracks: Track[] = [];
    const measure = async (phase: readonly Track["name"][]): Promise<void> => {
      const turns = tabs.flatMap((tab) => phase.map((name): Track => ({ tab, name, timesMs: [], spentMs: 0 })));
      tracks.push(...turns);
      await takeTurns(turns, effort, random);
    };
    await measure(["first"]);
    const restMs = new Map<PeerTab, number | null>();
    for (const tab of tabs) restMs.set(tab, await tab.loadRest());
    await measure(["append", "pan", "read"]);
    await measure(["zoom"]);
    if (!browser.isConnected()) throw new Error("The browser ended before the run did.");
    const results: PeerResult[] = [];
    for (const tab of tabs) results.push({ ...summarise(tab, tracks, effort), restMs: restMs.get(tab) ?? null, spikes: await tab.check() });
    return { ...request, peers: results, gpu };
  } finally {
    await Promise.all(tabs.map((tab) => tab.close()));
  }
}

async function takeTurns(tracks: readonly Track[], effort: Effort, random: () => number): Promise<void> {
  for (let round = 0; round < effort.warmUpSteps + effort.steps; round++) {
    for (const track of shuffled(tracks, random)) {
      const { tab, name } = track;
      if (tab.failure !== null || track.spentMs > effort.budgetMs) continue;
      const startMs = performance.now();
      const tookMs = await (name === "first" ? tab.open() : tab.step(name));
      track.spentMs += performance.now() - startMs;
      if (tookMs !== null) track.timesMs.push(tookMs);
    }
  }
}

function summarise(tab: PeerTab, tracks: readonly Track[], effort: Effort): Omit<PeerResult, "restMs" | "spikes"> {
  const timesOf = (name: Track["name"]): readonly number[] => tracks.find((track) => track.tab === tab && track.name === name)?.timesMs ?? [];
  const warm = (timesMs: readonly number[]): readonly number[] => (timesMs.length > effort.warmUpSteps ? timesMs.slice(effort.warmUpSteps) : timesMs.slice(-1));
  const reads = warm(timesOf("read"));
  const readMs = reads.length === 0 ? null : median(reads);
  return {
    peer: tab.peer.name,
    kind: tab.peer.kind,
    failure: tab.failure,
    readMs,
    clockMs: tab.clockMs,
    operations: OPERATIONS.map((operation) => {
      const timesMs = timesOf(operation);
      return { operation, coldMs: timesMs[0] ?? null, net: summariseSteps(warm(timesMs), { baselineMs: readMs ?? 0, floorMs: tab.clockMs }) };
    }),
  };
}
