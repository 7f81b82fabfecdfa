import budgets from "../budgets.json" with { type: "json" };
import type { BenchRow, MeasuredRow } from "./bench-result.ts";
import { median, medianDeviation, percentile } from "./statistics.ts";
import { timeInTurns } from "./time-runs.ts";
import { writeResult } from "./write-result.ts";

type Limits = Readonly<Record<string, number>>;

export interface BoundOptions {
  /** Measured steps of each row, unless it says otherwise. */
  readonly rounds?: number;
  /** Runs timed together, of the rows and of the bound alike. */
  readonly batch?: number;
}

/** Rows that are measured against one lower bound. */
export interface BoundGroup {
  /** Measures in turns with the lower bound. A row named in budgets.json under `hot` may cost at most that multiple of it. */
  measure(name: string, run: (round: number) => void, rounds?: number): MeasuredRow;
}

/**
 * A bench of pure hot paths: prints what was measured beside its lower bound, the least any such work must do with the same bytes. {@link finish} writes
 * the result and sets the exit code when a ratio of budgets.json was breached.
 */
export class HotBench {
  readonly #name: string;
  readonly #title: string;
  readonly #limits: Limits;
  readonly #rows: BenchRow[] = [];

  /** @param name that of the file, and of the group of limits in budgets.json. */
  constructor(name: string, title: string) {
    const hot: Readonly<Record<string, Limits>> = budgets.hot;
    this.#name = name;
    this.#title = title;
    this.#limits = hot[name] ?? {};
    console.log(title);
    console.log(`${"".padEnd(62)}${"median".padStart(12)}${"p95".padStart(12)}${"MAD".padStart(12)}${"bound".padStart(12)}${"ratio".padStart(10)}${"at most".padStart(9)}`);
  }

  against(boundName: string, bound: () => void, { rounds = 9, batch = 1 }: BoundOptions = {}): BoundGroup {
    const known = timeInTurns({ rounds, batch }, bound, bound).timesMs;
    this.#add(rowOf(`bare loop: ${boundName}`, known, 1, null));
    return {
      measure: (name, run, ownRounds = rounds) => {
        const { timesMs, boundMs } = timeInTurns({ rounds: ownRounds, batch }, run, bound);
        const boundMedian = median(boundMs);
        return this.#add({ ...rowOf(name, timesMs, median(timesMs) / boundMedian, this.#limits[name] ?? null), bound: boundMedian });
      },
    };
  }

  /** @throws Error when budgets.json limits a row that was not measured. */
  finish(): void {
    const unmeasured = Object.keys(this.#limits).filter((name) => !this.#rows.some((row) => row.name === name));
    if (unmeasured.length > 0) throw new Error(`budgets.json limits what ${this.#name} does not measure: ${unmeasured.join("; ")}`);
    writeResult({ name: this.#name, title: this.#title, rows: this.#rows });
    const breached = this.#rows.filter(isBreached).length;
    console.log(`Ratios are to the bare loop as it was timed between the steps of the row. ${breached === 0 ? "All limits hold." : `Limits breached: ${breached}.`}`);
    if (breached > 0) process.exitCode = 1;
  }

  #add(row: MeasuredRow): MeasuredRow {
    this.#rows.push(row);
    console.log(lineOf(row));
    return row;
  }
}

function rowOf(name: string, timesMs: readonly number[], ratio: number, target: number | null): MeasuredRow {
  return { name, median: median(timesMs), p95: percentile(timesMs, 0.95), mad: medianDeviation(timesMs), unit: "ms", ratio, target };
}

function isBreached({ ratio, target }: BenchRow): boolean {
  return ratio !== null && target !== null && ratio > target;
}

function lineOf(row: BenchRow): string {
  const ms = (value: number | null): string => (value === null ? "" : `${value.toFixed(value < 0.01 ? 5 : 3)} ms`).padStart(12);
  const ratio = row.ratio ?? Number.NaN;
  const limit = row.target === null ? "" : `${row.target}x`;
  return `${row.name.padEnd(62)}${ms(row.median)}${ms(row.p95)}${ms(row.mad)}${ms(row.bound ?? null)}${`${ratio.toFixed(ratio < 0.1 ? 4 : 2)}x`.padStart(10)}${limit.padStart(9)}${isBreached(row) ? "  BREACHED" : ""}`;
}
