import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ABSORPTION_DEFAULTS, type AbsorptionEvent, AbsorptionFold, absorptions } from "../../../../core/orderflow/signals/absorption.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { twinAbsorptions } from "./absorption-twin.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { barsOfTrades, feedInParts, marketCase, type PlainTrade } from "../market-case.ts";

const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

/**
 * Seconds 0..39: 10 lots each, half bought, the price going to and fro by 4 ticks: every window of 5 seconds holds 50 lots over a range of 4 ticks.
 */
const calm = Array.from({ length: 40 }, (_, sec) => [trade(sec, 100_000 + (sec % 2) * 4, "buy", 5), trade(sec, 100_000 + (sec % 2) * 4, "sell", 5)]).flat();
/** Seconds 40..44: 60 lots sold, 20 bought, most sold at 100 001, closing 1 tick below the first open. */
const sold = [
  trade(40, 100_002, "sell", 10),
  trade(41, 100_001, "sell", 10),
  trade(42, 100_001, "sell", 20),
  trade(42, 100_003, "buy", 20),
  trade(43, 100_000, "sell", 10),
  trade(44, 100_001, "sell", 10),
];

const found = (trades: readonly PlainTrade[], gap: number[] = []): AbsorptionEvent[] => absorptions(barsOfTrades(trades), Float64Array.from(gap));

describe("absorption", () => {
  it("is much one-sided volume in a tight range that does not move with it", () => {
    expect(found([...calm, ...sold])).toMatchObject([
      {
        kind: "bid-absorption",
        timeSec: 44,
        confirmedSec: 44,
        priceTicks: 100_001,
        strength: 60 / 20 / 5,
        volumeLots: 80,
        bidLots: 60,
        askLots: 20,
        reliable: true,
        evidence: { windowSec: 5, rangeTicks: 3, requiredDominance: 2, windows: 40, moveTicks: 1, medianRangeTicks: 4, mostMoveTicks: 1 },
      },
    ]);
    const { evidence } = found([...calm, ...sold])[0];
    // Windows before: 36 of 50 lots, then 50, 50, 80, 80 as the sold seconds come in: mean 51.5.
    expect(evidence.meanLots).toBe((36 * 50 + 50 + 50 + 80 + 80) / 40);
    expect(evidence.thresholdLots).toBeCloseTo(51.5 + Math.sqrt((38 * 1.5 ** 2 + 2 * 28.5 ** 2) / 40), 9);
  });

  it("mirrors for buyers", () => {
    const mirrored = [...calm, ...sold].map(({ timeSec, priceTicks, side, sizeLots }) => trade(timeSec, 200_003 - priceTicks, side === "buy" ? "sell" : "buy", sizeLots));
    expect(found(mirrored)).toMatchObject([{ kind: "ask-absorption", timeSec: 44, priceTicks: 100_002, evidence: { moveTicks: 1 } }]);
  });

  it("is none when the price moves with it, the other side trades half as much, or the range is wide", () => {
    expect(found([...calm, ...sold.slice(0, -1), trade(44, 100_000, "sell", 10)])).toEqual([]);
    expect(found([...calm, ...sold, trade(44, 100_001, "buy", 11)])).toEqual([]);
    expect(found([...calm, ...sold, trade(44, 100_050, "buy", 1), trade(44, 100_001, "sell", 3)])).toMatchObject([{ timeSec: 44, evidence: { rangeTicks: 50 } }]);
    expect(found([...calm, ...sold, trade(44, 100_051, "buy", 1), trade(44, 100_001, "sell", 3)])).toEqual([]);
  });

  it("takes seconds of one episode as one event, of the first qualifying window", () => {
    const more = [trade(45, 100_001, "sell", 20), trade(46, 100_001, "sell", 20)];
    expect(found([...calm, ...sold, ...more]).map(({ timeSec }) => timeSec)).toEqual([44]);
    const later = [trade(49, 100_001, "sell", 200), trade(55, 100_001, "sell", 900)];
    expect(found([...calm, ...sold, ...later]).map(({ timeSec }) => timeSec)).toEqual([44, 49, 55]);
  });

  it("takes a given least volume instead of the mean and deviation", () => {
    const bars = barsOfTrades([...calm, ...sold]);
    const times = (minimumLots: number): number[] => absorptions(bars, NO_GAPS, { ...ABSORPTION_DEFAULTS, minimumLots }).map(({ timeSec }) => timeSec);
    expect([times(80), times(81)]).toEqual([[44], []]);
  });

  it("leaves out windows that touch a gap, as events and as measure", () => {
    expect(found([...calm, ...sold], [43, 44])).toEqual([]);
    expect(found([...calm, ...sold], [39, 40])).toMatchObject([{ timeSec: 44, evidence: { windows: 35 } }]);
    expect(found([...calm, ...sold], [45, 46]).length).toBe(1);
    expect(found([...calm, ...sold], [0, 15])).toEqual([]);
  });

  it("gives the same fed in any portions as fed once, and equals the rule over trades", () => {
    fc.assert(
      fc.property(marketCase(100), fc.constantFrom(1, 3, 5), fc.constantFrom(0, 1), (market, windowSec, deviations) => {
        const chosen = { ...ABSORPTION_DEFAULTS, windowSec, deviations };
        const batch = absorptions(market.bars, market.gaps, chosen);
        const fold = new AbsorptionFold(chosen);
        const parts: AbsorptionEvent[] = [];
        feedInParts(market, (bars, from, to, gaps) => fold.append(bars, from, to, gaps, parts));
        expect(parts).toEqual(batch);
        expect(batch.map(({ kind, timeSec, priceTicks }) => [kind, timeSec, priceTicks])).toEqual(twinAbsorptions(market.trades, market.gaps, windowSec, deviations));
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    fc.assert(
      fc.property(marketCase(100), (market) => expectOnlyGrows(market, (bars, gaps) => absorptions(bars, gaps, { ...ABSORPTION_DEFAULTS, deviations: 0 }))),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ windowSec: 0 }, /^window 0 must be/],
    [{ minimumLots: 0.5 }, /^min_volume 0\.5 must be/],
    [{ rangeShare: -1 }, /^rangeShare -1 must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new AbsorptionFold({ ...ABSORPTION_DEFAULTS, ...change })).toThrow(message);
  });
});
