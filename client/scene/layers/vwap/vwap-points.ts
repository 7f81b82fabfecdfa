import type { AnchorPeriods } from "../../../../core/orderflow/flow/anchor-periods.ts";
import type { VwapField } from "../../../../core/orderflow/flow/session-vwap.ts";
import type { Series } from "../../../../core/orderflow/fold/series.ts";
import { larger, RowSteps } from "../../row-steps.ts";

/** What the points of a VWAP are made from. */
export interface VwapSource {
  readonly series: Series<VwapField>;
  /** Length of a bar, seconds. */
  readonly barSec: number;
  /** Flat pairs `[fromSec, toSec, ...]`, ascending. */
  readonly gaps: Float64Array;
  /** When the average starts again. */
  readonly periods: AnchorPeriods;
}

/** Points of a VWAP and its deviation, never joined across a gap or a reset; of several bars in one step the last speaks for all. */
export class VwapPoints extends RowSteps {
  vwapTicks = new Float64Array(0);
  sigmaTicks = new Float64Array(0);
  readonly #source: VwapSource;

  constructor(source: VwapSource, stepSec: number) {
    super(source.series, stepSec);
    this.#source = source;
  }

  /** Reads what has changed of the series. */
  update(): void {
    const { series, barSec, gaps, periods } = this.#source;
    const { timeSec, vwapTicks, sigmaTicks, reliable } = series.columns;
    const start = this.resume();
    let isBroken = start === 0 || this.breaks[this.count] === 1;
    let place = Number.NaN;
    let before = Number.NaN;
    let period = Number.NaN;
    let gap = 0;
    for (let row = start; row < series.length; row++) {
      const sec = timeSec[row];
      while (gap < gaps.length && gaps[gap + 1] <= before + barSec) gap += 2;
      const periodNow = periods.startOf(sec);
      const isOtherPeriod = row > start && periodNow !== period;
      if (isOtherPeriod || (gap < gaps.length && gaps[gap] < sec && gaps[gap + 1] > before)) isBroken = true;
      before = sec;
      period = periodNow;
      if (Number.isNaN(vwapTicks[row])) {
        isBroken = true;
        continue;
      }
      const placeNow = Math.floor(sec / this.stepSec);
      const isReliable = reliable[row] === 0 ? 0 : 1;
      const joins = !isBroken && placeNow === place && this.reliable[this.count - 1] === isReliable;
      if (!joins) this.begin(row, placeNow, isBroken, isReliable);
      place = placeNow;
      isBroken = false;
      this.vwapTicks[this.count - 1] = vwapTicks[row];
      this.sigmaTicks[this.count - 1] = sigmaTicks[row];
    }
  }

  protected override grow(room: number): void {
    super.grow(room);
    this.vwapTicks = larger(this.vwapTicks, new Float64Array(room));
    this.sigmaTicks = larger(this.sigmaTicks, new Float64Array(room));
  }
}
