import { type BarView, lowerBoundBar } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import { barSlices } from "./bar-slices.ts";
import type { StudyContext } from "./study-context.ts";

/** What every event has. */
export interface StudyEvent {
  /** The second it is stamped with. */
  readonly timeSec: number;
  /** The second in which it became known. */
  readonly confirmedSec: number;
  readonly reliable: boolean;
  readonly evidence: object;
}

/** A study that finds events. */
export interface EventFold<Event> {
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: Event[]): void;
  /** Completes the last bar of studies of longer bars. */
  closeThrough?(sec: number, gaps: Gaps, events: Event[]): void;
}

/**
 * Folds the bars from the first one on, in turns, and gives the events stamped within what is shown, ascending by time, then price. From the first one on,
 * because what is found now depends on what was found just before, without a bound.
 * @param confirmedWithinSec the longest time from an event's second to the end of the second in which it becomes known.
 */
export async function collectEvents<Event extends StudyEvent>(
  context: StudyContext,
  fold: EventFold<Event>,
  confirmedWithinSec: number,
  priceOf: (event: Event) => number,
): Promise<Event[]> {
  const { bars, gaps, shown, turns, closedThroughSec } = context;
  const shownEvents: Event[] = [];
  const found: Event[] = [];
  const keepShown = (): void => {
    for (const event of found) if (event.timeSec >= shown.startSec && event.timeSec < shown.endSec) shownEvents.push(event);
    found.length = 0;
  };
  if (shown.startSec >= shown.endSec) return shownEvents;
  for await (const slice of barSlices(bars, 0, lowerBoundBar(bars, shown.endSec + confirmedWithinSec), turns)) {
    fold.append(bars, slice.from, slice.to, gaps, found);
    keepShown();
  }
  fold.closeThrough?.(closedThroughSec, gaps, found);
  keepShown();
  return shownEvents.sort((a, b) => a.timeSec - b.timeSec || priceOf(a) - priceOf(b));
}
