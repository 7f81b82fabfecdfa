import type { BarView } from "../../market/bar-view.ts";
import type { SessionRule } from "../../market/instrument.ts";
import { AnchorPeriods, type AnchorRule } from "./anchor-periods.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { Series } from "../fold/series.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface CvdParameters {
  readonly timeframeSec: number;
  readonly session: SessionRule;
  /** When the running sum starts again at 0; a reset applies to the first bar that starts in the new period. */
  readonly reset: AnchorRule;
}

/**
 * One row per bar, lots: its delta and its CVD candle. `closeLots` is the cumulative delta (the line). `reliable` is 0 from the first gap in the
 * running sum's period on until the sum starts again: what was missed is in no later value.
 */
export type CvdField = "timeSec" | "deltaLots" | "openLots" | "highLots" | "lowLots" | "closeLots" | "reliable";
export type CvdSeries = Series<CvdField>;

export function createCvdSeries(): CvdSeries {
  return new Series(["timeSec", "deltaLots", "openLots", "highLots", "lowLots", "closeLots", "reliable"]);
}

/**
 * Delta and cumulative volume delta (STUDIES.md section 1): `delta = ask - bid`, `cvd[i] = cvd[i-1] + delta[i]`. The candle of a bar opens at the
 * previous close (0 after a reset); high and low are the extremes of the running value at 1 s steps, the open included. Exact.
 */
export class DeltaCvdFold extends TimeframeFold<CvdSeries> {
  readonly #periods: AnchorPeriods;
  #anchorSec = Number.NaN;
  /** From where on the running sum must have seen everything. */
  #reliableFromSec = Number.NaN;
  #open = 0;
  #high = 0;
  #low = 0;
  #running = 0;

  constructor(parameters: CvdParameters) {
    super(parameters.timeframeSec);
    this.#periods = new AnchorPeriods(parameters.reset, parameters.session);
  }

  /** Becomes equal to a fold of the same parameters: forming seconds are folded into a copy. */
  copyFrom(other: DeltaCvdFold): void {
    this.copyOpenBar(other);
    this.#anchorSec = other.#anchorSec;
    this.#reliableFromSec = other.#reliableFromSec;
    this.#open = other.#open;
    this.#high = other.#high;
    this.#low = other.#low;
    this.#running = other.#running;
  }

  protected override openBar(startSec: number): void {
    const anchorSec = this.#periods.startOf(startSec);
    if (anchorSec !== this.#anchorSec) {
      this.#anchorSec = anchorSec;
      this.#reliableFromSec = anchorSec === Number.NEGATIVE_INFINITY ? startSec : anchorSec;
      this.#running = 0;
    }
    this.#open = this.#high = this.#low = this.#running;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    const { askLots, bidLots } = bars;
    let running = this.#running;
    for (let index = from; index < to; index++) {
      running += askLots[index] - bidLots[index];
      if (running > this.#high) this.#high = running;
      else if (running < this.#low) this.#low = running;
    }
    this.#running = running;
  }

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: CvdSeries): void {
    const row = output.add();
    const { columns } = output;
    columns.timeSec[row] = startSec;
    columns.deltaLots[row] = this.#running - this.#open;
    columns.openLots[row] = this.#open;
    columns.highLots[row] = this.#high;
    columns.lowLots[row] = this.#low;
    columns.closeLots[row] = this.#running;
    columns.reliable[row] = touchesGap(gaps, this.#reliableFromSec, endSec) ? 0 : 1;
  }
}

/** Delta and CVD of all bars, the last one as far as it has come. */
export function deltaCvd(bars: BarView, gaps: Gaps, parameters: CvdParameters): CvdSeries {
  const series = createCvdSeries();
  const fold = new DeltaCvdFold(parameters);
  fold.append(bars, 0, bars.length, gaps, series);
  fold.writeForming(gaps, series);
  return series;
}
