import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DEMO_PROFILES } from "../../../server/demo/demo-profile.ts";
import { TradeSimulator } from "../../../server/demo/trade-simulator.ts";
import type { Aggressor, MarketSink } from "../../../server/feed/market-feed.ts";

const END_SEC = 1_772_636_400;
const END_MS = END_SEC * 1000;

describe("TradeSimulator", () => {
  it.each(DEMO_PROFILES.map((profile, stream) => [profile.instrument.symbol, profile, stream] as const))(
    "%s: the same trades however time is sliced, in order, with believable numbers",
    (_, profile, stream) => {
      const whole = new TradeList();
      new TradeSimulator(profile, 9, stream, END_SEC).run(END_MS + 120_000, whole);
      expect(whole.trades.length).toBeGreaterThan(20);
      fc.assert(
        fc.property(fc.array(fc.integer({ min: 1, max: 9000 }), { minLength: 1, maxLength: 40 }), (steps) => {
          const sliced = new TradeList();
          const simulator = new TradeSimulator(profile, 9, stream, END_SEC);
          let untilMs = END_MS;
          for (const step of steps) {
            untilMs += step;
            simulator.run(untilMs, sliced);
            expect(sliced.trades.every(([timeMs]) => timeMs < untilMs)).toBe(true);
          }
          const count = Math.min(sliced.trades.length, whole.trades.length);
          expect(sliced.trades.slice(0, count)).toEqual(whole.trades.slice(0, count));
        }),
        { numRuns: 15 },
      );
      const strange = whole.trades.filter(
        ([timeMs, priceTicks, sizeLots], index) =>
          timeMs < (whole.trades[index - 1]?.[0] ?? END_MS) ||
          !(Number.isSafeInteger(sizeLots) && sizeLots >= 1) ||
          !(Number.isSafeInteger(priceTicks) && Math.abs(priceTicks - profile.startTicks) < profile.startTicks / 5),
      );
      expect(strange).toEqual([]);
    },
  );
});

class TradeList implements MarketSink {
  readonly trades: [number, number, number, Aggressor][] = [];
  trade(...trade: [number, number, number, Aggressor]): void {
    this.trades.push(trade);
  }
  gap(): void {}
  clock(): void {}
  end(): void {}
}
