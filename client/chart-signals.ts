import type { OrderFlowEvent } from "../core/orderflow/signals/order-flow-event.ts";
import type { StudyStore } from "./data/study-store.ts";
import type { Indicators, SignalKind } from "./state/indicators.ts";

const EVENT_STUDIES = ["absorption", "exhaustion", "bursts", "sweeps", "imbalances"] as const;

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

/** All events that the engine has told, merged: ascending by the second in which they became known. Ends of zones are left out. */
export class SignalList {
  #all: readonly OrderFlowEvent[] = [];
  #lengths: readonly number[] = [];
  #sources: readonly unknown[] = [];
  #shown: readonly OrderFlowEvent[] = [];
  #shownOf: readonly OrderFlowEvent[] | null = null;
  #shownBy: Indicators["signals"] | null = null;

  /** The merged list: the same array while nothing is new. */
  of(studies: StudyStore): readonly OrderFlowEvent[] {
    const sources = EVENT_STUDIES.map((name): readonly OrderFlowEvent[] => studies.study(name)?.events ?? []);
    const isSame = sources.every((source, index) => source.length === this.#lengths[index] && (source.length === 0 || source === this.#sources[index]));
    if (isSame) return this.#all;
    this.#sources = sources;
    this.#lengths = sources.map((source) => source.length);
    this.#all = sources
      .flat()
      .filter((event) => signalKindOf(event) !== null)
      .sort((a, b) => a.confirmedSec - b.confirmedSec || a.timeSec - b.timeSec);
    return this.#all;
  }

  /** Those that are to be drawn: the same array while nothing is new and the choices are the same. */
  shown(studies: StudyStore, choices: Indicators["signals"]): readonly OrderFlowEvent[] {
    const all = this.of(studies);
    if (all === this.#shownOf && choices === this.#shownBy) return this.#shown;
    this.#shownOf = all;
    this.#shownBy = choices;
    this.#shown = choices.shown ? all.filter((event) => isShown(event, choices)) : [];
    return this.#shown;
  }
}

function isShown(event: OrderFlowEvent, { alerts }: Indicators["signals"]): boolean {
  const kind = signalKindOf(event);
  return kind !== null && alerts[kind].shown;
}
