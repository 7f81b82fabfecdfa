import { describe, expect, it } from "vitest";
import { signalWords } from "../../client/signal-words.ts";
import { parseInstrument } from "../../core/market/instrument.ts";
import type { OrderFlowEvent, OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";

const BTC = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: { timeZone: "UTC", start: "00:00" } });

const NEWEST_SEC = SAMPLE_EVENTS["micro-push"].confirmedSec;

type EventOf<Kind, Event = OrderFlowEvent> = Event extends { readonly kind: infer Own } ? (Kind extends Own ? Event : never) : never;

/** The sample of a kind. */
function eventOf<Kind extends OrderFlowEventKind>(kind: Kind): EventOf<Kind> {
  return SAMPLE_EVENTS[kind] as EventOf<Kind>;
}

/** Title and one line of measures each. */
const EXPECTED: Readonly<Record<OrderFlowEventKind, readonly [title: string, measure: string]>> = {
  "bid-absorption": ["Bid absorption", "Net move down −0.1 ≤ 0.5"],
  "ask-absorption": ["Ask absorption", "Buyers / other side one side only ≥ 2.0 ×"],
  "bullish-exhaustion": ["Exhaustion of the up-move", "Delta +4.400 < 50 % of +26.700"],
  "bearish-exhaustion": ["Exhaustion of the down-move", "Volume 8.000 < 9.600"],
  "buying-burst": ["Buying burst", "First second 30.000 > 12.500"],
  "selling-burst": ["Selling burst", "Mean delta −34.000 /s "],
  "micro-pullback": ["Micro pullback after buying", "Gave back 38 % 20 % to 60 %"],
  "micro-push": ["Micro push down", "New low 61,675.0 < 61,690.0"],
  "upside-sweep": ["Sweep up, rejected", "Volume 30.000 ≥ 15.000"],
  "downside-sweep": ["Sweep down, rejected", "Wick / body 42.5 × ≥ 2.0 ×"],
  "stacked-imbalance": ["Stacked buy imbalance", "Zone 61,640.0 – 61,643.9 "],
  "stacked-imbalance-end": ["End of a stacked imbalance", "Price 61,639.9 "],
};

describe("the words of a signal", () => {
  for (const [kind, [title, line]] of Object.entries(EXPECTED)) {
    it(`explain ${kind}: what it is, its rule, what was measured and what was asked`, () => {
      const words = signalWords(SAMPLE_EVENTS[kind as OrderFlowEventKind], BTC, 0, NEWEST_SEC);
      expect(words.title).toBe(title);
      expect(words.time).toBe("00:00:00");
      expect(words.rule).toMatch(/^[A-Z].*\.$/);
      expect(words.measures.map(({ label, value, asked }) => `${label} ${value} ${asked}`)).toContain(line);
      expect(JSON.stringify(words)).not.toMatch(/NaN|undefined|Infinity/);
    });
  }

  it("tell thresholds as they are in force, not rounded", () => {
    const asked = (event: OrderFlowEvent, label: string): string => {
      const found = signalWords(event, BTC, 0, NEWEST_SEC).measures.find((measure) => measure.label === label);
      return found === undefined ? "" : `${found.value} ${found.asked}`;
    };
    const stack = eventOf("stacked-imbalance");
    expect(asked({ ...stack, evidence: { ...stack.evidence, requiredRatio: 1.25, lowestRatio: 1.254 } }, "Least ratio")).toBe("1.25 × ≥ 1.25 ×");
    const pullback = eventOf("micro-pullback");
    expect(asked({ ...pullback, evidence: { ...pullback.evidence, retrace: 0.625, leastRetrace: 0.005, mostRetrace: 0.6255 } }, "Gave back")).toBe("62.50 % 0.50 % to 62.55 %");
    const exhaustion = eventOf("bullish-exhaustion");
    expect(asked({ ...exhaustion, evidence: { ...exhaustion.evidence, deltaShare: 0.333333 } }, "Delta")).toBe("+4.400 < 33.3333 % of +26.700");
    const absorption = eventOf("bid-absorption");
    expect(asked({ ...absorption, evidence: { ...absorption.evidence, requiredDominance: 1.000001, mostRangeShare: 0.000125 } }, "Range / price")).toBe("0.0011 % < 0.0125 %");
    expect(asked({ ...absorption, evidence: { ...absorption.evidence, requiredDominance: 1.000001 } }, "Sellers / other side")).toBe("4.615385 × ≥ 1.000001 ×");
    const sweep = eventOf("upside-sweep");
    expect(asked({ ...sweep, evidence: { ...sweep.evidence, sideShare: 0.8, requiredSideShare: 0.575, wickFactor: 0.125 } }, "Bought")).toBe("80.0 % ≥ 57.5 %");
    expect(asked({ ...sweep, evidence: { ...sweep.evidence, wickFactor: 0.125 } }, "Wick / body")).toBe("42.500 × ≥ 0.125 ×");
  });

  it("tell a threshold between two lots by the lots that pass it", () => {
    const burst = eventOf("buying-burst");
    const measures = signalWords({ ...burst, evidence: { ...burst.evidence, thresholdLots: 12_500.7, meanLots: 4200.9 } }, BTC, 0, NEWEST_SEC).measures;
    expect(measures.slice(0, 2).map(({ asked }) => asked)).toEqual(["> 12.500", "> 4.200"]);
    const absorption = eventOf("bid-absorption");
    const evidence = { ...absorption.evidence, thresholdLots: 90_000.2, mostMoveTicks: 5.75 };
    expect(signalWords({ ...absorption, evidence }, BTC, 0, NEWEST_SEC).measures.map(({ asked }) => asked)).toEqual(expect.arrayContaining(["≥ 90.001", "≤ 0.5"]));
    const exhaustion = eventOf("bullish-exhaustion");
    const dried = { ...exhaustion.evidence, volumeShare: 0.6, meanVolumeLots: 16_000.5, meanDeltaLots: 9000.1 };
    expect(signalWords({ ...exhaustion, evidence: dried }, BTC, 0, NEWEST_SEC).measures.map(({ asked }) => asked)).toEqual(expect.arrayContaining(["< 9.601", "size ≥ 9.001"]));
  });

  it("tell of a burst how much its side traded, and the least of the later seconds beside what was asked of them", () => {
    const lines = signalWords(SAMPLE_EVENTS["buying-burst"], BTC, 0, NEWEST_SEC).measures.map(({ label, value, asked }) => `${label} ${value} ${asked}`);
    expect(lines).toEqual(expect.arrayContaining(["Least later second 6.000 > 4.200", "Bought 94.600 of 118.000 "]));
  });

  it("tell every time on the clock that was chosen", () => {
    const push = signalWords(SAMPLE_EVENTS["micro-push"], BTC, -3600, NEWEST_SEC - 600);
    expect(push.time).toBe("23:00:00");
    expect(push.measures.find(({ label }) => label === "Pullback at")?.value).toMatch(/^2[23]:/);
  });

  it("tell the day where it is not the newest one, on the clock that was chosen", () => {
    const push = signalWords(SAMPLE_EVENTS["micro-push"], BTC, -3600, NEWEST_SEC + 3600);
    expect(push.time).toBe("8 Aug 23:00:00");
    expect(push.measures.find(({ label }) => label === "Pullback at")?.value).toBe("8 Aug 22:59:57");
    expect(signalWords(SAMPLE_EVENTS["micro-push"], BTC, 0, NEWEST_SEC).measures.find(({ label }) => label === "Pullback at")?.value).toBe("8 Aug 23:59:57");
  });

  it("say when missing seconds make an event doubtful", () => {
    expect(signalWords(SAMPLE_EVENTS["ask-absorption"], BTC, 0, NEWEST_SEC).note).toContain("Missing seconds");
    expect(signalWords(SAMPLE_EVENTS["bid-absorption"], BTC, 0, NEWEST_SEC).note).toBe("");
  });
});
