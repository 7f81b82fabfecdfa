import { plainDecimal } from "../core/market/decimal-step.ts";
import { formatPrice, formatDelta, formatVolume } from "../core/view/number-format.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import { momentText } from "../core/view/clock-text.ts";

/** One thing that was measured and, where the rule asks something of it, what. */
export interface SignalMeasure {
  readonly label: string;
  readonly value: string;
  /** The threshold in force, with its comparison: `≥ 12.5`; "" where there is none. */
  readonly asked: string;
}

/** An event explained to a person. */
export interface SignalWords {
  readonly title: string;
  /** When it happened, on the clock that was chosen, with the date where that is not the newest day. */
  readonly time: string;
  /** What it means and by which rule it was found, one sentence. */
  readonly rule: string;
  readonly measures: readonly SignalMeasure[];
  /** What is to be doubted; "" for a reliable event. */
  readonly note: string;
}

const DECIMALS_OF_THRESHOLDS = 6;

type Kinds<Kind extends OrderFlowEvent["kind"]> = Extract<OrderFlowEvent, { readonly kind: Kind }>;
type Told = Pick<SignalWords, "title" | "rule" | "measures">;

/**
 * The title, the rule in words, and the measured values with the thresholds in force.
 * @param utcOffsetSec local time minus UTC: all times are told on that clock.
 * @param newestSec the newest second of the market: of another day, the date is told too.
 */
export function signalWords(event: OrderFlowEvent, instrument: ParsedInstrument, utcOffsetSec: number, newestSec: number): SignalWords {
  const note = event.reliable ? "" : "Missing seconds may have changed this";
  const timeText = (sec: number): string => momentText(sec + utcOffsetSec, newestSec + utcOffsetSec);
  return { ...tell(event, instrument, timeText), time: timeText(event.timeSec), note };
}

function tell(event: OrderFlowEvent, instrument: ParsedInstrument, timeText: (sec: number) => string): Told {
  switch (event.kind) {
    case "bid-absorption":
    case "ask-absorption":
      return absorptionWords(event, instrument);
    case "bullish-exhaustion":
    case "bearish-exhaustion":
      return exhaustionWords(event, instrument);
    case "buying-burst":
    case "selling-burst":
      return burstWords(event, instrument);
    case "micro-pullback":
      return pullbackWords(event, instrument);
    case "micro-push":
      return pushWords(event, instrument, timeText);
    case "upside-sweep":
    case "downside-sweep":
      return sweepWords(event, instrument);
    case "stacked-imbalance":
      return stackWords(event, instrument);
    case "stacked-imbalance-end":
      return zoneEndWords(event, instrument);
  }
}

function absorptionWords(event: Kinds<"bid-absorption" | "ask-absorption">, instrument: ParsedInstrument): Told {
  const { evidence, bidLots, askLots } = event;
  const isBid = event.kind === "bid-absorption";
  const [who, other] = isBid ? ["Sellers", "down"] : ["Buyers", "up"];
  const [large, small] = isBid ? [bidLots, askLots] : [askLots, bidLots];
  const [dominance, range] = [decimalsOf(1, evidence.requiredDominance), decimalsOf(3, evidence.mostRangeShare * 100)];
  return {
    title: isBid ? "Bid absorption" : "Ask absorption",
    rule: `${who} hit hard for ${evidence.windowSec} s, yet the price did not go ${other}: someone took it all.`,
    measures: [
      measure("Volume", volume(event.volumeLots, instrument), `≥ ${volume(upwards(evidence.thresholdLots), instrument)}`),
      measure(`${who} / other side`, small === 0 ? "one side only" : times(large / small, dominance), `≥ ${times(evidence.requiredDominance, dominance)}`),
      measure("Range / price", percent(evidence.rangeShare, range), `< ${percent(evidence.mostRangeShare, range)}`),
      measure(`Net move ${other}`, signedTicks(evidence.moveTicks, instrument), `≤ ${price(downwards(evidence.mostMoveTicks), instrument)}`),
      measure("Price", price(event.priceTicks, instrument)),
      measure("Strength", percent(event.strength)),
    ],
  };
}

function exhaustionWords(event: Kinds<"bullish-exhaustion" | "bearish-exhaustion">, instrument: ParsedInstrument): Told {
  const { evidence } = event;
  const isUp = event.kind === "bullish-exhaustion";
  return {
    title: isUp ? "Exhaustion of the up-move" : "Exhaustion of the down-move",
    rule: `The close is ${isUp ? "above" : "below"} the ${evidence.lookback - 1} before it, but delta and volume dry up: the ${isUp ? "up" : "down"}-move is tiring.`,
    measures: [
      measure("Close", price(event.priceTicks, instrument), `${isUp ? ">" : "<"} ${price(evidence.passedTicks, instrument)}`),
      measure("Delta", delta(event.deltaLots, instrument), `${isUp ? "<" : ">"} ${percent(evidence.deltaShare, decimalsOf(0, evidence.deltaShare * 100))} of ${delta(event.previousDeltaLots, instrument)}`),
      measure("Previous delta", delta(event.previousDeltaLots, instrument), `size ≥ ${volume(upwards(evidence.meanDeltaLots), instrument)}`),
      measure("Volume", volume(evidence.volumeLots, instrument), `< ${volume(upwards(evidence.volumeShare * evidence.meanVolumeLots), instrument)}`),
      measure("Strength", percent(event.strength)),
    ],
  };
}

function burstWords(event: Kinds<"buying-burst" | "selling-burst">, instrument: ParsedInstrument): Told {
  const { evidence } = event;
  const isBuying = event.kind === "buying-burst";
  const goesOn = evidence.meanLots ?? evidence.thresholdLots;
  return {
    title: isBuying ? "Buying burst" : "Selling burst",
    rule: `Seconds in a row in which ${isBuying ? "buyers" : "sellers"} trade far more than in the minutes before.`,
    measures: [
      measure("First second", volume(evidence.firstLots, instrument), `> ${volume(downwards(evidence.thresholdLots), instrument)}`),
      measure("Least later second", volume(evidence.leastLots, instrument), `> ${volume(downwards(goesOn), instrument)}`),
      measure("Duration", `${event.durationSec} s`, "≥ 2 s"),
      measure(isBuying ? "Bought" : "Sold", `${volume(evidence.sideLots, instrument)} of ${volume(event.volumeLots, instrument)}`),
      measure("Mean delta", `${delta(event.averageDeltaLots, instrument)} /s`),
      measure("Moved", `${price(evidence.originTicks, instrument)} → ${price(evidence.extremeTicks, instrument)}`),
    ],
  };
}

function pullbackWords(event: Kinds<"micro-pullback">, instrument: ParsedInstrument): Told {
  const { evidence } = event;
  const isBuy = event.side === "buy";
  const decimals = decimalsOf(0, evidence.leastRetrace * 100, evidence.mostRetrace * 100);
  return {
    title: isBuy ? "Micro pullback after buying" : "Micro pullback after selling",
    rule: `Within ${evidence.withinSec} s of a ${isBuy ? "buying" : "selling"} burst the price gives back a part of its move, not most of it.`,
    measures: [
      measure("Gave back", percent(evidence.retrace, decimals), `${percent(evidence.leastRetrace, decimals)} to ${percent(evidence.mostRetrace, decimals)}`),
      measure("Burst", `${price(evidence.originTicks, instrument)} → ${price(evidence.extremeTicks, instrument)}`),
      measure("Back to", price(event.priceTicks, instrument)),
      measure("Volume", volume(event.volumeLots, instrument)),
      measure("Delta", delta(event.deltaLots, instrument)),
    ],
  };
}

function pushWords(event: Kinds<"micro-push">, instrument: ParsedInstrument, timeText: (sec: number) => string): Told {
  const { evidence } = event;
  const isBuy = event.side === "buy";
  return {
    title: isBuy ? "Micro push up" : "Micro push down",
    rule: `Within ${evidence.withinSec} s of a pullback the price passes the burst's ${isBuy ? "high" : "low"} with delta in its direction: the move goes on.`,
    measures: [
      measure(isBuy ? "New high" : "New low", price(event.priceTicks, instrument), `${isBuy ? ">" : "<"} ${price(evidence.extremeTicks, instrument)}`),
      measure("Delta", delta(event.deltaLots, instrument), isBuy ? "> 0" : "< 0"),
      measure("Volume", volume(event.volumeLots, instrument)),
      measure("Pullback at", timeText(evidence.pullbackSec), `≤ ${evidence.withinSec} s ago`),
    ],
  };
}

function sweepWords(event: Kinds<"upside-sweep" | "downside-sweep">, instrument: ParsedInstrument): Told {
  const { evidence } = event;
  const isUp = event.kind === "upside-sweep";
  const [share, wick] = [decimalsOf(0, evidence.requiredSideShare * 100), decimalsOf(1, evidence.wickFactor)];
  return {
    title: isUp ? "Sweep up, rejected" : "Sweep down, rejected",
    rule: `The price took out the ${isUp ? "high" : "low"} of the last ${evidence.lookbackSec} s on volume and came straight back.`,
    measures: [
      measure(isUp ? "High" : "Low", price(evidence.extremeTicks, instrument), `${isUp ? ">" : "<"} ${price(event.sweptTicks, instrument)}`),
      measure("Closed back at", price(event.reversalTicks, instrument), `${isUp ? "<" : ">"} ${price(event.sweptTicks, instrument)}`),
      measure("Volume", volume(event.volumeLots, instrument), `≥ ${volume(upwards(evidence.volumeFactor * evidence.meanVolumeLots), instrument)}`),
      measure(isUp ? "Bought" : "Sold", percent(evidence.sideShare, share), `≥ ${percent(evidence.requiredSideShare, share)}`),
      measure("Wick / body", times(evidence.wickTicks / Math.max(1, evidence.bodyTicks), wick), `≥ ${times(evidence.wickFactor, wick)}`),
    ],
  };
}

function stackWords(event: Kinds<"stacked-imbalance">, instrument: ParsedInstrument): Told {
  const { evidence } = event;
  const isBuy = event.side === "buy";
  const ratio = decimalsOf(1, evidence.requiredRatio);
  return {
    title: isBuy ? "Stacked buy imbalance" : "Stacked sell imbalance",
    rule: `Adjacent rows of one bar in which ${isBuy ? "buyers" : "sellers"} far outweigh the other side, diagonally: often a zone the price comes back to.`,
    measures: [
      measure("Rows", String(evidence.rows), `≥ ${evidence.requiredRows}`),
      measure("Least ratio", Number.isFinite(evidence.lowestRatio) ? times(evidence.lowestRatio, ratio) : "one side only", `≥ ${times(evidence.requiredRatio, ratio)}`),
      measure("Zone", `${price(event.lowTicks, instrument)} – ${price(event.highTicks, instrument)}`),
      measure("Volume", volume(evidence.dominantLots, instrument), `each row ≥ ${volume(upwards(evidence.minimumLots), instrument)}`),
    ],
  };
}

function zoneEndWords({ reason, evidence }: Kinds<"stacked-imbalance-end">, instrument: ParsedInstrument): Told {
  return {
    title: "End of a stacked imbalance",
    rule: reason === "age" ? "The zone has reached its greatest age." : "The price has traded through the zone.",
    measures: [
      evidence.priceTicks === null
        ? measure("Greatest age", `${evidence.maximumAgeSec} s`)
        : measure("Price", price(evidence.priceTicks, instrument)),
    ],
  };
}

const measure = (label: string, value: string, asked = ""): SignalMeasure => ({ label, value, asked });

const price = (ticks: number, { tick }: ParsedInstrument): string => formatPrice(Math.round(ticks), tick);

const volume = (lots: number, { lot }: ParsedInstrument): string => formatVolume(Math.round(lots), lot);

const delta = (lots: number, { lot }: ParsedInstrument): string => formatDelta(Math.round(lots), lot);

/** The least whole number that is not below a bound: what `≥` and `<` of whole lots mean by it. */
const upwards = (bound: number): number => Math.ceil(withoutDust(bound));

/** The greatest whole number that is not above a bound: what `>` and `≤` of whole lots and ticks mean by it. */
const downwards = (bound: number): number => Math.floor(withoutDust(bound));

/** A difference of prices. */
function signedTicks(ticks: number, instrument: ParsedInstrument): string {
  const size = price(Math.abs(ticks), instrument);
  return ticks < 0 ? `−${size}` : size;
}

const times = (ratio: number, decimals: number): string => `${ratio.toFixed(decimals)} ×`;

const percent = (share: number, decimals = 0): string => `${(share * 100).toFixed(decimals)} %`;

/** How many decimals thresholds need to be told exactly; what is measured against them is told as exactly. */
function decimalsOf(least: number, ...thresholds: readonly number[]): number {
  return Math.max(least, ...thresholds.map((threshold) => plainDecimal(withoutDust(threshold)).split(".").at(1)?.length ?? 0));
}

/** Thresholds have at most six decimals; what is further behind comes of binary fractions. */
const withoutDust = (value: number): number => Number(value.toFixed(DECIMALS_OF_THRESHOLDS));
