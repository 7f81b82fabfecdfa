import type { SessionRule } from "../../market/instrument.ts";
import { SessionCalendar } from "../../market/session.ts";
import { requireWhole } from "../fold/parameter.ts";

/** When a running sum starts again: at each session start, each so many hours counted from it, or never. */
export type AnchorRule = "session" | "never" | { readonly hours: number };

const HOUR_SEC = 3600;

/** Tells the start of the period that a second belongs to under an {@link AnchorRule}. Keeps its last answer. */
export class AnchorPeriods {
  readonly #calendar: SessionCalendar | undefined;
  readonly #periodSec: number;
  #startSec = Number.POSITIVE_INFINITY;
  #endSec = Number.NEGATIVE_INFINITY;

  /** @throws RangeError naming the field when the hours are not whole or not within 1..24, or the session rule cannot be understood. */
  constructor(rule: AnchorRule, session: SessionRule) {
    this.#calendar = rule === "never" ? undefined : new SessionCalendar(session);
    this.#periodSec = typeof rule === "string" ? Number.POSITIVE_INFINITY : requireWhole("reset.hours", rule.hours, 1, 24) * HOUR_SEC;
  }

  /** Start of the period that holds `sec`, epoch seconds; minus infinity where nothing ever resets. */
  startOf(sec: number): number {
    if (!(sec >= this.#startSec && sec < this.#endSec)) this.#find(sec);
    return this.#startSec;
  }

  #find(sec: number): void {
    if (this.#calendar === undefined) {
      this.#startSec = Number.NEGATIVE_INFINITY;
      this.#endSec = Number.POSITIVE_INFINITY;
      return;
    }
    const { startSec, endSec } = this.#calendar.boundsOf(sec);
    const passed = this.#periodSec === Number.POSITIVE_INFINITY ? 0 : Math.floor((sec - startSec) / this.#periodSec) * this.#periodSec;
    this.#startSec = startSec + passed;
    this.#endSec = Math.min(endSec, this.#startSec + this.#periodSec);
  }
}
