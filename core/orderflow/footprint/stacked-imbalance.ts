import type { BarView } from "../../market/bar-view.ts";
import { DiagonalImbalanceFold, IMBALANCE_DEFAULTS, type ImbalanceParameters } from "./diagonal-imbalance.ts";
import type { FootprintBars } from "./footprint-bars.ts";
import { type Gaps, touchesGap } from "../fold/gaps.ts";
import { createImbalanceSeries, imbalanceRuns, type ImbalanceRun, type ImbalanceSeries } from "./imbalance-series.ts";
import { requireWhole } from "../fold/parameter.ts";

export interface StackedImbalanceParameters extends ImbalanceParameters {
  /** How long a zone lasts at most, seconds after the end of its bar. */
  readonly maximumAgeSec: number;
}

export const STACKED_IMBALANCE_DEFAULTS = { ...IMBALANCE_DEFAULTS, maximumAgeSec: 1800 } as const;

/** Enough adjacent imbalances of one side in one bar. Known at the bar's end; from then on it is a zone. */
export interface StackedImbalanceEvent {
  readonly kind: "stacked-imbalance";
  readonly side: "buy" | "sell";
  /** Start of the bar. */
  readonly timeSec: number;
  /** Last second of the bar. */
  readonly confirmedSec: number;
  /** Lowest tick of the lowest row and highest tick of the highest. */
  readonly lowTicks: number;
  readonly highTicks: number;
  readonly reliable: boolean;
  readonly evidence: {
    readonly rows: number;
    readonly requiredRows: number;
    /** Volume of the dominant side in all rows. */
    readonly dominantLots: number;
    readonly lowestRatio: number;
    readonly requiredRatio: number;
    readonly minimumLots: number;
  };
}

/** The end of a zone: what its event drew stays, up to `confirmedSec`. */
export interface StackedImbalanceEndEvent {
  readonly kind: "stacked-imbalance-end";
  /** Which zone: side, bar and lowest tick of its event. */
  readonly side: "buy" | "sell";
  readonly timeSec: number;
  readonly lowTicks: number;
  /** `traded-through`: this second traded beyond the far side; `age`: the first second of which it is too old. */
  readonly confirmedSec: number;
  readonly reason: "traded-through" | "age";
  /** `false` when a second since the bar's start is missing: it may have ended before. */
  readonly reliable: boolean;
  readonly evidence: { readonly priceTicks: number | null; readonly maximumAgeSec: number };
}

export type ZoneEvent = StackedImbalanceEvent | StackedImbalanceEndEvent;

/** Where the fold writes: every imbalance, and the zones' beginnings and ends in the order in which they became known. */
export interface ImbalanceOutput {
  readonly imbalances: ImbalanceSeries;
  readonly events: ZoneEvent[];
}

interface Zone {
  readonly event: StackedImbalanceEvent;
  readonly expirySec: number;
}

/**
 * Diagonal imbalances, their stacks, and the life of each stack as a zone (STUDIES.md section 1). A buy zone ends at the first second that trades below its
 * lowest tick, a sell zone at the first that trades above its highest; either at its maximum age, counted from the end of its bar.
 */
export class StackedImbalanceFold {
  readonly #imbalances: DiagonalImbalanceFold;
  readonly #parameters: StackedImbalanceParameters;
  /** Open, oldest first. Bounded by the maximum age. */
  #zones: Zone[] = [];
  #openBarEndSec = Number.POSITIVE_INFINITY;

  /**
   * @param footprint takes the footprint of the same bars; see DiagonalImbalanceFold.
   * @throws RangeError naming the parameter.
   */
  constructor(parameters: StackedImbalanceParameters, footprint: FootprintBars | null = null) {
    this.#imbalances = new DiagonalImbalanceFold(parameters, footprint);
    this.#parameters = parameters;
    requireWhole("maximumAgeSec", parameters.maximumAgeSec, 1, 86_400);
  }

  /** Folds the closed seconds `from..to-1`; see TimeframeFold.append. */
  append(bars: BarView, from: number, to: number, gaps: Gaps, output: ImbalanceOutput): void {
    const { timeSec } = bars;
    const { timeframeSec } = this.#parameters;
    for (let index = from; index < to; ) {
      this.closeThrough(timeSec[index], gaps, output);
      const endSec = Math.floor(timeSec[index] / timeframeSec) * timeframeSec + timeframeSec;
      let next = index;
      for (; next < to && timeSec[next] < endSec; next++) {
        if (this.#zones.length > 0) this.#endZones(bars, next, gaps, output);
      }
      const isComplete = timeSec[next - 1] === endSec - 1;
      if (isComplete) this.#expireThrough(endSec, gaps, output);
      this.#openBarEndSec = isComplete ? Number.POSITIVE_INFINITY : endSec;
      const known = output.imbalances.length;
      this.#imbalances.append(bars, index, next, gaps, output.imbalances);
      this.#openZones(known, output);
      index = next;
    }
  }

  /** Says that every second below `sec` has closed; see TimeframeFold.closeThrough. */
  closeThrough(sec: number, gaps: Gaps, output: ImbalanceOutput): void {
    if (this.#openBarEndSec <= sec) {
      this.#expireThrough(this.#openBarEndSec, gaps, output);
      this.#openBarEndSec = Number.POSITIVE_INFINITY;
      const known = output.imbalances.length;
      this.#imbalances.closeThrough(sec, gaps, output.imbalances);
      this.#openZones(known, output);
    }
    this.#expireThrough(sec, gaps, output);
  }

  /** Writes the imbalances of the bar that is still open as it stands; stacks become events at its end only. */
  writeForming(gaps: Gaps, output: ImbalanceOutput): boolean {
    return this.#imbalances.writeForming(gaps, output.imbalances);
  }

  /** The zones that have not ended, oldest first. */
  openZones(): StackedImbalanceEvent[] {
    return this.#zones.map((zone) => zone.event);
  }

  /** Makes the zones that these events have begun and not ended the open ones. @param events in the order in which they became known. */
  adoptZones(events: readonly ZoneEvent[]): void {
    const open = new Map<string, StackedImbalanceEvent>();
    for (const event of events) {
      const zone = `${event.side} ${event.timeSec} ${event.lowTicks}`;
      if (event.kind === "stacked-imbalance") open.set(zone, event);
      else open.delete(zone);
    }
    this.#zones = Array.from(open.values(), (event) => this.#zoneOf(event));
  }

  #zoneOf(event: StackedImbalanceEvent): Zone {
    const { timeframeSec, maximumAgeSec } = this.#parameters;
    return { event, expirySec: event.timeSec + timeframeSec + maximumAgeSec };
  }

  /** Opens the zones of a bar that has just been completed: its imbalances are those from `first` on. */
  #openZones(first: number, { imbalances, events }: ImbalanceOutput): void {
    for (const run of imbalanceRuns(imbalances, first, this.#parameters.stackRows)) {
      const event = this.#eventOf(run, imbalances);
      events.push(event);
      this.#zones.push(this.#zoneOf(event));
    }
  }

  #eventOf({ side, lowRow, highRow, firstEntry, lastEntry }: ImbalanceRun, { columns }: ImbalanceSeries): StackedImbalanceEvent {
    const { timeframeSec, ticksPerRow, stackRows, ratio } = this.#parameters;
    const timeSec = columns.timeSec[firstEntry];
    const dominant = side === 1 ? columns.askLots : columns.bidLots;
    let dominantLots = 0;
    let lowestRatio = Number.POSITIVE_INFINITY;
    for (let entry = firstEntry; entry <= lastEntry; entry++) {
      if (columns.side[entry] !== side) continue;
      dominantLots += dominant[entry];
      lowestRatio = Math.min(lowestRatio, columns.ratio[entry]);
    }
    return {
      kind: "stacked-imbalance",
      side: side === 1 ? "buy" : "sell",
      timeSec,
      confirmedSec: timeSec + timeframeSec - 1,
      lowTicks: lowRow * ticksPerRow,
      highTicks: highRow * ticksPerRow + ticksPerRow - 1,
      reliable: columns.reliable[firstEntry] === 1,
      evidence: {
        rows: highRow - lowRow + 1,
        requiredRows: stackRows,
        dominantLots,
        lowestRatio,
        requiredRatio: ratio,
        minimumLots: columns.minimumLots[firstEntry],
      },
    };
  }

  /** Ends the zones that are too old for a second, then those that it trades through. */
  #endZones(bars: BarView, index: number, gaps: Gaps, output: ImbalanceOutput): void {
    const sec = bars.timeSec[index];
    this.#expireThrough(sec, gaps, output);
    const low = bars.lowTicks[index];
    const high = bars.highTicks[index];
    let kept = 0;
    for (const zone of this.#zones) {
      const { side, lowTicks, highTicks } = zone.event;
      const through = side === "buy" ? low < lowTicks : high > highTicks;
      if (through) output.events.push(this.#endOf(zone, sec, "traded-through", side === "buy" ? low : high, gaps));
      else this.#zones[kept++] = zone;
    }
    this.#zones.length = kept;
  }

  /** Ends the zones that are too old for second `sec`. */
  #expireThrough(sec: number, gaps: Gaps, output: ImbalanceOutput): void {
    let expired = 0;
    while (expired < this.#zones.length && this.#zones[expired].expirySec <= sec) {
      const zone = this.#zones[expired++];
      output.events.push(this.#endOf(zone, zone.expirySec, "age", null, gaps));
    }
    if (expired > 0) this.#zones.splice(0, expired);
  }

  #endOf({ event }: Zone, confirmedSec: number, reason: "traded-through" | "age", priceTicks: number | null, gaps: Gaps): StackedImbalanceEndEvent {
    const { side, timeSec, lowTicks } = event;
    const { maximumAgeSec } = this.#parameters;
    const reliable = !touchesGap(gaps, timeSec, reason === "age" ? confirmedSec : confirmedSec + 1);
    return { kind: "stacked-imbalance-end", side, timeSec, lowTicks, confirmedSec, reason, reliable, evidence: { priceTicks, maximumAgeSec } };
  }
}

/** Imbalances, stacks and zones of all bars. The last bar's imbalances are as far as it has come; a stack of it is no event before it ends. */
export function stackedImbalances(bars: BarView, gaps: Gaps, parameters: StackedImbalanceParameters): ImbalanceOutput {
  const output: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: [] };
  const fold = new StackedImbalanceFold(parameters);
  fold.append(bars, 0, bars.length, gaps, output);
  fold.writeForming(gaps, output);
  return output;
}
