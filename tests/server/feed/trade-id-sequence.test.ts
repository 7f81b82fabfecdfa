import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { TradeIdSequence } from "../../../server/feed/trade-id-sequence.ts";

function watch(graceSec = 2) {
  const gaps: [number, number, number][] = [];
  const ids = new TradeIdSequence(graceSec, (...gap) => gaps.push(gap));
  return { gaps, ids };
}

describe("TradeIdSequence", () => {
  it("declares a jump from the second of the last trade to that of the next, when the latter closes", () => {
    const { gaps, ids } = watch();
    ids.accept(10, 100_000);
    ids.accept(13, 105_500);
    ids.accept(14, 107_999);
    expect(gaps).toEqual([]);
    ids.accept(15, 108_000);
    expect(gaps).toEqual([[100, 106, 108_000]]);
  });

  it("declares what is open at the end", () => {
    const { gaps, ids } = watch();
    ids.accept(10, 100_000);
    ids.accept(12, 100_100);
    ids.finish();
    expect(gaps).toEqual([[100, 101, 103_000]]);
  });

  it("takes ids that come out of order for what they are, also before the first", () => {
    const { gaps, ids } = watch();
    const accepted = [10, 9, 12, 14, 11, 13, 15].map((id, index) => ids.accept(id, 100_000 + index));
    ids.finish();
    expect(accepted).toEqual([true, true, true, true, true, true, true]);
    expect(gaps).toEqual([]);
  });

  it("knows duplicates", () => {
    const { ids } = watch();
    expect([10, 10, 11, 10, 13, 12, 12].map((id) => ids.accept(id, 100_000))).toEqual([true, false, true, false, true, true, false]);
  });

  it("still takes a trade whose gap was declared", () => {
    const { gaps, ids } = watch();
    ids.accept(10, 100_000);
    ids.accept(20, 101_000);
    ids.accept(21, 200_000);
    expect(gaps.length).toBe(1);
    expect([15, 15].map((id) => ids.accept(id, 200_001))).toEqual([true, false]);
  });

  it("takes each id once and makes no gap, in any order within the grace", () => {
    fc.assert(
      fc.property(fc.array(fc.nat(8), { minLength: 1, maxLength: 80 }), fc.array(fc.nat(79)), (jitter, repeats) => {
        const { gaps, ids } = watch();
        const order = jitter.map((late, id) => ({ id, key: id + late })).sort((a, b) => a.key - b.key || a.id - b.id);
        const sequence = order.flatMap(({ id }) => (repeats.includes(id) ? [id, id] : [id]));
        const accepted = sequence.filter((id, index) => ids.accept(1000 + id, 100_000 + index * 20));
        ids.finish();
        expect(accepted.toSorted((a, b) => a - b)).toEqual(jitter.map((_, id) => id));
        expect(gaps).toEqual([]);
      }),
    );
  });

  it("covers every lost id by a gap that reaches from the trade before to the trade after", () => {
    fc.assert(
      fc.property(fc.array(fc.record({ isLost: fc.boolean(), stepMs: fc.nat(4000) }), { minLength: 2, maxLength: 60 }), (trades) => {
        const { gaps, ids } = watch();
        let timeMs = 100_000;
        const timed = trades.map(({ isLost, stepMs }, id) => ({ id, isLost, timeMs: (timeMs += stepMs) }));
        const kept = timed.filter(({ isLost }) => !isLost);
        for (const trade of kept) ids.accept(trade.id, trade.timeMs);
        ids.finish();
        const expected = kept
          .slice(1)
          .map((trade, index) => ({ before: kept[index], trade }))
          .filter(({ before, trade }) => trade.id !== before.id + 1)
          .map(({ before, trade }) => [Math.floor(before.timeMs / 1000), Math.floor(trade.timeMs / 1000) + 1]);
        expect(gaps.map(([from, to]) => [from, to])).toEqual(expected);
      }),
    );
  });
});
