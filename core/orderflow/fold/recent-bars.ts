import { BarColumns } from "../../market/bar-columns.ts";
import { type BarView, lowerBoundBar } from "../../market/bar-view.ts";

/** Most bars that are taken in at once. */
const CHUNK_BARS = 1024;

/**
 * The last seconds of a stream as columns, so that a fold can look back whatever portions the bars come in. Holds what was asked for and at most a few
 * portions more; the buffers are reused.
 */
export class RecentBars {
  readonly #keepSec: number;
  readonly #keepBars: number;
  #bars = new BarColumns();
  #spare = new BarColumns();

  /** @param keepSec seconds before a bar, and @param keepBars bars before it, that are still there when it comes. */
  constructor(keepSec: number, keepBars: number) {
    this.#keepSec = keepSec;
    this.#keepBars = keepBars;
  }

  /**
   * Takes in the bars `from..to-1` and calls `take` for each, in order.
   * @param take gets columns that hold the bar at `index`, what is kept before it, and maybe bars after it, at which it must not look.
   */
  append(bars: BarView, from: number, to: number, take: (recent: BarView, index: number) => void): void {
    for (let start = from; start < to; start += CHUNK_BARS) {
      const end = Math.min(to, start + CHUNK_BARS);
      if (this.#bars.length > CHUNK_BARS) this.#forget(bars.timeSec[start]);
      const first = this.#bars.length;
      this.#bars.append(bars, start, end);
      const recent = this.#bars.view();
      for (let index = first; index < recent.length; index++) take(recent, index);
    }
  }

  #forget(nextSec: number): void {
    const recent = this.#bars.view();
    const keepFrom = Math.max(0, Math.min(lowerBoundBar(recent, nextSec - this.#keepSec), recent.length - this.#keepBars));
    this.#spare.append(recent, keepFrom);
    this.#bars.truncate(recent.length);
    [this.#bars, this.#spare] = [this.#spare, this.#bars];
  }
}
