import { median, percentile } from "./frames/statistics.ts";

/** Milliseconds of `rounds` runs after a few to warm up. */
export function timeRuns(rounds: number, run: (round: number) => void, warmUps = 3): number[] {
  const times: number[] = [];
  for (let round = -warmUps; round < rounds; round++) {
    const startMs = performance.now();
    run(round + warmUps);
    if (round >= 0) times.push(performance.now() - startMs);
  }
  return times;
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
    console.log(`${"".padEnd(56)}${"median".padStart(10)}${"p95".padStart(10)}${"ratio".padStart(9)}${"at most".padStart(9)}`);
    console.log(line(baselineName, baselineTimesMs, "", ""));
  }

  add(name: string, timesMs: readonly number[], mostRatio: number | null = null): void {
    const ratio = median(timesMs) / this.#baselineMs;
    const breached = mostRatio !== null && ratio > mostRatio;
    if (breached) this.#breaches++;
    console.log(line(name, timesMs, `${ratio.toFixed(2)}x`, mostRatio === null ? "" : `${mostRatio}x`) + (breached ? "  BREACHED" : ""));
  }

  finish(): void {
    if (this.#breaches > 0) process.exitCode = 1;
  }
}

function line(name: string, timesMs: readonly number[], ratio: string, most: string): string {
  const ms = (value: number): string => `${value.toFixed(3)} ms`.padStart(12);
  return `${name.padEnd(54)}${ms(median(timesMs))}${ms(percentile(timesMs, 0.95))}${ratio.padStart(7)}${most.padStart(9)}`;
}
