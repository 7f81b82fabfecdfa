import { describe, expect, it } from "vitest";
import { signalWords } from "../../client/signal-words.ts";
import { parseInstrument } from "../../core/market/instrument.ts";
import type { OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";
import { SAMPLE_EVENTS } from "../../client/gallery/sample-events.ts";

const BTC = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: { timeZone: "UTC", start: "00:00" } });

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
      const words = signalWords(SAMPLE_EVENTS[kind as OrderFlowEventKind], BTC, 0);
      expect(words.title).toBe(title);
      expect(words.time).toBe("00:00:00");
      expect(words.rule).toMatch(/^[A-Z].*\.$/);
      expect(words.measures.map(({ label, value, asked }) => `${label} ${value} ${asked}`)).toContain(line);
      expect(JSON.stringify(words)).not.toMatch(/NaN|undefined|Infinity/);
    });
  }

  it("tell every time on the clock that was chosen", () => {
    const push = signalWords(SAMPLE_EVENTS["micro-push"], BTC, -3600);
    expect(push.time).toBe("23:00:00");
    expect(push.measures.find(({ label }) => label === "Pullback at")?.value).toMatch(/^2[23]:/);
  });

  it("say when missing seconds make an event doubtful", () => {
    expect(signalWords(SAMPLE_EVENTS["ask-absorption"], BTC, 0).note).toContain("Missing seconds");
    expect(signalWords(SAMPLE_EVENTS["bid-absorption"], BTC, 0).note).toBe("");
  });
});
