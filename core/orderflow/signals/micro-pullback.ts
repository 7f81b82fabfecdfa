import type { BarView } from "../../market/bar-view.ts";
import { BURST_DEFAULTS, type BurstEvent, BurstFold, type BurstParameters } from "./burst.ts";
import { compareProducts, type DecimalRatio, decimalRatio } from "../fold/decimal-ratio.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { requireWhole } from "../fold/parameter.ts";

export interface MicroPullbackParameters extends BurstParameters {
  /** Share of the burst's move from which a retrace counts, and up to which it is a pullback. */
  readonly leastRetrace: number;
  readonly mostRetrace: number;
  /** Seconds after the burst in which to pull back, and after the pullback in which to push. */
  readonly withinSec: number;
}

export const MICRO_PULLBACK_DEFAULTS: MicroPullbackParameters = { ...BURST_DEFAULTS, leastRetrace: 0.2, mostRetrace: 0.6, withinSec: 10 };

/** After a burst the price gives back part of its move. Known with its second. */
export interface MicroPullbackEvent {
  readonly kind: "micro-pullback";
  /** Of the burst it follows. */
  readonly side: "buy" | "sell";
  readonly timeSec: number;
  readonly confirmedSec: number;
  /** First second of the burst. */
  readonly burstSec: number;
  /** The second's extreme against the burst: its low after buying, its high after selling. */
  readonly priceTicks: number;
  readonly volumeLots: number;
  readonly deltaLots: number;
  /** `false` when the burst is not reliable or a second since it is missing. */
  readonly reliable: boolean;
  readonly evidence: {
    readonly originTicks: number;
    readonly extremeTicks: number;
    readonly retraceTicks: number;
    /** Retrace as a share of the burst's move, and the thresholds. */
    readonly retrace: number;
    readonly leastRetrace: number;
    readonly mostRetrace: number;
    readonly withinSec: number;
  };
}

/** After the pullback the price passes the burst's extreme with delta in its direction. Known with its second. */
export interface MicroPushEvent {
  readonly kind: "micro-push";
  readonly side: "buy" | "sell";
  readonly timeSec: number;
  readonly confirmedSec: number;
  readonly burstSec: number;
  /** The second's extreme with the burst: its high after buying, its low after selling. */
  readonly priceTicks: number;
  readonly volumeLots: number;
  readonly deltaLots: number;
  readonly reliable: boolean;
  readonly evidence: {
    readonly originTicks: number;
    readonly extremeTicks: number;
    readonly pullbackSec: number;
    readonly withinSec: number;
  };
}

export type BurstFlowEvent = BurstEvent | MicroPullbackEvent | MicroPushEvent;

/** A burst that is followed. */
interface Followed {
  readonly burst: BurstEvent;
  /** 1 after buying, -1 after selling: prices times this rise with the burst. */
  readonly sign: 1 | -1;
  readonly lastSec: number;
  /** Second of the pullback, `NaN` before it. */
  pullbackSec: number;
}

/**
 * Bursts and what follows them (STUDIES.md section 1). With the move `M = extreme - first open` of a burst, the first second within 10 s after it that
 * retraces at least 20 % of M is a pullback when it retraces at most 60 %; otherwise nothing follows. The first second within 10 s after that which passes
 * the burst's extreme with delta in its direction is a push, unless an earlier one has traded beyond the burst's origin.
 *
 * What happens within one second has no order, so a second that breaks the origin and qualifies as a push is a push.
 */
export class MicroPullbackFold {
  readonly #bursts: BurstFold;
  readonly #parameters: MicroPullbackParameters;
  readonly #leastRetrace: DecimalRatio;
  readonly #mostRetrace: DecimalRatio;
  /** Oldest first; each is forgotten after twice `withinSec` at the latest. */
  #followed: Followed[] = [];

  /** @throws RangeError naming the parameter. */
  constructor(parameters: MicroPullbackParameters = MICRO_PULLBACK_DEFAULTS) {
    this.#bursts = new BurstFold(parameters);
    this.#parameters = parameters;
    this.#leastRetrace = decimalRatio("leastRetrace", parameters.leastRetrace);
    this.#mostRetrace = decimalRatio("mostRetrace", parameters.mostRetrace);
    if (parameters.mostRetrace < parameters.leastRetrace) {
      throw new RangeError(`mostRetrace ${parameters.mostRetrace} must be at least leastRetrace ${parameters.leastRetrace}`);
    }
    requireWhole("withinSec", parameters.withinSec, 1, 600);
  }

  /** Folds the closed seconds `from..to-1`, later than all before. @param gaps every gap that starts at or before the last of them. */
  append(bars: BarView, from: number, to: number, gaps: Gaps, events: BurstFlowEvent[]): void {
    const found: BurstEvent[] = [];
    for (let index = from; index < to; index++) {
      this.#bursts.append(bars, index, index + 1, gaps, found);
      for (const burst of found) {
        events.push(burst);
        this.#follow(burst);
      }
      found.length = 0;
      if (this.#followed.length > 0) this.#followed = this.#followed.filter((followed) => this.#take(followed, bars, index, gaps, events));
    }
  }

  #follow(burst: BurstEvent): void {
    const sign = burst.kind === "buying-burst" ? 1 : -1;
    const { extremeTicks, originTicks } = burst.evidence;
    if (sign * (extremeTicks - originTicks) <= 0) return;
    this.#followed.push({ burst, sign, lastSec: burst.timeSec + burst.durationSec - 1, pullbackSec: Number.NaN });
  }

  /** Looks at one second after the burst; `false` when nothing more can follow. */
  #take(followed: Followed, bars: BarView, index: number, gaps: Gaps, events: BurstFlowEvent[]): boolean {
    const pulledBack = !Number.isNaN(followed.pullbackSec);
    const fromSec = pulledBack ? followed.pullbackSec : followed.lastSec;
    if (bars.timeSec[index] > fromSec + this.#parameters.withinSec) return false;
    return pulledBack ? this.#lookForPush(followed, bars, index, gaps, events) : this.#lookForPullback(followed, bars, index, gaps, events);
  }

  #lookForPullback(followed: Followed, bars: BarView, index: number, gaps: Gaps, events: BurstFlowEvent[]): boolean {
    const { burst, sign } = followed;
    const { originTicks, extremeTicks } = burst.evidence;
    const priceTicks = sign === 1 ? bars.lowTicks[index] : bars.highTicks[index];
    const moveTicks = sign * (extremeTicks - originTicks);
    const retraceTicks = sign * (extremeTicks - priceTicks);
    const { leastRetrace, mostRetrace, withinSec } = this.#parameters;
    if (compareProducts(retraceTicks, this.#leastRetrace.denominator, moveTicks, this.#leastRetrace.numerator) < 0) return true;
    if (compareProducts(retraceTicks, this.#mostRetrace.denominator, moveTicks, this.#mostRetrace.numerator) > 0) return false;
    const evidence = { originTicks, extremeTicks, retraceTicks, retrace: retraceTicks / moveTicks, leastRetrace, mostRetrace, withinSec };
    events.push({ kind: "micro-pullback", ...stamp(followed, bars, index, gaps), priceTicks, evidence });
    followed.pullbackSec = bars.timeSec[index];
    return true;
  }

  #lookForPush(followed: Followed, bars: BarView, index: number, gaps: Gaps, events: BurstFlowEvent[]): boolean {
    const { burst, sign, pullbackSec } = followed;
    const { originTicks, extremeTicks } = burst.evidence;
    const [forward, back] = sign === 1 ? [bars.highTicks[index], bars.lowTicks[index]] : [bars.lowTicks[index], bars.highTicks[index]];
    const delta = bars.askLots[index] - bars.bidLots[index];
    if (sign * (forward - extremeTicks) > 0 && sign * delta > 0) {
      const evidence = { originTicks, extremeTicks, pullbackSec, withinSec: this.#parameters.withinSec };
      events.push({ kind: "micro-push", ...stamp(followed, bars, index, gaps), priceTicks: forward, evidence });
      return false;
    }
    return sign * (back - originTicks) >= 0;
  }
}

/** What pullback and push have in common. */
function stamp({ burst, sign }: Followed, bars: BarView, index: number, gaps: Gaps) {
  const timeSec = bars.timeSec[index];
  return {
    side: sign === 1 ? ("buy" as const) : ("sell" as const),
    timeSec,
    confirmedSec: timeSec,
    burstSec: burst.timeSec,
    volumeLots: bars.volumeLots[index],
    deltaLots: bars.askLots[index] - bars.bidLots[index],
    reliable: burst.reliable && !touchesGap(gaps, burst.timeSec, timeSec + 1),
  };
}

/** Bursts, pullbacks and pushes of all bars, in the order in which they became known. */
export function microPullbacks(bars: BarView, gaps: Gaps, parameters: MicroPullbackParameters = MICRO_PULLBACK_DEFAULTS): BurstFlowEvent[] {
  const events: BurstFlowEvent[] = [];
  new MicroPullbackFold(parameters).append(bars, 0, bars.length, gaps, events);
  return events;
}
