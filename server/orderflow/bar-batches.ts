import { lowerBoundBar } from "../../core/market/bar-view.ts";
import type { TimeframeFold } from "../../core/orderflow/fold/timeframe-fold.ts";
import { floorDiv } from "../../core/market/floor-div.ts";
import type { TableBatch } from "../../protocol/table.ts";
import { barSlices } from "./bar-slices.ts";
import type { StudyContext } from "./study-context.ts";

/** Rows of a study that are shown: entries `from..to-1` of what it wrote last. */
export interface BarRows {
  readonly from: number;
  readonly to: number;
}

/** A study of bars on its way to a table. */
export interface BarStudy<Output> {
  readonly fold: TimeframeFold<Output>;
  readonly output: Output;
  /** Start of the bar of every row written so far, ascending, and how many rows there are. */
  readonly times: (output: Output) => { readonly timeSec: Float64Array; readonly length: number };
  readonly toBatch: (output: Output, rows: BarRows) => TableBatch;
  /** Forgets the rows that were written. */
  readonly clear: (output: Output) => void;
}

/**
 * Folds the seconds from `fromSec` to the end of the last bar shown, in turns, and gives out the rows of the bars shown as they come. The last bar comes as far
 * as its seconds have closed.
 * @param fromSec from where on the study must see everything; the start of a bar.
 */
export async function* barBatches<Output>(context: StudyContext, fromSec: number, study: BarStudy<Output>): AsyncGenerator<TableBatch> {
  const { bars, gaps, shown, timeframeSec } = context;
  const { fold, output } = study;
  const endSec = Math.ceil(shown.endSec / timeframeSec) * timeframeSec;
  const to = lowerBoundBar(bars, endSec);
  for await (const slice of barSlices(bars, lowerBoundBar(bars, fromSec), to, context.turns)) {
    fold.append(bars, slice.from, slice.to, gaps, output);
    if (slice.to === to) fold.writeForming(gaps, output);
    const { timeSec, length } = study.times(output);
    const rows = { from: lowerBound(timeSec, length, shown.startSec), to: lowerBound(timeSec, length, shown.endSec) };
    if (rows.from < rows.to) yield study.toBatch(output, rows);
    study.clear(output);
  }
}

/** Start of the bar of the timeframe that holds a second, or of the next one when `roundUp`. */
export function barStart(context: StudyContext, sec: number, roundUp = false): number {
  const bars = roundUp ? Math.ceil(sec / context.timeframeSec) : floorDiv(sec, context.timeframeSec);
  return bars * context.timeframeSec;
}

/** Start of the first bar shown. */
export function firstShownBarSec(context: StudyContext): number {
  return barStart(context, context.shown.startSec, true);
}

function lowerBound(timeSec: Float64Array, length: number, sec: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeSec[middle] < sec) low = middle + 1;
    else high = middle;
  }
  return low;
}
