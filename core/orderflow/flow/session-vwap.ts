import type { BarView } from "../../market/bar-view.ts";
import type { SessionRule } from "../../market/instrument.ts";
import { AnchorPeriods, type AnchorRule } from "./anchor-periods.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { Series } from "../fold/series.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface VwapParameters {
  readonly timeframeSec: number;
  readonly session: SessionRule;
  /** When the sums start again; a reset applies to the first bar that starts in the new period. */
  readonly reset: AnchorRule;
}

/**
 * One row per bar: `priceTicks` is its close; `vwapTicks` and `sigmaTicks` are fractions of ticks, `NaN` while nothing has volume. `reliable` is 0 from the
 * first gap in the period on, `estimated` 1 from the first bar without levels on.
 */
export type VwapField = "timeSec" | "priceTicks" | "vwapTicks" | "sigmaTicks" | "reliable" | "estimated";
export type VwapSeries = Series<VwapField>;

export function createVwapSeries(): VwapSeries {
  return new Series(["timeSec", "priceTicks", "vwapTicks", "sigmaTicks", "reliable", "estimated"]);
}

/**
 * Volume-weighted average price over the traded levels of the session so far, and the volume-weighted standard deviation around it (STUDIES.md section 1):
 * `vwap = sum(x v) / sum(v)`, `sigma^2 = sum(x^2 v) / sum(v) - vwap^2`, at least 0.
 *
 * `x` counts from the session's first open, so that the squares stay small; the sums of volumes and of `x v` are exact below 2^53. Everything is added second
 * by second, ascending by price, so the same bits come out however the seconds arrive.
 */
export class SessionVwapFold extends TimeframeFold<VwapSeries> {
  readonly #periods: AnchorPeriods;
  #anchorSec = Number.NaN;
  /** From where on the sums must have seen everything. */
  #reliableFromSec = Number.NaN;
  #originTicks = 0;
  #lots = 0;
  #firstMoment = 0;
  #secondMoment = 0;
  #closeTicks = 0;
  #estimated = 0;

  constructor(parameters: VwapParameters) {
    super(parameters.timeframeSec);
    this.#periods = new AnchorPeriods(parameters.reset, parameters.session);
  }

  /** Becomes equal to a fold of the same parameters: forming seconds are folded into a copy. */
  copyFrom(other: SessionVwapFold): void {
    this.copyOpenBar(other);
    this.#anchorSec = other.#anchorSec;
    this.#reliableFromSec = other.#reliableFromSec;
    this.#originTicks = other.#originTicks;
    this.#lots = other.#lots;
    this.#firstMoment = other.#firstMoment;
    this.#secondMoment = other.#secondMoment;
    this.#closeTicks = other.#closeTicks;
    this.#estimated = other.#estimated;
  }

  protected override openBar(startSec: number, bars: BarView, index: number): void {
    const anchorSec = this.#periods.startOf(startSec);
    if (anchorSec === this.#anchorSec) return;
    this.#anchorSec = anchorSec;
    this.#reliableFromSec = anchorSec === Number.NEGATIVE_INFINITY ? startSec : anchorSec;
    this.#originTicks = bars.openTicks[index];
    this.#lots = this.#firstMoment = this.#secondMoment = this.#estimated = 0;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    const { levelPriceTicks, levelBidLots, levelAskLots, levelOffsets } = bars;
    const end = levelOffsets[to];
    const originTicks = this.#originTicks;
    let lots = this.#lots;
    let firstMoment = this.#firstMoment;
    let secondMoment = this.#secondMoment;
    for (let level = levelOffsets[from]; level < end; level++) {
      const offsetTicks = levelPriceTicks[level] - originTicks;
      const levelLots = levelBidLots[level] + levelAskLots[level];
      const moment = offsetTicks * levelLots;
      lots += levelLots;
      firstMoment += moment;
      secondMoment += offsetTicks * moment;
    }
    this.#lots = lots;
    this.#firstMoment = firstMoment;
    this.#secondMoment = secondMoment;
    this.#closeTicks = bars.closeTicks[to - 1];
    for (let index = from; index < to; index++) this.#estimated |= bars.estimated[index];
  }

  protected override writeBar(startSec: number, endSec: number, gaps: Gaps, output: VwapSeries): void {
    const mean = this.#firstMoment / this.#lots;
    const row = output.add();
    const { columns } = output;
    columns.timeSec[row] = startSec;
    columns.priceTicks[row] = this.#closeTicks;
    columns.vwapTicks[row] = this.#originTicks + mean;
    columns.sigmaTicks[row] = Math.sqrt(Math.max(0, this.#secondMoment / this.#lots - mean * mean));
    columns.reliable[row] = touchesGap(gaps, this.#reliableFromSec, endSec) ? 0 : 1;
    columns.estimated[row] = this.#estimated;
  }
}

/** VWAP and sigma of all bars, the last one as far as it has come. */
export function sessionVwap(bars: BarView, gaps: Gaps, parameters: VwapParameters): VwapSeries {
  const series = createVwapSeries();
  const fold = new SessionVwapFold(parameters);
  fold.append(bars, 0, bars.length, gaps, series);
  fold.writeForming(gaps, series);
  return series;
}
