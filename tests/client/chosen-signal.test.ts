import { describe, expect, it } from "vitest";
import { ChosenSignal } from "../../client/chosen-signal.ts";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";
import { signalKey } from "../../client/signal-key.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";

const EVENTS = Object.values(SAMPLE_EVENTS);

describe("the chosen signal", () => {
  it("is found by its key among all kinds, also when all has been told anew", () => {
    const chosen = new ChosenSignal();
    for (const event of EVENTS) {
      expect(chosen.of(signalKey(event), EVENTS)).toBe(event);
      const anew = structuredClone(EVENTS);
      expect(chosen.of(signalKey(event), anew)).toBe(anew[EVENTS.indexOf(event)]);
    }
  });

  it("is none while nothing is chosen, and while the chosen one is not drawn", () => {
    const chosen = new ChosenSignal();
    const [first, ...others] = EVENTS;
    expect(chosen.of(null, EVENTS)).toBeNull();
    expect(chosen.of(signalKey(first), others)).toBeNull();
    expect(chosen.of(signalKey(first), EVENTS)).toBe(first);
    expect(chosen.of(null, EVENTS)).toBeNull();
  });

  it("is not remembered from visit to visit", () => {
    const kept = new Map<string, string>();
    const storage = { getItem: (key: string) => kept.get(key) ?? null, setItem: (key: string, value: string) => void kept.set(key, value) };
    createChoicesStore(storage, "").setState({ chosenSignal: "sweep 1", theme: "light" });
    expect(createChoicesStore(storage, "").getState()).toMatchObject({ chosenSignal: null, theme: "light" });
  });
});
