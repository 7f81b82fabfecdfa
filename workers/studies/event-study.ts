import type { BarView } from "../../core/market/bar-view.ts";
import type { Gaps } from "../../core/orderflow/fold/gaps.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Study } from "./study.ts";

interface EventFold<Event> {
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: Event[]): void;
  /** Completes the last bar of studies of longer bars. */
  closeThrough?(sec: number, gaps: Gaps, events: Event[]): void;
}

/** A study that finds events in closed seconds. */
export class EventStudy<Event extends OrderFlowEvent> implements Study {
  readonly tables = [];
  readonly events: Event[] = [];
  readonly #fold: EventFold<Event>;

  constructor(fold: EventFold<Event>) {
    this.#fold = fold;
  }

  append(bars: BarView, from: number, to: number, gaps: Gaps): void {
    this.#fold.append(bars, from, to, gaps, this.events);
  }

  closeThrough(sec: number, gaps: Gaps): void {
    this.#fold.closeThrough?.(sec, gaps, this.events);
  }

  /** A forming second says nothing yet. */
  writeForming(): void {}
}
