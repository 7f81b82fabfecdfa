import type { OrderFlowEvent } from "../../../../core/orderflow/signals/order-flow-event.ts";
import { ARROW_DOWN, ARROW_UP, type MarkShape } from "../../primitives/glyph-face.ts";

/** How an event stands on the chart. */
export interface SignalMark {
  readonly event: OrderFlowEvent;
  /** The moment it points at, epoch seconds: the middle of its second or of its bar. */
  readonly sec: number;
  readonly priceTicks: number;
  /** What it speaks for: `buy` stands below the price, `sell` above it. */
  readonly side: "buy" | "sell";
  /** 0..1, the same measure for all kinds: how far it went beyond what its rule asks. */
  readonly strength: number;
  readonly shape: MarkShape;
  /** In capitals; tells the side too, where the shape does not. */
  readonly label: string;
}

/** Pullbacks and pushes follow a burst and measure no strength of their own. */
const FOLLOWER_STRENGTH = 0.2;

/** How an event is drawn; null for the end of a zone, which is no signal. */
export function markOf(event: OrderFlowEvent): SignalMark | null {
  switch (event.kind) {
    case "bid-absorption":
    case "ask-absorption": {
      const isBid = event.kind === "bid-absorption";
      return mark(event, isBid ? "buy" : "sell", event.priceTicks, event.strength, "hexagon", isBid ? "BID ABS" : "ASK ABS");
    }
    case "bullish-exhaustion":
    case "bearish-exhaustion": {
      const side = event.kind === "bearish-exhaustion" ? "buy" : "sell";
      return mark(event, side, event.priceTicks, event.strength, "diamondHollow", `EXH${arrowOf(side)}`);
    }
    case "buying-burst":
    case "selling-burst": {
      const side = event.kind === "buying-burst" ? "buy" : "sell";
      return mark(event, side, event.priceTicks, excess(event.evidence.firstLots, event.evidence.thresholdLots), triangleOf(side), "BURST");
    }
    case "micro-pullback":
      return mark(event, event.side, event.priceTicks, FOLLOWER_STRENGTH, "circle", `PULL${arrowOf(event.side)}`);
    case "micro-push":
      return mark(event, event.side, event.priceTicks, FOLLOWER_STRENGTH, event.side === "buy" ? "chevronsUp" : "chevronsDown", "PUSH");
    case "upside-sweep":
    case "downside-sweep": {
      const side = event.kind === "downside-sweep" ? "buy" : "sell";
      const { extremeTicks, meanVolumeLots, volumeFactor } = event.evidence;
      return mark(event, side, extremeTicks, excess(event.volumeLots, meanVolumeLots * volumeFactor), "diamond", `SWEEP${arrowOf(side)}`);
    }
    case "stacked-imbalance": {
      const price = event.side === "buy" ? event.lowTicks : event.highTicks;
      return mark(event, event.side, price, excess(event.evidence.rows, event.evidence.requiredRows), triangleOf(event.side), "STACK");
    }
    case "stacked-imbalance-end":
      return null;
  }
}

/** The marks of events, ascending by the moment they point at. */
export function marksOf(events: readonly OrderFlowEvent[]): readonly SignalMark[] {
  const marks: SignalMark[] = [];
  for (const event of events) {
    const made = markOf(event);
    if (made !== null) marks.push(made);
  }
  return marks.sort((a, b) => a.sec - b.sec);
}

/** Marks, ascending by the moment they point at. New ones mostly go to the end. */
export class MarkList {
  readonly #marks: SignalMark[] = [];

  get marks(): readonly SignalMark[] {
    return this.#marks;
  }

  clear(): void {
    this.#marks.length = 0;
  }

  /** Puts a mark behind those of its moment. */
  insert(made: SignalMark): void {
    let at = this.#marks.length;
    while (at > 0 && this.#marks[at - 1].sec > made.sec) at--;
    if (at === this.#marks.length) this.#marks.push(made);
    else this.#marks.splice(at, 0, made);
  }
}

function mark(event: OrderFlowEvent, side: "buy" | "sell", priceTicks: number, strength: number, shape: MarkShape, label: string): SignalMark {
  return { event, sec: momentOf(event), priceTicks, side, strength, shape, label };
}

/** Events of whole bars point at the bar's middle, others at the middle of their second. */
function momentOf(event: OrderFlowEvent): number {
  const isOfBar = event.kind === "bullish-exhaustion" || event.kind === "bearish-exhaustion" || event.kind === "stacked-imbalance";
  return isOfBar ? (event.timeSec + event.confirmedSec + 1) / 2 : event.timeSec + 0.5;
}

/** 0 where the measure just meets what is asked, towards 1 the farther it went beyond. */
const excess = (measured: number, asked: number): number => (measured > asked ? 1 - asked / measured : 0);

const triangleOf = (side: "buy" | "sell"): MarkShape => (side === "buy" ? "triangleUp" : "triangleDown");

const arrowOf = (side: "buy" | "sell"): string => ` ${side === "buy" ? ARROW_UP : ARROW_DOWN}`;
