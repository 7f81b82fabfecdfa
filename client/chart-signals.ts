import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import type { StudyStore } from "./data/study-store.ts";
import type { Indicators, SignalKind } from "./state/indicators.ts";

const EVENT_STUDIES = ["absorption", "exhaustion", "bursts", "sweeps", "imbalances"] as const;

const NONE: readonly OrderFlowEvent[] = [];

/** A study that tells events. */
export type EventStudyName = (typeof EVENT_STUDIES)[number];

/** The kind of signal that an event belongs to; null for the end of a zone, which is no signal. */
export function signalKindOf(event: Pick<OrderFlowEvent, "kind">): SignalKind | null {
  switch (event.kind) {
    case "bid-absorption":
    case "ask-absorption":
      return "absorption";
    case "bullish-exhaustion":
    case "bearish-exhaustion":
      return "exhaustion";
    case "buying-burst":
    case "selling-burst":
      return "burst";
    case "micro-pullback":
      return "pullback";
    case "micro-push":
      return "push";
    case "upside-sweep":
    case "downside-sweep":
      return "sweep";
    case "stacked-imbalance":
      return "stack";
    case "stacked-imbalance-end":
      return null;
  }
}

/** All events that the engine has told, merged: ascending by the second in which they became known. Ends of zones are left out. New ones cost what they are, not what is known. */
export class SignalList {
  #all: readonly OrderFlowEvent[] = [];
  /** What was told before the newest events, and those. */
  #before: readonly OrderFlowEvent[] | null = null;
  #fresh: readonly OrderFlowEvent[] = [];
  #lengths: readonly number[] = [];
  #sources: readonly unknown[] = [];
  #shown: readonly OrderFlowEvent[] = [];
  #shownOf: readonly OrderFlowEvent[] | null = null;
  #shownBy: Indicators["signals"] | null = null;

  /** The merged list: the same array while nothing is new. */
  of(studies: StudyStore): readonly OrderFlowEvent[] {
    const sources = EVENT_STUDIES.map((name): readonly OrderFlowEvent[] => studies.study(name)?.events ?? []);
    const known = sources.map((source, index) => (source === this.#sources[index] ? this.#lengths[index] : 0));
    const isLonger = known.every((length, index) => length === (this.#lengths[index] ?? 0) && length <= sources[index].length);
    if (isLonger && known.every((length, index) => length === sources[index].length)) return this.#all;
    this.#sources = sources;
    this.#lengths = sources.map((source) => source.length);
    this.#before = isLonger ? this.#all : null;
    this.#fresh = sources.flatMap((source, index) => source.slice(isLonger ? known[index] : 0)).filter((event) => signalKindOf(event) !== null);
    this.#all = withEvents(isLonger ? this.#all : [], this.#fresh);
    return this.#all;
  }

  /** Those that are to be drawn: the same array while nothing is new and the choices are the same. */
  shown(studies: StudyStore, choices: Indicators["signals"]): readonly OrderFlowEvent[] {
    return choices.shown ? this.ofShownKinds(studies, choices) : NONE;
  }

  /** Those of the kinds that are chosen, whether or not the chart shows any: the same array while nothing is new and the choices are the same. */
  ofShownKinds(studies: StudyStore, choices: Indicators["signals"]): readonly OrderFlowEvent[] {
    const all = this.of(studies);
    if (all === this.#shownOf && choices === this.#shownBy) return this.#shown;
    const goesOn = this.#shownOf !== null && this.#shownOf === this.#before && choices === this.#shownBy;
    this.#shownOf = all;
    this.#shownBy = choices;
    this.#shown = withEvents(goesOn ? this.#shown : NONE, (goesOn ? this.#fresh : all).filter((event) => isShown(event, choices)));
    return this.#shown;
  }
}

/** A list in the order of events with more of them in their places; the same list where there are none. */
function withEvents(list: readonly OrderFlowEvent[], more: readonly OrderFlowEvent[]): readonly OrderFlowEvent[] {
  if (more.length === 0) return list;
  const added = [...more].sort(byKnown);
  let from = list.length;
  while (from > 0 && byKnown(list[from - 1], added[0]) >= 0) from--;
  return list.slice(0, from).concat([...list.slice(from), ...added].sort(byKnown));
}

/** By the second in which they became known; events of one second stand in the same order however they came. */
function byKnown(a: OrderFlowEvent, b: OrderFlowEvent): number {
  return a.confirmedSec - b.confirmedSec || a.timeSec - b.timeSec || (a.kind < b.kind ? -1 : a.kind > b.kind ? 1 : 0);
}

function isShown(event: OrderFlowEvent, { alerts }: Indicators["signals"]): boolean {
  const kind = signalKindOf(event);
  return kind !== null && alerts[kind].shown;
}
