import { SquareSum } from "./deviation.ts";
import { type Gaps, missingSeconds } from "./gaps.ts";
import { NumberQueue } from "./number-queue.ts";

/** Seconds of data a trailing window must hold before a threshold is taken from it (STUDIES.md section 0). */
export const WARM_UP_SEC = 30;

/**
 * Sums over the seconds before the current one, at most `windowSec` back. A second without a trade counts as 0, a missing one not at all, and nothing
 * counts before the first second of data.
 */
export class TrailingWindow {
  readonly windowSec: number;
  /** Sum and sum of squares of the values within. */
  sum = 0;
  readonly squares = new SquareSum();
  /** Seconds of data within, those without a trade included; as of the last {@link advanceTo}. */
  count = 0;
  readonly #times = new NumberQueue();
  readonly #values = new NumberQueue();
  #firstSec = Number.NaN;

  constructor(windowSec: number) {
    this.windowSec = windowSec;
  }

  /** Values within that were added: seconds with a trade. */
  get samples(): number {
    return this.#values.length;
  }

  /**
   * Makes `sec` the current second, which is not part of the window.
   * @param onLeave called with each value that leaves.
   */
  advanceTo(sec: number, gaps: Gaps, onLeave?: (value: number) => void): void {
    if (Number.isNaN(this.#firstSec)) this.#firstSec = sec;
    const fromSec = Math.max(this.#firstSec, sec - this.windowSec);
    while (this.#times.length > 0 && this.#times.at(0) < fromSec) {
      this.#times.shift();
      const value = this.#values.shift();
      this.sum -= value;
      this.squares.subtract(value);
      onLeave?.(value);
    }
    this.count = sec - fromSec - missingSeconds(gaps, fromSec, sec);
  }

  /** Adds the value of the current second, for the seconds after it. Not to be called for a second that is missing. */
  add(sec: number, value: number): void {
    this.#times.push(sec);
    this.#values.push(value);
    this.sum += value;
    this.squares.add(value);
  }
}
