import { Series } from "../fold/series.ts";

/**
 * One row per imbalance, ascending by time, then price; at one time and price buy precedes sell. `side` is 1 for buy, -1 for sell. `row` is the row of the
 * dominant side; `bidLots` and `askLots` are the two diagonal cells, `ratio` the dominant over the opposite one, `minimumLots` the least volume in force.
 * `stacked` is 1 in a run of enough adjacent rows of the same side.
 */
export type ImbalanceField = "timeSec" | "row" | "side" | "bidLots" | "askLots" | "ratio" | "minimumLots" | "stacked" | "reliable";
export type ImbalanceSeries = Series<ImbalanceField>;

export function createImbalanceSeries(): ImbalanceSeries {
  return new Series(["timeSec", "row", "side", "bidLots", "askLots", "ratio", "minimumLots", "stacked", "reliable"]);
}

/** A run of adjacent rows with imbalances of one side, in one bar. */
export interface ImbalanceRun {
  readonly side: 1 | -1;
  readonly lowRow: number;
  readonly highRow: number;
  /** Its first and last entry of the series; entries of the other side may lie between. */
  readonly firstEntry: number;
  readonly lastEntry: number;
}

const NO_RUNS: readonly ImbalanceRun[] = [];

/** The runs of at least `leastRows` adjacent rows among the entries `from..` of one bar, buys before sells, ascending by price. */
export function imbalanceRuns(series: ImbalanceSeries, from: number, leastRows: number): readonly ImbalanceRun[] {
  if (series.length - from < leastRows) return NO_RUNS;
  const runs: ImbalanceRun[] = [];
  addRuns(runs, series, from, leastRows, 1);
  addRuns(runs, series, from, leastRows, -1);
  return runs;
}

/** Sets `stacked` in the entries `from..` of one bar. */
export function markStacks(series: ImbalanceSeries, from: number, leastRows: number): void {
  const { side: sides, stacked } = series.columns;
  for (const { side, firstEntry, lastEntry } of imbalanceRuns(series, from, leastRows)) {
    for (let entry = firstEntry; entry <= lastEntry; entry++) if (sides[entry] === side) stacked[entry] = 1;
  }
}

function addRuns(runs: ImbalanceRun[], series: ImbalanceSeries, from: number, leastRows: number, side: 1 | -1): void {
  const { length } = series;
  const { row, side: sides } = series.columns;
  let firstEntry = -1;
  let lastEntry = -1;
  for (let entry = from; entry <= length; entry++) {
    if (entry < length && sides[entry] !== side) continue;
    if (entry < length && lastEntry >= 0 && row[entry] === row[lastEntry] + 1) {
      lastEntry = entry;
      continue;
    }
    if (lastEntry >= 0 && row[lastEntry] - row[firstEntry] + 1 >= leastRows) {
      runs.push({ side, lowRow: row[firstEntry], highRow: row[lastEntry], firstEntry, lastEntry });
    }
    firstEntry = lastEntry = entry;
  }
}
