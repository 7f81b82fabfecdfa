import type { BarView } from "../../market/bar-view.ts";
import { floorDiv } from "../../market/floor-div.ts";
import type { Gaps } from "./gaps.ts";
import { requireTimeframeSec } from "./parameter.ts";

/**
 * What every study of a timeframe shares: seconds go in, in any portions, and each bar of the timeframe comes out once, when it is complete.
 *
 * A bar starts at a multiple of the timeframe since the epoch and is the merge of its seconds (STUDIES.md section 0). It is complete when its last second
 * has been given, when a second of a later bar has, or when {@link closeThrough} says so; what it writes is the same in each case. Seconds must have
 * closed before they are given: a fold never takes back what it wrote.
 */
export abstract class TimeframeFold<Output> {
  readonly timeframeSec: number;
  /** Start of the bar that is still open, `NaN` when none is. */
  #openStartSec = Number.NaN;

  constructor(timeframeSec: number) {
    this.timeframeSec = requireTimeframeSec(timeframeSec);
  }

  /**
   * Folds the closed seconds `from..to-1`, later than all before.
   * @param gaps every gap that starts at or before the last of them; later ones have no influence.
   * @param output takes what the completed bars write.
   */
  append(bars: BarView, from: number, to: number, gaps: Gaps, output: Output): void {
    const { timeSec } = bars;
    const { timeframeSec } = this;
    for (let index = from; index < to; ) {
      const startSec = floorDiv(timeSec[index], timeframeSec) * timeframeSec;
      const endSec = startSec + timeframeSec;
      if (startSec !== this.#openStartSec) {
        this.#close(gaps, output);
        this.#openStartSec = startSec;
        this.openBar(startSec, bars, index);
      }
      let next = index + 1;
      while (next < to && timeSec[next] < endSec) next++;
      this.addSeconds(bars, index, next);
      if (timeSec[next - 1] === endSec - 1) this.#close(gaps, output);
      index = next;
    }
  }

  /**
   * Says that every second below `sec` has closed, so that the last bar need not wait for a trade.
   * @param gaps every gap that starts before `sec`.
   */
  closeThrough(sec: number, gaps: Gaps, output: Output): void {
    if (this.#openStartSec + this.timeframeSec <= sec) this.#close(gaps, output);
  }

  /** Writes the bar that is still open as it stands now, as the last row of a batch or for the screen. Changes nothing. `false`: none is open. */
  writeForming(gaps: Gaps, output: Output): boolean {
    if (Number.isNaN(this.#openStartSec)) return false;
    this.writeBar(this.#openStartSec, this.#openStartSec + this.timeframeSec, gaps, output);
    return true;
  }

  /** Starts the bar at `startSec`; its first second is bar `index`. */
  protected abstract openBar(startSec: number, bars: BarView, index: number): void;

  /** Adds the seconds `from..to-1`, all of the open bar. */
  protected abstract addSeconds(bars: BarView, from: number, to: number): void;

  /** Writes the open bar `[startSec, endSec)` as it stands. Must change nothing in the fold. */
  protected abstract writeBar(startSec: number, endSec: number, gaps: Gaps, output: Output): void;

  /** Called after a complete bar has been written: what later bars must remember of it, and what may be said of complete bars only. */
  protected closeBar(_startSec: number, _endSec: number, _gaps: Gaps, _output: Output): void {}

  /** Takes over which bar is open from another fold of the same timeframe. */
  protected copyOpenBar(other: TimeframeFold<Output>): void {
    this.#openStartSec = other.#openStartSec;
  }

  #close(gaps: Gaps, output: Output): void {
    const startSec = this.#openStartSec;
    if (Number.isNaN(startSec)) return;
    const endSec = startSec + this.timeframeSec;
    this.writeBar(startSec, endSec, gaps, output);
    this.closeBar(startSec, endSec, gaps, output);
    this.#openStartSec = Number.NaN;
  }
}
