import { median, percentile } from "./frames/statistics.ts";

/** Most runs of a baseline that takes turns. */
const BASELINE_RUNS = 48;

/** Milliseconds of `rounds` runs after a few to warm up. */
export function timeRuns(rounds: number, run: (round: number) => void, warmUps = 3): number[] {
  const times: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const elapsedMs = timeOf(() => run(round));
    if (round >= warmUps) times.push(elapsedMs);
  }
  return times;
}

/** Work and its baseline, timed in turns, so that whatever else the machine does slows both alike. */
export interface TimesInTurns {
  readonly timesMs: readonly number[];
  readonly baselineMs: readonly number[];
}

/** {@link timeRuns} with a baseline between the runs. */
export function timeInTurns(rounds: number, run: (round: number) => void, baseline: () => void, warmUps = 3): TimesInTurns {
  const baselineEvery = Math.max(1, Math.floor(rounds / BASELINE_RUNS));
  const timesMs: number[] = [];
  const baselineMs: number[] = [];
  for (let round = 0; round < warmUps + rounds; round++) {
    const isBaselineTurn = round < warmUps || (round - warmUps) % baselineEvery === 0;
    const baselineElapsedMs = isBaselineTurn ? timeOf(baseline) : 0;
    const elapsedMs = timeOf(() => run(round));
    if (round < warmUps) continue;
    if (isBaselineTurn) baselineMs.push(baselineElapsedMs);
    timesMs.push(elapsedMs);
  }
  return { timesMs, baselineMs };
}

/**
 * Prints what was measured beside a baseline of the same run, and what it may cost at most as a multiple of that baseline. A row without a limit is for
 * information. {@link finish} sets the exit code when a limit was breached.
 */
export class RatioTable {
  readonly #baselineMs: number;
  #breaches = 0;

  constructor(baselineName: string, baselineTimesMs: readonly number[]) {
    this.#baselineMs = median(baselineTimesMs);
    console.log(`${"".padEnd(62)}${"median".padStart(12)}${"p95".padStart(12)}${"ratio".padStart(10)}${"at most".padStart(9)}`);
    console.log(line(baselineName, baselineTimesMs, "", ""));
  }

  /** @param baselineMs times of the baseline that took turns with this row, where there are such. */
  add(name: string, timesMs: readonly number[], mostRatio: number | null = null, baselineMs: readonly number[] | null = null): void {
    const ratio = median(timesMs) / (baselineMs === null ? this.#baselineMs : median(baselineMs));
    const breached = mostRatio !== null && ratio > mostRatio;
    if (breached) this.#breaches++;
    const ratioText = `${ratio.toFixed(ratio < 0.1 ? 4 : 2)}x`;
    console.log(line(name, timesMs, ratioText, mostRatio === null ? "" : `${mostRatio}x`) + (breached ? "  BREACHED" : ""));
  }

  finish(): void {
    if (this.#breaches > 0) process.exitCode = 1;
  }
}

function timeOf(run: () => void): number {
  const startMs = performance.now();
  run();
  return performance.now() - startMs;
}

function line(name: string, timesMs: readonly number[], ratio: string, most: string): string {
  const ms = (value: number): string => `${value.toFixed(3)} ms`.padStart(12);
  return `${name.padEnd(62)}${ms(median(timesMs))}${ms(percentile(timesMs, 0.95))}${ratio.padStart(10)}${most.padStart(9)}`;
}
