import { type BenchMachine, type BenchReport, type ChartStart, type MovementRow, movementRow } from "./bench-report.ts";
import { benchSearch, type BenchSettings } from "./bench-settings.ts";
import { type MovedPage, PHASES, runPhase } from "./camera-script.ts";
import { openCharts } from "./chart-frames.ts";

interface BenchRun {
  readonly settings: BenchSettings;
  /** Where the charts stand. */
  readonly stage: HTMLElement;
  readonly machine: BenchMachine;
  readonly commit: string;
  /** Aborted: the run ends with the signal's reason. */
  readonly stopped: AbortSignal;
  /** Told a sentence whenever something else begins. */
  readonly onStep: (sentence: string) => void;
}

/** Opens the charts and moves all their cameras at once, one movement after another. */
export async function runBench({ settings, stage, machine, commit, stopped, onStep }: BenchRun): Promise<BenchReport> {
  onStep(`Opening ${settings.charts === 1 ? "a chart" : `${settings.charts} charts`} with ${settings.cells.toLocaleString("en")} cells`);
  const pages = await openCharts(stage, settings, stopped);
  await Promise.all(pages.map((page) => page.flowglass.whenIdle()));
  const charts = pages.map(startOf);
  const movements: MovementRow[] = [];
  for (const [index, phase] of PHASES.entries()) {
    onStep(`Movement ${index + 1} of ${PHASES.length}: ${phase}`);
    const moving = Promise.all(pages.map((page) => runPhase({ phase, durationMs: settings.movementSec * 1000 }, page)));
    movements.push(movementRow(await orStopped(moving, stopped)));
  }
  return {
    product: "Flowglass",
    commit,
    date: new Date().toISOString(),
    link: new URL(benchSearch(settings), window.location.href).href,
    settings,
    seed: settings.seed,
    machine,
    charts,
    movements,
  };
}

function startOf(page: MovedPage): ChartStart {
  const { renderer, rendererReason } = page.flowglass.stats();
  const canvas = page.document.querySelector("canvas");
  return { renderer, rendererReason, historyMs: Math.round(page.performance.now()), widthPx: canvas?.width ?? 0, heightPx: canvas?.height ?? 0 };
}

/** A frame that is taken away moves no more: its movement would never end. */
function orStopped<Result>(work: Promise<Result>, stopped: AbortSignal): Promise<Result> {
  return new Promise((resolve, reject) => {
    const stop = (): void => reject(stopped.reason instanceof Error ? stopped.reason : new Error("stopped"));
    stopped.addEventListener("abort", stop, { once: true });
    work.then(resolve, reject).finally(() => stopped.removeEventListener("abort", stop));
  });
}
