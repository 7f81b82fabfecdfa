import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import { signalKey } from "./signal-key.ts";

/** Finds the chosen signal by its key: also the event that stands for it when the engine has told all anew. */
export class ChosenSignal {
  #key: string | null = null;
  #among: readonly OrderFlowEvent[] = [];
  #event: OrderFlowEvent | null = null;

  /**
   * The chosen one of some events, null when it is not one of them. Looks through them only when the key or the list is another.
   * @param among the same array while nothing is new.
   */
  of(key: string | null, among: readonly OrderFlowEvent[]): OrderFlowEvent | null {
    if (key === this.#key && among === this.#among) return this.#event;
    this.#key = key;
    this.#among = among;
    this.#event = key === null ? null : (among.findLast((event) => key.startsWith(event.kind) && signalKey(event) === key) ?? null);
    return this.#event;
  }
}
