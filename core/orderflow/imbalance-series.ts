import { Series } from "./series.ts";

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
  /** Entries of the series, ascending by row. */
  readonly entries: readonly number[];
}

/** The runs of at least `leastRows` adjacent rows among the entries `from..` of one bar, buys before sells, ascending by price. */
export function imbalanceRuns(series: ImbalanceSeries, from: number, leastRows: number): ImbalanceRun[] {
  if (series.length - from < leastRows) return [];
  return [...runsOfSide(series, from, 1), ...runsOfSide(series, from, -1)].filter(({ entries }) => entries.length >= leastRows);
}

/** Sets `stacked` in the entries `from..` of one bar. */
export function markStacks(series: ImbalanceSeries, from: number, leastRows: number): void {
  for (const { entries } of imbalanceRuns(series, from, leastRows)) {
    for (const entry of entries) series.columns.stacked[entry] = 1;
  }
}

function runsOfSide(series: ImbalanceSeries, from: number, side: 1 | -1): ImbalanceRun[] {
  const { row, side: sides } = series.columns;
  const runs: { side: 1 | -1; lowRow: number; highRow: number; entries: number[] }[] = [];
  for (let entry = from; entry < series.length; entry++) {
    if (sides[entry] !== side) continue;
    const last = runs.at(-1);
    if (last !== undefined && row[entry] === last.highRow + 1) {
      last.highRow = row[entry];
      last.entries.push(entry);
    } else {
      runs.push({ side, lowRow: row[entry], highRow: row[entry], entries: [entry] });
    }
  }
  return runs;
}
