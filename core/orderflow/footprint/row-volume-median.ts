import { NumberQueue } from "../fold/number-queue.ts";
import type { ProfileRows } from "../profile/profile-rows.ts";
import { RunningMedian } from "../fold/running-median.ts";

const LEAST_WINDOW_SEC = 900;
const LEAST_WINDOW_BARS = 10;
/** Fewer rows in the window give no median. */
const LEAST_ROWS = 30;

/** How far the window reaches before a bar: 15 minutes or 10 bars, whichever is longer. */
export function rowMedianWindowSec(timeframeSec: number): number {
  return Math.max(LEAST_WINDOW_SEC, LEAST_WINDOW_BARS * timeframeSec);
}

/** The median volume of the rows with volume in the bars of the trailing 15 minutes or 10 bars, whichever is longer. */
export class RowVolumeMedian {
  readonly #windowSec: number;
  readonly #median = new RunningMedian();
  /** Per bar within: its start and its number of rows. */
  readonly #starts = new NumberQueue();
  readonly #counts = new NumberQueue();
  readonly #lots = new NumberQueue();

  constructor(timeframeSec: number) {
    this.#windowSec = rowMedianWindowSec(timeframeSec);
  }

  /** Makes the bar that starts at `startSec` the current one, which is not part of the window. */
  advanceTo(startSec: number): void {
    while (this.#starts.length > 0 && this.#starts.at(0) < startSec - this.#windowSec) {
      this.#starts.shift();
      for (let count = this.#counts.shift(); count > 0; count--) this.#median.remove(this.#lots.shift());
    }
  }

  /** Adds the rows of a complete bar. */
  addBar(startSec: number, rows: ProfileRows): void {
    const { bidLots, askLots, length } = rows;
    let count = 0;
    for (let at = 0; at < length; at++) {
      const lots = bidLots[at] + askLots[at];
      if (lots === 0) continue;
      this.#median.add(lots);
      this.#lots.push(lots);
      count++;
    }
    this.#starts.push(startSec);
    this.#counts.push(count);
  }

  /** Twice the median, lots; infinite while fewer than 30 rows are known. */
  doubleMedian(): number {
    return this.#median.count < LEAST_ROWS ? Number.POSITIVE_INFINITY : this.#median.doubleMedian();
  }
}
