import type { BarView } from "../../market/bar-view.ts";
import type { DecimalRatio } from "../fold/decimal-ratio.ts";
import { compareWithDeviation, type SampleSums, standardDeviation } from "../fold/deviation.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { NumberQueue } from "../fold/number-queue.ts";
import { RecentBars } from "../fold/recent-bars.ts";
import { RunningMedian } from "../fold/running-median.ts";
import { TrailingWindow, WARM_UP_SEC } from "../fold/trailing-window.ts";

const TRAILING_SEC = 900;

/** The seconds `endSec - windowSec + 1 .. endSec` as one candle. Reused from call to call. */
export interface WindowSums {
  /** Bars of the columns it came with. */
  from: number;
  to: number;
  endSec: number;
  openTicks: number;
  highTicks: number;
  lowTicks: number;
  closeTicks: number;
  bidLots: number;
  askLots: number;
}

/**
 * The windows that end at each second with a trade and lie inside the data, with the statistics of those that ended in the 15 minutes before. Windows that
 * reach before the first second of data or touch a gap are left out of both.
 */
export class AbsorptionWindows {
  readonly #windowSec: number;
  readonly #recent: RecentBars;
  readonly #trailing = new TrailingWindow(TRAILING_SEC);
  readonly #ranges = new NumberQueue();
  readonly #medianRange = new RunningMedian();
  readonly #window: WindowSums = { from: 0, to: 0, endSec: 0, openTicks: 0, highTicks: 0, lowTicks: 0, closeTicks: 0, bidLots: 0, askLots: 0 };
  #firstSec = Number.NaN;
  readonly #forgetRange = (): void => this.#medianRange.remove(this.#ranges.shift());

  constructor(windowSec: number) {
    this.#windowSec = windowSec;
    this.#recent = new RecentBars(windowSec, 0);
  }

  /** Number of trailing windows. */
  get count(): number {
    return this.#trailing.samples;
  }

  /** `true` when 30 trailing windows are known: fewer, in a thin market or after a start, have no mean and deviation to speak of. */
  get warm(): boolean {
    return this.#trailing.samples >= WARM_UP_SEC;
  }

  /** Sign of `lots - (mean + k sd)` of the trailing windows' volumes. */
  compareVolume(lots: number, k: DecimalRatio): number {
    return compareWithDeviation(lots, this.#sample(), k);
  }

  /** Mean and standard deviation of the trailing windows' volumes, for evidence. */
  volumes(): { readonly meanLots: number; readonly deviationLots: number } {
    const sample = this.#sample();
    return { meanLots: sample.sum / sample.count, deviationLots: standardDeviation(sample) };
  }

  /** Twice the median range of the trailing windows, ticks. */
  doubleMedianRange(): number {
    return this.#medianRange.doubleMedian();
  }

  /** Takes in seconds. @param judge called per window, with the statistics as of its second and the columns its indices refer to. */
  append(bars: BarView, from: number, to: number, gaps: Gaps, judge: (window: WindowSums, recent: BarView) => void): void {
    this.#recent.append(bars, from, to, (recent, index) => {
      const sec = recent.timeSec[index];
      if (Number.isNaN(this.#firstSec)) this.#firstSec = sec;
      const startSec = sec - this.#windowSec + 1;
      this.#trailing.advanceTo(sec, gaps, this.#forgetRange);
      if (startSec < this.#firstSec || touchesGap(gaps, startSec, sec + 1)) return;
      const window = this.#sum(recent, index, startSec);
      judge(window, recent);
      this.#trailing.add(sec, window.bidLots + window.askLots);
      this.#ranges.push(window.highTicks - window.lowTicks);
      this.#medianRange.add(window.highTicks - window.lowTicks);
    });
  }

  #sum(recent: BarView, index: number, startSec: number): WindowSums {
    const window = this.#window;
    window.to = index + 1;
    window.endSec = recent.timeSec[index];
    window.closeTicks = recent.closeTicks[index];
    window.highTicks = recent.highTicks[index];
    window.lowTicks = recent.lowTicks[index];
    window.bidLots = window.askLots = 0;
    let at = index;
    for (; at >= 0 && recent.timeSec[at] >= startSec; at--) {
      window.highTicks = Math.max(window.highTicks, recent.highTicks[at]);
      window.lowTicks = Math.min(window.lowTicks, recent.lowTicks[at]);
      window.bidLots += recent.bidLots[at];
      window.askLots += recent.askLots[at];
    }
    window.from = at + 1;
    window.openTicks = recent.openTicks[at + 1];
    return window;
  }

  #sample(): SampleSums {
    return { count: this.#trailing.samples, sum: this.#trailing.sum, squares: this.#trailing.squares };
  }
}
