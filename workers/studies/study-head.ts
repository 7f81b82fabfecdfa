import { type BarView, lowerBoundBar } from "../../core/market/bar-view.ts";
import { floorDiv } from "../../core/market/floor-div.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";
import type { Study } from "./study.ts";

/** How the newest rows of a study can be found without all that lies before them. */
export interface HeadRule {
  readonly timeframeSec: number;
  /** How far before a bar lies what its rows depend on. */
  readonly warmUpSec: number;
}

/** Bars that are told first: more than a screen holds. */
const HEAD_BARS = 2048;
/** A history shorter than so many times that is folded at once. */
const LEAST_TIMES = 4;

/**
 * Folds the newest bars of a long history alone, so that they need not wait for the rest; their rows are those that the whole history gives.
 * @param study a new one.
 * @param closedCount bars that have closed; forming ones follow.
 * @returns the tables, or null where the history is short.
 */
export function foldHead(study: Study, { timeframeSec, warmUpSec }: HeadRule, bars: BarView, closedCount: number, gaps: Gaps): readonly Series<string>[] | null {
  if (closedCount === 0) return null;
  const fromSec = floorDiv(bars.timeSec[closedCount - 1] - HEAD_BARS * timeframeSec, timeframeSec) * timeframeSec;
  const from = lowerBoundBar(bars, fromSec - Math.ceil(warmUpSec / timeframeSec) * timeframeSec);
  if (closedCount < LEAST_TIMES * (closedCount - from)) return null;
  study.append(bars, from, closedCount, gaps);
  study.writeForming(bars, closedCount, gaps);
  for (const table of study.tables) dropBefore(table, fromSec);
  return study.tables;
}

function dropBefore(table: Series<string>, sec: number): void {
  const { timeSec } = table.columns;
  let first = 0;
  while (first < table.length && timeSec[first] < sec) first++;
  for (const field of table.fields) table.columns[field].copyWithin(0, first, table.length);
  table.truncate(table.length - first);
}
