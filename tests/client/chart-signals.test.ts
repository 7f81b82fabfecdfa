import fc from "fast-check";
import { expect, it } from "vitest";
import { SignalList, signalKindOf } from "../../client/chart-signals.ts";
import { StudyStore } from "../../client/data/study-store.ts";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";
import { DEFAULT_CHOICES } from "../../client/state/choices.ts";
import type { OrderFlowEvent, OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";
import type { AnyStudyChange, ParametersInForce } from "../../protocol/studies.ts";

/** Kinds of three studies; the end of a zone is no signal. */
const STUDIES = {
  bursts: ["buying-burst", "micro-pullback"],
  sweeps: ["upside-sweep", "downside-sweep"],
  imbalances: ["stacked-imbalance", "stacked-imbalance-end"],
} as const satisfies Record<string, readonly OrderFlowEventKind[]>;
type StudyName = keyof typeof STUDIES;

const change = fc.record({
  study: fc.constantFrom(...(Object.keys(STUDIES) as StudyName[])),
  isReset: fc.boolean(),
  events: fc.array(fc.record({ kind: fc.nat(1), bySec: fc.integer({ min: 0, max: 3 }), lateSec: fc.nat(4) }), { maxLength: 4 }),
});

it("is every signal in the order in which it became known, and so are those that are shown, however they come", () => {
  const { signals } = DEFAULT_CHOICES;
  const choices = { ...signals, shown: true, alerts: { ...signals.alerts, pullback: { ...signals.alerts.pullback, shown: false } } };
  fc.assert(
    fc.property(fc.array(change, { maxLength: 30 }), (changes) => {
      const store = new StudyStore();
      const list = new SignalList();
      const begun = new Set<StudyName>();
      let nowSec = 1000;
      for (const { study, isReset, events } of changes) {
        const made = events.map(({ kind, bySec, lateSec }): OrderFlowEvent => ({ ...SAMPLE_EVENTS[STUDIES[study][kind]], confirmedSec: (nowSec += bySec), timeSec: nowSec - lateSec }));
        const isFirst = !begun.has(study) || (isReset && events.length === 3);
        begun.add(study);
        const told = { study, reset: isFirst ? ({} as ParametersInForce) : null, tail: null, events: made } as unknown as AnyStudyChange;
        const before = list.of(store);
        store.apply({ dropped: [], changes: [told], profile: null, refusal: null });
        const all = [...begun].flatMap((name): readonly OrderFlowEvent[] => store.study(name)?.events ?? []).filter((event) => signalKindOf(event) !== null);
        const known = list.of(store);
        expect(new Set(known)).toEqual(new Set(all));
        expect(known.length).toBe(all.length);
        for (let at = 1; at < known.length; at++) {
          const [a, b] = [known[at - 1], known[at]];
          expect(a.confirmedSec < b.confirmedSec || (a.confirmedSec === b.confirmedSec && a.timeSec <= b.timeSec)).toBe(true);
        }
        expect(list.of(store)).toBe(known);
        if (all.length === before.length && made.length === 0 && !isFirst) expect(known).toBe(before);
        expect(list.shown(store, choices)).toEqual(known.filter(({ kind }) => kind !== "micro-pullback"));
        expect(list.shown(store, choices)).toBe(list.shown(store, choices));
      }
    }),
    { numRuns: 500 },
  );
});
