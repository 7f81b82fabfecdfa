import type { BarView } from "../../market/bar-view.ts";
import { compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { NumberQueue } from "../fold/number-queue.ts";
import { requireWhole } from "../fold/parameter.ts";
import { TimeframeFold } from "../fold/timeframe-fold.ts";

export interface ExhaustionParameters {
  readonly timeframeSec: number;
  /** N: the close must pass each of the N - 1 closes before it. */
  readonly lookback: number;
  /** The delta must be below this share of the previous one. */
  readonly deltaShare: number;
  /** The volume must be below this share of the mean of this bar and the ten before. */
  readonly volumeShare: number;
}

export const EXHAUSTION_DEFAULTS = { lookback: 10, deltaShare: 0.5, volumeShare: 0.6 } as const;

/** Bars over which deltas and volumes are averaged, before the previous bar and before this one. */
const MEAN_BARS = 10;

/**
 * A move goes on in price but no longer in delta and volume. `bullish-exhaustion` means that the *up*-move is tiring, `bearish-exhaustion` the down-move.
 * Known at the end of its bar.
 */
export interface ExhaustionEvent {
  readonly kind: "bullish-exhaustion" | "bearish-exhaustion";
  /** Start of the bar. */
  readonly timeSec: number;
  /** Last second of the bar. */
  readonly confirmedSec: number;
  /** Its close. */
  readonly priceTicks: number;
  /** 0..1: 1 - delta / previous delta. */
  readonly strength: number;
  readonly deltaLots: number;
  readonly previousDeltaLots: number;
  /** `false` when a second of the bars it was measured by is missing. */
  readonly reliable: boolean;
  readonly evidence: {
    readonly lookback: number;
    /** Extreme of the closes before, which the close has passed. */
    readonly passedTicks: number;
    /** Mean absolute delta of the ten bars before the previous one, which that reached. */
    readonly meanDeltaLots: number;
    readonly deltaShare: number;
    readonly volumeLots: number;
    /** Mean of this bar and the ten before, and the share of it that the volume stayed below. */
    readonly meanVolumeLots: number;
    readonly volumeShare: number;
  };
}

/**
 * Exhaustion (STUDIES.md section 1), over bars of any length; bars are those with a trade. Bullish: the close is above each of the N - 1 before; the previous
 * delta is positive and at least the mean absolute delta of the ten bars before *that*; the delta is below half of it and the volume below 0.6 of the mean
 * of this bar and the ten before. Bearish: the mirror image.
 */
export class ExhaustionFold extends TimeframeFold<ExhaustionEvent[]> {
  readonly #parameters: ExhaustionParameters;
  readonly #deltaShare: DecimalRatio;
  readonly #volumeShare: DecimalRatio;
  /** Bars kept before this one. */
  readonly #keep: number;
  readonly #starts = new NumberQueue();
  readonly #closes = new NumberQueue();
  readonly #deltas = new NumberQueue();
  readonly #volumes = new NumberQueue();
  /** Absolute deltas of the ten bars before the last one kept, and volumes of the last ten kept. */
  #deltaSum = 0;
  #volumeSum = 0;
  #close = 0;
  #delta = 0;
  #volume = 0;

  /** @throws RangeError naming the parameter. */
  constructor(parameters: ExhaustionParameters) {
    super(parameters.timeframeSec);
    this.#parameters = parameters;
    this.#deltaShare = decimalRatio("deltaShare", parameters.deltaShare);
    this.#volumeShare = decimalRatio("volumeShare", parameters.volumeShare);
    this.#keep = Math.max(MEAN_BARS + 1, requireWhole("lookback", parameters.lookback, 2, 500) - 1);
  }

  protected override openBar(): void {
    this.#delta = this.#volume = 0;
  }

  protected override addSeconds(bars: BarView, from: number, to: number): void {
    this.#close = bars.closeTicks[to - 1];
    for (let index = from; index < to; index++) {
      this.#delta += bars.askLots[index] - bars.bidLots[index];
      this.#volume += bars.volumeLots[index];
    }
  }

  /** A bar that is still open says nothing. */
  protected override writeBar(): void {}

  protected override closeBar(startSec: number, endSec: number, gaps: Gaps, output: ExhaustionEvent[]): void {
    const isFull = this.#closes.length === this.#keep;
    if (isFull) for (const sign of [1, -1] as const) if (this.#isExhausted(sign)) output.push(this.#eventOf(sign, startSec, endSec, gaps));
    this.#slideSums();
    if (isFull) {
      this.#starts.shift();
      this.#closes.shift();
      this.#deltas.shift();
      this.#volumes.shift();
    }
    this.#starts.push(startSec);
    this.#closes.push(this.#close);
    this.#deltas.push(this.#delta);
    this.#volumes.push(this.#volume);
  }

  /** Moves both sums on by the bar that is about to be kept. Whole lots: exact. */
  #slideSums(): void {
    const { length } = this.#deltas;
    this.#volumeSum += this.#volume;
    if (length >= MEAN_BARS) this.#volumeSum -= this.#volumes.at(length - MEAN_BARS);
    if (length >= 1) this.#deltaSum += Math.abs(this.#deltas.at(length - 1));
    if (length > MEAN_BARS) this.#deltaSum -= Math.abs(this.#deltas.at(length - 1 - MEAN_BARS));
  }

  #isExhausted(sign: 1 | -1): boolean {
    const previous = sign * this.#deltas.at(this.#keep - 1);
    if (previous <= 0 || previous * MEAN_BARS < this.#deltaSum) return false;
    if (compareProducts(sign * this.#delta, this.#deltaShare.denominator, previous, this.#deltaShare.numerator) >= 0) return false;
    const scale = this.#volumeShare.denominator * (MEAN_BARS + 1);
    if (compareProducts(this.#volume, scale, this.#volumeSum + this.#volume, this.#volumeShare.numerator) >= 0) return false;
    return sign * (this.#close - this.#passedClose(sign)) > 0;
  }

  #eventOf(sign: 1 | -1, startSec: number, endSec: number, gaps: Gaps): ExhaustionEvent {
    const { lookback, deltaShare, volumeShare } = this.#parameters;
    const previousDeltaLots = this.#deltas.at(this.#keep - 1);
    return {
      kind: sign === 1 ? "bullish-exhaustion" : "bearish-exhaustion",
      timeSec: startSec,
      confirmedSec: endSec - 1,
      priceTicks: this.#close,
      strength: Math.min(1, Math.max(0, 1 - this.#delta / previousDeltaLots)),
      deltaLots: this.#delta,
      previousDeltaLots,
      reliable: !touchesGap(gaps, this.#starts.at(0), endSec),
      evidence: {
        lookback,
        passedTicks: this.#passedClose(sign),
        meanDeltaLots: this.#deltaSum / MEAN_BARS,
        deltaShare,
        volumeLots: this.#volume,
        meanVolumeLots: (this.#volumeSum + this.#volume) / (MEAN_BARS + 1),
        volumeShare,
      },
    };
  }

  /** Highest (`sign` 1) or lowest of the N - 1 closes before. */
  #passedClose(sign: 1 | -1): number {
    let extreme = Number.NEGATIVE_INFINITY;
    for (let at = this.#keep - (this.#parameters.lookback - 1); at < this.#keep; at++) extreme = Math.max(extreme, sign * this.#closes.at(at));
    return sign * extreme;
  }
}

/** Exhaustions of all complete bars. */
export function exhaustions(bars: BarView, gaps: Gaps, parameters: ExhaustionParameters): ExhaustionEvent[] {
  const events: ExhaustionEvent[] = [];
  new ExhaustionFold(parameters).append(bars, 0, bars.length, gaps, events);
  return events;
}
