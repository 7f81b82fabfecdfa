import type { Series } from "../../core/orderflow/fold/series.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";

/** What had been told of a study when a gap turned out to lie among the bars it was folded from. */
export interface ToldResults {
  readonly tables: readonly Series<string>[];
  /** [tables] rows that were final. */
  readonly finalRows: readonly number[];
  /** The seq of the first bar that was not in it. */
  readonly nextSeq: number;
  /** Every second below it was. */
  readonly throughSec: number;
}

/**
 * The events that were told, each as it was; those that the bars without the gap would not give again are no longer reliable.
 * @param again the events of the same bars, the gap being known.
 */
export function keepEvents(told: readonly OrderFlowEvent[], again: readonly OrderFlowEvent[]): OrderFlowEvent[] {
  const found = new Map(again.map((event) => [essenceOf(event), event.reliable]));
  return told.map((event) => (event.reliable && found.get(essenceOf(event)) !== true ? { ...event, reliable: false } : event));
}

/**
 * Puts the rows that were told in place of those that the same bars give now that the gap is known; a row that is not among these is no longer reliable.
 * @param series the rows of the same bars, the gap being known.
 */
export function keepRows(series: Series<string>, told: Series<string>, toldRows: number): void {
  const values = series.fields.filter((field) => field !== "reliable");
  const reliable = new Float64Array(toldRows);
  const { timeSec } = series.columns;
  let first = 0;
  for (let row = 0; row < toldRows; row++) {
    while (first < series.length && timeSec[first] < told.columns["timeSec"][row]) first++;
    const same = findSame(series, first, told, row, values);
    reliable[row] = same < 0 ? 0 : Math.min(told.columns["reliable"][row], series.columns["reliable"][same]);
  }
  series.truncate(0);
  while (series.length < toldRows) series.add();
  for (const field of values) series.columns[field].set(told.columns[field].subarray(0, toldRows));
  series.columns["reliable"].set(reliable);
}

/** The row with the same values among those of one time, which begin at `first`; -1 when there is none. */
function findSame(series: Series<string>, first: number, told: Series<string>, row: number, values: readonly string[]): number {
  const timeSec = told.columns["timeSec"][row];
  for (let at = first; at < series.length && series.columns["timeSec"][at] === timeSec; at++) {
    if (values.every((field) => Object.is(series.columns[field][at], told.columns[field][row]))) return at;
  }
  return -1;
}

function essenceOf(event: OrderFlowEvent): string {
  return JSON.stringify({ ...event, reliable: null });
}
