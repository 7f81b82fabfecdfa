import type { BarView } from "../../market/bar-view.ts";
import { AbsorptionWindows, type WindowSums } from "./absorption-windows.ts";
import { atLeastTimes, compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import type { Gaps } from "../fold/gaps.ts";
import { MAX_TICKS_PER_ROW, requireWhole } from "../fold/parameter.ts";
import { pointOfControl } from "../profile/point-of-control.ts";
import { ProfileRows } from "../profile/profile-rows.ts";
import { RowProfile } from "../profile/row-profile.ts";

export interface AbsorptionParameters {
  /** Length of the window, seconds. */
  readonly windowSec: number;
  /** Least volume of the window, lots; null: mean + `deviations` sd of the trailing windows. */
  readonly minimumLots: number | null;
  readonly deviations: number;
  /** The window's range as a share of its mid price must be below this. */
  readonly rangeShare: number;
  /** How many times the other side the dominant one must be. */
  readonly dominance: number;
  /** The net move in the dominant direction may be at most this share of the median range of the trailing windows. */
  readonly holdShare: number;
  /** Row height in which the price is told. */
  readonly ticksPerRow: number;
}

export const ABSORPTION_DEFAULTS: AbsorptionParameters = {
  windowSec: 5,
  minimumLots: null,
  deviations: 1,
  rangeShare: 0.0005,
  dominance: 2,
  holdShare: 0.25,
  ticksPerRow: 1,
};

/** Dominance at which the strength is 1. */
const FULL_STRENGTH = 5;

/**
 * One side trades hard and the price holds: `bid-absorption` when sellers dominate, `ask-absorption` when buyers do. Known with its second. All values are
 * those of the episode's first qualifying window; windows that touch a gap never qualify.
 */
export interface AbsorptionEvent {
  readonly kind: "bid-absorption" | "ask-absorption";
  /** Last second of the window. */
  readonly timeSec: number;
  readonly confirmedSec: number;
  /** Lowest tick of the row with most volume of the dominant side. */
  readonly priceTicks: number;
  /** 0..1: dominant / other / 5. */
  readonly strength: number;
  readonly volumeLots: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly reliable: boolean;
  readonly evidence: {
    readonly windowSec: number;
    readonly rangeTicks: number;
    readonly rangeShare: number;
    readonly mostRangeShare: number;
    readonly requiredDominance: number;
    /** Least volume in force, and what it was taken from; null where it was given. */
    readonly thresholdLots: number;
    readonly meanLots: number | null;
    readonly deviationLots: number | null;
    readonly deviations: number | null;
    /** Trailing windows known. */
    readonly windows: number;
    /** Last close - first open in the dominant direction, and the most it may be. */
    readonly moveTicks: number;
    readonly mostMoveTicks: number;
    readonly medianRangeTicks: number;
  };
}

interface Ratios {
  readonly rangeShare: DecimalRatio;
  readonly dominance: DecimalRatio;
  readonly holdShare: DecimalRatio;
  readonly deviations: DecimalRatio;
}

/**
 * Absorption (STUDIES.md section 1), at every second with a trade whose window lies inside the data: a range below 0.05 % of the price, a side of at least
 * twice the other, a volume of at least mean + 1 sd of the windows that ended in the 15 minutes before, and a net move of at most a quarter of
 * their median range. A qualifying second less than a window after the last qualifying one of its kind belongs to the same episode, which is one event.
 *
 * No event before 30 trailing windows are known. Around a price of 0 or below, the share is of the absolute mid price.
 */
export class AbsorptionFold {
  readonly #parameters: AbsorptionParameters;
  readonly #ratios: Ratios;
  readonly #windows: AbsorptionWindows;
  readonly #profile: RowProfile;
  readonly #rows: ProfileRows;
  /** Last qualifying second: sellers dominant, buyers dominant. */
  readonly #lastSec = { "bid-absorption": Number.NEGATIVE_INFINITY, "ask-absorption": Number.NEGATIVE_INFINITY };

  /** @throws RangeError naming the parameter. */
  constructor(parameters: AbsorptionParameters = ABSORPTION_DEFAULTS) {
    requireWhole("window", parameters.windowSec, 1, 300);
    if (parameters.minimumLots !== null) requireWhole("min_volume", parameters.minimumLots, 0, Number.MAX_SAFE_INTEGER);
    requireWhole("ticksPerRow", parameters.ticksPerRow, 1, MAX_TICKS_PER_ROW);
    this.#parameters = parameters;
    this.#ratios = {
      rangeShare: decimalRatio("rangeShare", parameters.rangeShare),
      dominance: decimalRatio("dominance", parameters.dominance),
      holdShare: decimalRatio("holdShare", parameters.holdShare),
      deviations: decimalRatio("deviations", parameters.deviations),
    };
    this.#windows = new AbsorptionWindows(parameters.windowSec);
    this.#profile = new RowProfile(parameters.ticksPerRow);
    this.#rows = new ProfileRows(parameters.ticksPerRow);
  }

  /** Folds the closed seconds `from..to-1`, later than all before. @param gaps every gap that starts at or before the last of them. */
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: AbsorptionEvent[]): void {
    this.#windows.append(bars, from, to, gaps, (window, recent) => {
      if (!this.#qualifies(window)) return;
      const kind = window.bidLots > window.askLots ? "bid-absorption" : "ask-absorption";
      if (window.endSec - this.#lastSec[kind] >= this.#parameters.windowSec) events.push(this.#eventOf(kind, window, recent));
      this.#lastSec[kind] = window.endSec;
    });
  }

  #qualifies(window: WindowSums): boolean {
    const { rangeShare, dominance, holdShare, deviations } = this.#ratios;
    const { minimumLots } = this.#parameters;
    const trailing = this.#windows;
    const { bidLots, askLots, highTicks, lowTicks } = window;
    if (!trailing.warm || bidLots === askLots) return false;
    if (compareProducts(2 * (highTicks - lowTicks), rangeShare.denominator, Math.abs(highTicks + lowTicks), rangeShare.numerator) >= 0) return false;
    if (!atLeastTimes(Math.max(bidLots, askLots), dominance, Math.min(bidLots, askLots))) return false;
    const lots = bidLots + askLots;
    if (minimumLots === null ? trailing.compareVolume(lots, deviations) < 0 : lots < minimumLots) return false;
    return compareProducts(2 * moveOf(window), holdShare.denominator, trailing.doubleMedianRange(), holdShare.numerator) <= 0;
  }

  #eventOf(kind: AbsorptionEvent["kind"], window: WindowSums, recent: BarView): AbsorptionEvent {
    const parameters = this.#parameters;
    const trailing = this.#windows;
    const { bidLots, askLots, highTicks, lowTicks, endSec } = window;
    const automatic = parameters.minimumLots === null;
    const { meanLots, deviationLots } = trailing.volumes();
    const medianRangeTicks = trailing.doubleMedianRange() / 2;
    return {
      kind,
      timeSec: endSec,
      confirmedSec: endSec,
      priceTicks: this.#priceOf(kind, window, recent),
      strength: Math.min(Math.max(bidLots, askLots) / Math.max(Math.min(bidLots, askLots), 1) / FULL_STRENGTH, 1),
      volumeLots: bidLots + askLots,
      bidLots,
      askLots,
      reliable: true,
      evidence: {
        windowSec: parameters.windowSec,
        rangeTicks: highTicks - lowTicks,
        rangeShare: (highTicks - lowTicks) / Math.abs((highTicks + lowTicks) / 2),
        mostRangeShare: parameters.rangeShare,
        requiredDominance: parameters.dominance,
        thresholdLots: parameters.minimumLots ?? meanLots + parameters.deviations * deviationLots,
        meanLots: automatic ? meanLots : null,
        deviationLots: automatic ? deviationLots : null,
        deviations: automatic ? parameters.deviations : null,
        windows: trailing.count,
        moveTicks: moveOf(window),
        mostMoveTicks: parameters.holdShare * medianRangeTicks,
        medianRangeTicks,
      },
    };
  }

  #priceOf(kind: AbsorptionEvent["kind"], window: WindowSums, recent: BarView): number {
    this.#profile.clear();
    this.#profile.add(recent, window.from, window.to);
    this.#rows.clear();
    this.#profile.collect(this.#rows);
    const at = pointOfControl(this.#rows, 0, this.#rows.length, kind === "bid-absorption" ? "bid" : "ask");
    return this.#rows.row[at] * this.#parameters.ticksPerRow;
  }
}

/** Net move of the window in the direction of its dominant side, ticks. */
function moveOf({ bidLots, askLots, openTicks, closeTicks }: WindowSums): number {
  return bidLots > askLots ? openTicks - closeTicks : closeTicks - openTicks;
}

/** Absorptions of all bars, in the order in which they became known. */
export function absorptions(bars: BarView, gaps: Gaps, parameters: AbsorptionParameters = ABSORPTION_DEFAULTS): AbsorptionEvent[] {
  const events: AbsorptionEvent[] = [];
  new AbsorptionFold(parameters).append(bars, 0, bars.length, gaps, events);
  return events;
}
