import type { StudyAnswer } from "./answer/study-answer.ts";
import { evidenceJson } from "./answer/evidence-json.ts";
import { collectEvents, type EventFold, type StudyEvent } from "./collect-events.ts";
import type { StudyContext } from "./study-context.ts";

/** How the events of a study become rows. Every row has its time, whether it is reliable, and its evidence besides. */
export interface EventRows<Event> {
  readonly fold: EventFold<Event>;
  /** The longest time from an event's second to the end of the second in which it becomes known. */
  readonly confirmedWithinSec: number;
  /** By which events of one time ascend. */
  readonly priceOf: (event: Event) => number;
  /** By column: prices in ticks, volumes in lots, times in epoch seconds. */
  readonly numbers: Readonly<Record<string, (event: Event) => number>>;
  readonly texts: Readonly<Record<string, (event: Event) => string>>;
}

/** Rows made at a time: a few milliseconds. */
const BATCH_EVENTS = 100;

/** The events shown, collected when the first row is taken, in turns. */
export function eventAnswer<Event extends StudyEvent>(context: StudyContext, rows: EventRows<Event>): StudyAnswer {
  const { instrument, turns } = context;
  const numbers = { timestamp: ({ timeSec }: Event) => timeSec, reliable: ({ reliable }: Event) => (reliable ? 1 : 0), ...rows.numbers };
  const texts = { evidence: (event: Event) => evidenceJson(event, instrument), ...rows.texts };
  const batches = async function* () {
    const all = await collectEvents(context, rows.fold, rows.confirmedWithinSec, rows.priceOf);
    for (let from = 0; from < all.length; from += BATCH_EVENTS) {
      await turns.next();
      const batch = all.slice(from, from + BATCH_EVENTS);
      yield { length: batch.length, numbers: columnsOf(numbers, batch), texts: columnsOf(texts, batch) };
    }
  };
  return { units: instrument, batches: batches() };
}

function columnsOf<Event, Value>(values: Readonly<Record<string, (event: Event) => Value>>, events: readonly Event[]): Record<string, Value[]> {
  return Object.fromEntries(Object.entries(values).map(([name, valueOf]) => [name, events.map(valueOf)]));
}
