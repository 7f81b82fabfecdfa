import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { FormingBar } from "../../../core/market/forming-bar.ts";

const trade = (reach: number) => fc.record({ price: fc.integer({ min: -reach, max: reach }), lots: fc.integer({ min: 1, max: 1e6 }), buy: fc.boolean() });

describe("FormingBar", () => {
  it("sums exactly what a plain map sums, with ascending levels, also when reused", () => {
    const bar = new FormingBar();
    fc.assert(
      fc.property(fc.oneof(fc.array(trade(5)), fc.array(trade(2000), { maxLength: 400 })), (trades) => {
        bar.start(77);
        const levels = new Map<number, [number, number, number]>();
        for (const { price, lots, buy } of trades) {
          bar.add(price, buy ? 0 : lots, buy ? lots : 0);
          const level = levels.get(price) ?? [0, 0, 0];
          levels.set(price, [level[0] + (buy ? 0 : lots), level[1] + (buy ? lots : 0), level[2] + 1]);
        }
        const sorted = [...levels].sort(([a], [b]) => a - b);
        const count = bar.levelCount;
        expect([...bar.levelPriceTicks.subarray(0, count)]).toEqual(sorted.map(([price]) => price));
        expect([...bar.levelBidLots.subarray(0, count)]).toEqual(sorted.map(([, level]) => level[0]));
        expect([...bar.levelAskLots.subarray(0, count)]).toEqual(sorted.map(([, level]) => level[1]));
        expect([...bar.levelTrades.subarray(0, count)]).toEqual(sorted.map(([, level]) => level[2]));
        expect(bar.trades).toBe(trades.length);
        expect(bar.askLots).toBe(trades.reduce((sum, { lots, buy }) => sum + (buy ? lots : 0), 0));
        expect(bar.bidLots).toBe(trades.reduce((sum, { lots, buy }) => sum + (buy ? 0 : lots), 0));
        if (trades.length === 0) return;
        expect(bar.openTicks).toBe(trades[0].price);
        expect(bar.closeTicks).toBe(trades[trades.length - 1].price);
        expect(bar.highTicks).toBe(sorted[sorted.length - 1][0]);
        expect(bar.lowTicks).toBe(sorted[0][0]);
      }),
      { numRuns: 300 },
    );
  });
});
