import type { BarView } from "../../market/bar-view.ts";
import { compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { compareWithDeviation, standardDeviation } from "../fold/deviation.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { requireWhole } from "../fold/parameter.ts";
import { TrailingWindow, WARM_UP_SEC } from "../fold/trailing-window.ts";

export interface BurstParameters {
  /** Lots per second of one side above which a burst starts and goes on; null: automatic. */
  readonly thresholdLots: number | null;
  /** Standard deviations above the mean at which an automatic burst starts. */
  readonly deviations: number;
  /** Seconds before the start from which mean and deviation are taken. */
  readonly windowSec: number;
}

export const BURST_DEFAULTS: BurstParameters = { thresholdLots: null, deviations: 2, windowSec: 300 };

/** Seconds a burst lasts at least. */
const LEAST_SECONDS = 2;

/** A run of seconds in which one side trades far more than it did before. */
export interface BurstEvent {
  readonly kind: "buying-burst" | "selling-burst";
  /** Its first second. */
  readonly timeSec: number;
  /** The first second with a trade after it: then it was known to have ended. */
  readonly confirmedSec: number;
  readonly durationSec: number;
  /** Both sides. */
  readonly volumeLots: number;
  /** Mean of ask - bid per second; negative when selling. */
  readonly averageDeltaLots: number;
  /** Close of its first second. */
  readonly priceTicks: number;
  /** `false` when the second before or after it is missing: it may be longer. */
  readonly reliable: boolean;
  readonly evidence: {
    /** The side's volume in the first second, which had to exceed `thresholdLots`; the later ones had to exceed `meanLots`, or the threshold when that was given. */
    readonly firstLots: number;
    readonly thresholdLots: number;
    readonly meanLots: number | null;
    readonly deviationLots: number | null;
    readonly deviations: number | null;
    /** Seconds of data in the trailing window. */
    readonly windowSeconds: number | null;
    /** First open, and the highest high (buying) or lowest low (selling). */
    readonly originTicks: number;
    readonly extremeTicks: number;
    /** The side's volume in all its seconds, and in the least of the later ones. */
    readonly sideLots: number;
    readonly leastLots: number;
  };
}

/** A burst that has started and may go on. */
interface OpenBurst {
  readonly firstSec: number;
  readonly originTicks: number;
  readonly priceTicks: number;
  readonly evidence: Omit<BurstEvent["evidence"], "originTicks" | "extremeTicks" | "sideLots" | "leastLots">;
  /** It goes on while `lots * count > sum`. */
  readonly count: number;
  readonly sum: number;
  lastSec: number;
  volumeLots: number;
  deltaLots: number;
  extremeTicks: number;
  sideLots: number;
  /** Of the seconds after the first. */
  leastLots: number;
}

/**
 * Bursts of buying and of selling (STUDIES.md section 1), the sides apart. One starts at a second whose volume of the side exceeds mean + k sd of that side's
 * volume per second over the window before it, and goes on through directly following seconds above the mean of that same window.
 */
export class BurstFold {
  readonly #sides: readonly [BurstSide, BurstSide];

  /** @throws RangeError naming the parameter. */
  constructor(parameters: BurstParameters = BURST_DEFAULTS) {
    if (parameters.thresholdLots !== null) requireWhole("threshold", parameters.thresholdLots, 0, Number.MAX_SAFE_INTEGER);
    requireWhole("windowSec", parameters.windowSec, WARM_UP_SEC, 3600);
    const deviations = decimalRatio("deviations", parameters.deviations);
    this.#sides = [new BurstSide("buying-burst", parameters, deviations), new BurstSide("selling-burst", parameters, deviations)];
  }

  /**
   * Folds the closed seconds `from..to-1`, later than all before.
   * @param gaps every gap that starts at or before the last of them; later ones have no influence.
   */
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: BurstEvent[]): void {
    for (let index = from; index < to; index++) {
      const missing = touchesGap(gaps, bars.timeSec[index], bars.timeSec[index] + 1);
      for (const side of this.#sides) side.take(bars, index, missing, gaps, events);
    }
  }
}

/** One side's window and open burst. */
class BurstSide {
  readonly #kind: BurstEvent["kind"];
  readonly #parameters: BurstParameters;
  readonly #deviations: DecimalRatio;
  readonly #window: TrailingWindow;
  #open: OpenBurst | undefined;

  constructor(kind: BurstEvent["kind"], parameters: BurstParameters, deviations: DecimalRatio) {
    this.#kind = kind;
    this.#parameters = parameters;
    this.#deviations = deviations;
    this.#window = new TrailingWindow(parameters.windowSec);
  }

  take(bars: BarView, index: number, missing: boolean, gaps: Gaps, events: BurstEvent[]): void {
    const sec = bars.timeSec[index];
    const lots = this.#kind === "buying-burst" ? bars.askLots[index] : bars.bidLots[index];
    this.#window.advanceTo(sec, gaps);
    const open = this.#open;
    if (open !== undefined && !missing && sec === open.lastSec + 1 && compareProducts(lots, open.count, open.sum, 1) > 0) {
      open.leastLots = Math.min(open.leastLots, lots);
      this.#extend(open, bars, index, lots);
    } else {
      if (open !== undefined) this.#end(open, sec, gaps, events);
      this.#open = missing ? undefined : this.#start(bars, index, lots);
    }
    if (!missing) this.#window.add(sec, lots);
  }

  #start(bars: BarView, index: number, lots: number): OpenBurst | undefined {
    const { thresholdLots, deviations } = this.#parameters;
    const { count, sum } = this.#window;
    if (thresholdLots !== null) {
      if (lots <= thresholdLots) return undefined;
      const given = { firstLots: lots, thresholdLots, meanLots: null, deviationLots: null, deviations: null, windowSeconds: null };
      return this.#opened(bars, index, 1, thresholdLots, given);
    }
    if (count < WARM_UP_SEC || compareWithDeviation(lots, this.#window, this.#deviations) <= 0) return undefined;
    const meanLots = sum / count;
    const deviationLots = standardDeviation(this.#window);
    const taken = { firstLots: lots, thresholdLots: meanLots + deviations * deviationLots, meanLots, deviationLots, deviations, windowSeconds: count };
    return this.#opened(bars, index, count, sum, taken);
  }

  #opened(bars: BarView, index: number, count: number, sum: number, evidence: OpenBurst["evidence"]): OpenBurst {
    const open: OpenBurst = {
      firstSec: bars.timeSec[index],
      originTicks: bars.openTicks[index],
      priceTicks: bars.closeTicks[index],
      evidence,
      count,
      sum,
      lastSec: 0,
      volumeLots: 0,
      deltaLots: 0,
      extremeTicks: this.#kind === "buying-burst" ? bars.highTicks[index] : bars.lowTicks[index],
      sideLots: 0,
      leastLots: Number.POSITIVE_INFINITY,
    };
    this.#extend(open, bars, index, evidence.firstLots);
    return open;
  }

  #extend(open: OpenBurst, bars: BarView, index: number, lots: number): void {
    open.sideLots += lots;
    open.lastSec = bars.timeSec[index];
    open.volumeLots += bars.volumeLots[index];
    open.deltaLots += bars.askLots[index] - bars.bidLots[index];
    open.extremeTicks =
      this.#kind === "buying-burst" ? Math.max(open.extremeTicks, bars.highTicks[index]) : Math.min(open.extremeTicks, bars.lowTicks[index]);
  }

  #end(open: OpenBurst, confirmedSec: number, gaps: Gaps, events: BurstEvent[]): void {
    const durationSec = open.lastSec - open.firstSec + 1;
    if (durationSec < LEAST_SECONDS) return;
    events.push({
      kind: this.#kind,
      timeSec: open.firstSec,
      confirmedSec,
      durationSec,
      volumeLots: open.volumeLots,
      averageDeltaLots: open.deltaLots / durationSec,
      priceTicks: open.priceTicks,
      reliable: !touchesGap(gaps, open.firstSec - 1, open.lastSec + 2),
      evidence: { ...open.evidence, originTicks: open.originTicks, extremeTicks: open.extremeTicks, sideLots: open.sideLots, leastLots: open.leastLots },
    });
  }
}

/** Bursts of all bars, in the order in which they ended. One that the last bar belongs to has not. */
export function bursts(bars: BarView, gaps: Gaps, parameters: BurstParameters = BURST_DEFAULTS): BurstEvent[] {
  const events: BurstEvent[] = [];
  new BurstFold(parameters).append(bars, 0, bars.length, gaps, events);
  return events;
}
