import type { BarView } from "../../market/bar-view.ts";
import { atLeastTimes, compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { requireWhole } from "../fold/parameter.ts";
import { RecentBars } from "../fold/recent-bars.ts";

export interface LiquiditySweepParameters {
  /** The level is the extreme of the seconds from this many before the sweeping one up to two before it. */
  readonly lookbackSec: number;
  /** Seconds after the sweeping one in which to reverse. */
  readonly withinSec: number;
  /** The sweeping second's volume must be at least this many times the mean of itself and the ten bars before. */
  readonly volumeFactor: number;
  /** Least share of the sweeping second's volume on the sweeping side. */
  readonly sideShare: number;
  /** The wick must be at least this many times the body, which counts as one tick at least. */
  readonly wickFactor: number;
}

export const LIQUIDITY_SWEEP_DEFAULTS: LiquiditySweepParameters = { lookbackSec: 20, withinSec: 3, volumeFactor: 1.5, sideShare: 0.6, wickFactor: 2 };

const MEAN_BARS = 10;

/** Price runs beyond a recent extreme on volume and comes straight back. Stamped with the sweeping second, known at the reversal. */
export interface LiquiditySweepEvent {
  readonly kind: "upside-sweep" | "downside-sweep";
  readonly timeSec: number;
  /** The reversal's second. */
  readonly confirmedSec: number;
  readonly sweptTicks: number;
  /** Close of the reversal. */
  readonly reversalTicks: number;
  /** Of the sweeping second. */
  readonly volumeLots: number;
  /** `false` when a second between the oldest it was measured by and the reversal is missing. */
  readonly reliable: boolean;
  readonly evidence: {
    readonly lookbackSec: number;
    /** Highest (upside) or lowest price from the sweep to the reversal. */
    readonly extremeTicks: number;
    readonly wickTicks: number;
    readonly bodyTicks: number;
    readonly wickFactor: number;
    readonly meanVolumeLots: number;
    readonly volumeFactor: number;
    readonly sideShare: number;
    readonly requiredSideShare: number;
  };
}

/** A second that has swept a level and may yet reverse. Prices times `sign` rise with the sweep. */
interface PendingSweep {
  readonly sign: 1 | -1;
  readonly timeSec: number;
  /** Oldest second it was measured by. */
  readonly measuredFromSec: number;
  readonly levelTicks: number;
  readonly openTicks: number;
  readonly volumeLots: number;
  readonly sideLots: number;
  readonly meanVolumeLots: number;
  extremeTicks: number;
}

/**
 * Liquidity sweeps (STUDIES.md section 1). Upside: second t trades above the highest high of t-20..t-2, which must lie in the data, on at least 1.5 times the
 * mean volume of itself and the ten bars before, at least 60 % of it bought; the first second from t to t+3 that closes below that level is the reversal, and the
 * candle from t to it must have an upper wick of at least twice its body. Downside mirrors it. Of several sweeping seconds with one reversal, the first
 * that fulfils all this is the event.
 */
export class LiquiditySweepFold {
  readonly #parameters: LiquiditySweepParameters;
  readonly #volumeFactor: DecimalRatio;
  readonly #sideShare: DecimalRatio;
  readonly #wickFactor: DecimalRatio;
  readonly #recent: RecentBars;
  #pending: PendingSweep[] = [];
  #firstSec = Number.NaN;

  /** @throws RangeError naming the parameter. */
  constructor(parameters: LiquiditySweepParameters = LIQUIDITY_SWEEP_DEFAULTS) {
    requireWhole("lookbackSec", parameters.lookbackSec, 2, 3600);
    requireWhole("withinSec", parameters.withinSec, 0, 600);
    this.#parameters = parameters;
    this.#volumeFactor = decimalRatio("volumeFactor", parameters.volumeFactor);
    this.#sideShare = decimalRatio("sideShare", parameters.sideShare);
    this.#wickFactor = decimalRatio("wickFactor", parameters.wickFactor);
    this.#recent = new RecentBars(parameters.lookbackSec, MEAN_BARS);
  }

  /** Folds the closed seconds `from..to-1`, later than all before. @param gaps every gap that starts at or before the last of them. */
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: LiquiditySweepEvent[]): void {
    this.#recent.append(bars, from, to, (recent, index) => {
      const sec = recent.timeSec[index];
      if (Number.isNaN(this.#firstSec)) this.#firstSec = sec;
      this.#pending = this.#pending.filter(({ timeSec }) => sec <= timeSec + this.#parameters.withinSec);
      this.#lookForSweeps(recent, index, gaps);
      if (this.#pending.length > 0) this.#lookForReversals(recent, index, gaps, events);
    });
  }

  #lookForSweeps(recent: BarView, index: number, gaps: Gaps): void {
    const sec = recent.timeSec[index];
    const fromSec = sec - this.#parameters.lookbackSec;
    if (index < MEAN_BARS || fromSec < this.#firstSec) return;
    let high = Number.NEGATIVE_INFINITY;
    let low = Number.POSITIVE_INFINITY;
    for (let at = index - 1; at >= 0 && recent.timeSec[at] >= fromSec; at--) {
      if (recent.timeSec[at] > sec - 2) continue;
      high = Math.max(high, recent.highTicks[at]);
      low = Math.min(low, recent.lowTicks[at]);
    }
    if (low > high || (recent.highTicks[index] <= high && recent.lowTicks[index] >= low)) return;
    if (touchesGap(gaps, fromSec, sec - 1)) return;
    if (recent.highTicks[index] > high) this.#addSweep(recent, index, 1, high);
    if (recent.lowTicks[index] < low) this.#addSweep(recent, index, -1, low);
  }

  #addSweep(recent: BarView, index: number, sign: 1 | -1, levelTicks: number): void {
    const volumeLots = recent.volumeLots[index];
    const sideLots = sign === 1 ? recent.askLots[index] : recent.bidLots[index];
    let sum = 0;
    for (let at = index - MEAN_BARS; at <= index; at++) sum += recent.volumeLots[at];
    const { numerator, denominator } = this.#volumeFactor;
    if (volumeLots === 0 || compareProducts(volumeLots, (MEAN_BARS + 1) * denominator, sum, numerator) < 0) return;
    if (!atLeastTimes(sideLots, this.#sideShare, volumeLots)) return;
    const timeSec = recent.timeSec[index];
    this.#pending.push({
      sign,
      timeSec,
      measuredFromSec: Math.min(timeSec - this.#parameters.lookbackSec, recent.timeSec[index - MEAN_BARS]),
      levelTicks,
      openTicks: recent.openTicks[index],
      volumeLots,
      sideLots,
      meanVolumeLots: sum / (MEAN_BARS + 1),
      extremeTicks: sign === 1 ? recent.highTicks[index] : recent.lowTicks[index],
    });
  }

  #lookForReversals(recent: BarView, index: number, gaps: Gaps, events: LiquiditySweepEvent[]): void {
    const close = recent.closeTicks[index];
    const found = { [1]: false, [-1]: false };
    this.#pending = this.#pending.filter((sweep) => {
      const { sign, levelTicks } = sweep;
      sweep.extremeTicks = sign === 1 ? Math.max(sweep.extremeTicks, recent.highTicks[index]) : Math.min(sweep.extremeTicks, recent.lowTicks[index]);
      if (sign * (close - levelTicks) >= 0) return true;
      if (!found[sign] && this.#hasWick(sweep, close)) {
        found[sign] = true;
        events.push(this.#eventOf(sweep, recent, index, gaps));
      }
      return false;
    });
  }

  #hasWick(sweep: PendingSweep, close: number): boolean {
    return atLeastTimes(wickOf(sweep, close), this.#wickFactor, bodyOf(sweep, close));
  }

  #eventOf(sweep: PendingSweep, recent: BarView, index: number, gaps: Gaps): LiquiditySweepEvent {
    const { lookbackSec, wickFactor, volumeFactor, sideShare } = this.#parameters;
    const close = recent.closeTicks[index];
    return {
      kind: sweep.sign === 1 ? "upside-sweep" : "downside-sweep",
      timeSec: sweep.timeSec,
      confirmedSec: recent.timeSec[index],
      sweptTicks: sweep.levelTicks,
      reversalTicks: close,
      volumeLots: sweep.volumeLots,
      reliable: !touchesGap(gaps, sweep.measuredFromSec, recent.timeSec[index] + 1),
      evidence: {
        lookbackSec,
        extremeTicks: sweep.extremeTicks,
        wickTicks: wickOf(sweep, close),
        bodyTicks: bodyOf(sweep, close),
        wickFactor,
        meanVolumeLots: sweep.meanVolumeLots,
        volumeFactor,
        sideShare: sweep.sideLots / sweep.volumeLots,
        requiredSideShare: sideShare,
      },
    };
  }
}

/** Length of the wick on the sweeping side of the candle from the sweep to a close, ticks. */
function wickOf({ sign, openTicks, extremeTicks }: PendingSweep, close: number): number {
  return sign === 1 ? extremeTicks - Math.max(openTicks, close) : Math.min(openTicks, close) - extremeTicks;
}

function bodyOf({ openTicks }: PendingSweep, close: number): number {
  return Math.max(1, Math.abs(close - openTicks));
}

/** Sweeps of all bars, in the order in which they reversed. */
export function liquiditySweeps(bars: BarView, gaps: Gaps, parameters: LiquiditySweepParameters = LIQUIDITY_SWEEP_DEFAULTS): LiquiditySweepEvent[] {
  const events: LiquiditySweepEvent[] = [];
  new LiquiditySweepFold(parameters).append(bars, 0, bars.length, gaps, events);
  return events;
}
