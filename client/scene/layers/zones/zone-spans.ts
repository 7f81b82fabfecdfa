import type { ZoneEvent } from "../../../../core/orderflow/footprint/stacked-imbalance.ts";

/** A stack of imbalances and how far its zone reaches. */
export interface ZoneSpan {
  readonly side: "buy" | "sell";
  readonly rows: number;
  /** Start of the bar that holds the stack. */
  readonly fromSec: number;
  /** End of the second that traded through it, or the second at which it became too old; null while it is open. */
  readonly toSec: number | null;
  readonly lowTicks: number;
  readonly highTicks: number;
}

/** Puts beginnings and ends of zones together. Reads on where it stopped while the events are the same list grown longer. */
export class ZoneSpans {
  readonly #spans: ZoneSpan[] = [];
  /** Place of each open zone in the list. */
  readonly #open = new Map<string, number>();
  #events: readonly ZoneEvent[] = [];
  #read = 0;

  /** The zones of these events, ascending by the bar that holds the stack. Valid until the next call. */
  of(events: readonly ZoneEvent[]): readonly ZoneSpan[] {
    if (events !== this.#events || events.length < this.#read) {
      this.#spans.length = 0;
      this.#open.clear();
      this.#events = events;
      this.#read = 0;
    }
    for (; this.#read < events.length; this.#read++) this.#take(events[this.#read]);
    return this.#spans;
  }

  #take(event: ZoneEvent): void {
    const zone = `${event.side} ${event.timeSec} ${event.lowTicks}`;
    if (event.kind === "stacked-imbalance") {
      const { side, timeSec, lowTicks, highTicks, evidence } = event;
      this.#open.set(zone, this.#spans.length);
      this.#spans.push({ side, rows: evidence.rows, fromSec: timeSec, toSec: null, lowTicks, highTicks });
      return;
    }
    const at = this.#open.get(zone);
    if (at === undefined) return;
    this.#open.delete(zone);
    this.#spans[at] = { ...this.#spans[at], toSec: event.reason === "age" ? event.confirmedSec : event.confirmedSec + 1 };
  }
}
