import { expect } from "vitest";
import type { StudyStore } from "../../../client/data/study-store.ts";
import type { OrderFlowEvent } from "../../../core/orderflow/signals/order-flow-event.ts";

const STUDIES_OF_EVENTS = ["imbalances", "absorption", "exhaustion", "bursts", "sweeps"] as const;

/** What a window has been told of the events of every study, as it was when it was told. */
export type ToldEvents = readonly (readonly string[])[];

export function eventsOf(store: StudyStore): readonly (readonly OrderFlowEvent[])[] {
  return STUDIES_OF_EVENTS.map((name) => store.study(name)?.events ?? []);
}

export function toldEvents(store: StudyStore): ToldEvents {
  return eventsOf(store).map((events) => events.map((event) => JSON.stringify(event)));
}

/** The same event, whatever is thought of it by now. */
export function essenceOf(event: object): string {
  return JSON.stringify({ ...event, reliable: null });
}

/** Every event that was told before is still there, in its place, and at most no longer reliable. */
export function expectOnlyGrown(before: ToldEvents, after: ToldEvents): void {
  before.forEach((events, study) => {
    const parsed = events.map((text) => JSON.parse(text) as OrderFlowEvent);
    const kept = after[study].slice(0, events.length).map((text) => JSON.parse(text) as OrderFlowEvent);
    expect(kept.map(essenceOf)).toEqual(parsed.map(essenceOf));
    kept.forEach((event, at) => expect(event.reliable && !parsed[at].reliable).toBe(false));
  });
}
