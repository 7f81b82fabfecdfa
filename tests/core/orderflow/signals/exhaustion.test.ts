import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { EXHAUSTION_DEFAULTS, type ExhaustionEvent, ExhaustionFold, exhaustions } from "../../../../core/orderflow/signals/exhaustion.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { barsOfTrades, marketCase, type MarketCase, type PlainTrade } from "../market-case.ts";
import { isMissing, secondOf } from "../second-sums.ts";

const parameters = { ...EXHAUSTION_DEFAULTS, timeframeSec: 1 };

/** One second at a price with `bid` lots sold and `ask` bought. */
function second(timeSec: number, priceTicks: number, bid: number, ask: number): PlainTrade[] {
  return [
    { timeSec, priceTicks, sizeLots: bid, side: "sell" },
    { timeSec, priceTicks, sizeLots: ask, side: "buy" },
  ];
}

/** Ten seconds at 100 with delta -3 of 13 lots, then one at 101 with delta 12 of 14. */
const rising = [...Array.from({ length: 10 }, (_, sec) => second(sec - 1, 100, 8, 5)).flat(), ...second(9, 101, 1, 13)];
const foundIn = (trades: readonly PlainTrade[], ...gap: number[]): ExhaustionEvent[] => exhaustions(barsOfTrades(trades), Float64Array.from(gap), parameters);

describe("exhaustion", () => {
  it("is a new high close with less than half the delta and 0.6 of the mean volume", () => {
    // volume 8, mean of the eleven (9 x 13 + 14 + 8) / 11 = 139 / 11 = 12.64, times 0.6 = 7.58: not below
    expect(foundIn([...rising, ...second(10, 102, 2, 6)])).toEqual([]);
    // volume 7, mean 138 / 11, times 0.6 = 7.53
    expect(foundIn([...rising, ...second(10, 102, 2, 5)])).toEqual([
      {
        kind: "bullish-exhaustion",
        timeSec: 10,
        confirmedSec: 10,
        priceTicks: 102,
        strength: 0.75,
        deltaLots: 3,
        previousDeltaLots: 12,
        reliable: true,
        evidence: { lookback: 10, passedTicks: 101, meanDeltaLots: 3, deltaShare: 0.5, volumeLots: 7, meanVolumeLots: 138 / 11, volumeShare: 0.6 },
      },
    ]);
  });

  it("needs a new high, a strong delta before it, and less than half of that", () => {
    expect(foundIn([...rising, ...second(10, 101, 2, 5)])).toEqual([]);
    expect(foundIn([...rising, ...second(10, 102, 0, 6)])).toEqual([]);
    expect(foundIn([...rising, ...second(10, 102, 7, 0)]).length).toBe(1);
    expect(foundIn([...rising.slice(0, 20), ...second(9, 101, 5, 7), ...second(10, 102, 2, 2)])).toEqual([]);
    expect(foundIn([...rising.slice(2), ...second(10, 102, 2, 5)])).toEqual([]);
  });

  it("mirrors for a falling price, with full strength when the delta has turned", () => {
    const falling = rising.map(({ timeSec, priceTicks, side, sizeLots }) => ({ timeSec, priceTicks: -priceTicks, sizeLots, side: side === "buy" ? ("sell" as const) : ("buy" as const) }));
    expect(foundIn([...falling, ...second(10, -102, 0, 3)])).toMatchObject([{ kind: "bearish-exhaustion", deltaLots: 3, previousDeltaLots: -12, strength: 1, evidence: { passedTicks: -101 } }]);
  });

  it("waits for the end of a longer bar", () => {
    const slow = [...rising, ...second(10, 102, 2, 5)].map((trade) => ({ ...trade, timeSec: trade.timeSec * 5 + 100 }));
    const events: ExhaustionEvent[] = [];
    const fold = new ExhaustionFold({ ...parameters, timeframeSec: 5 });
    const bars = barsOfTrades(slow);
    fold.append(bars, 0, bars.length, NO_GAPS, events);
    expect(fold.writeForming(NO_GAPS, events)).toBe(true);
    fold.closeThrough(154, NO_GAPS, events);
    expect(events).toEqual([]);
    fold.closeThrough(155, NO_GAPS, events);
    expect(events).toMatchObject([{ timeSec: 150, confirmedSec: 154 }]);
  });

  it("is unreliable when a second of the bars it was measured by is missing", () => {
    const trades = [...rising, ...second(11, 102, 2, 5)].map((trade) => ({ ...trade, timeSec: trade.timeSec + 100 }));
    expect([[], [110, 111], [98, 99], [99, 100], [112, 113]].map((gap) => foundIn(trades, ...gap)[0].reliable)).toEqual([true, false, true, false, true]);
  });

  it("gives the same fed in any portions as fed once, and equals the rule over trades", () => {
    fc.assert(
      fc.property(marketCase(120), fc.constantFrom(2, 3, 10, 14), fc.constantFrom(1, 2, 5), (market, lookback, timeframeSec) => {
        const chosen = { lookback, timeframeSec, deltaShare: 0.5, volumeShare: 0.9 };
        const batch: ExhaustionEvent[] = [];
        const whole = new ExhaustionFold(chosen);
        whole.append(market.bars, 0, market.bars.length, market.gaps, batch);
        const parts: ExhaustionEvent[] = [];
        feedTimeframe({ ...market, timeframeSec }, new ExhaustionFold(chosen), parts);
        expect(parts).toEqual(batch);
        whole.closeThrough(Number.MAX_SAFE_INTEGER, market.gaps, batch);
        expect(batch.map(({ kind, timeSec, priceTicks, reliable }) => [kind, timeSec, priceTicks, reliable])).toEqual(twinExhaustions(market, lookback, timeframeSec));
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    fc.assert(
      fc.property(marketCase(120), (market) => expectOnlyGrows(market, (bars, gaps) => exhaustions(bars, gaps, { ...parameters, lookback: 3, timeframeSec: market.timeframeSec }))),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ lookback: 1 }, /^lookback 1 must be/],
    [{ deltaShare: Number.NaN }, /^deltaShare NaN must be/],
    [{ timeframeSec: 0.5 }, /^timeframeSec 0\.5 must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new ExhaustionFold({ ...parameters, ...change })).toThrow(message);
  });
});

/** The rule of exhaustion with a volume share of 0.9, bar by bar from the trades. */
function twinExhaustions({ trades, gaps }: MarketCase, lookback: number, timeframeSec: number): unknown[] {
  const starts = [...new Set(trades.map(({ timeSec }) => Math.floor(timeSec / timeframeSec) * timeframeSec))];
  const bars = starts.map((start) => secondOf(start, trades.filter(({ timeSec }) => timeSec >= start && timeSec < start + timeframeSec)));
  const found: unknown[] = [];
  for (let at = Math.max(11, lookback - 1); at < bars.length; at++) {
    const bar = bars[at];
    const ten = bars.slice(at - 10, at);
    const beforePrevious = bars.slice(at - 11, at - 1);
    const closes = bars.slice(at - lookback + 1, at).map(({ close }) => close);
    const [delta, previous] = [bar.ask - bar.bid, ten[9].ask - ten[9].bid];
    const deltas = beforePrevious.reduce((sum, { ask, bid }) => sum + Math.abs(ask - bid), 0);
    const volumes = [...ten, bar].reduce((sum, { ask, bid }) => sum + ask + bid, 0);
    const thin = (bar.ask + bar.bid) * 11 * 10 < 9 * volumes;
    const reliable = !isMissing(gaps, bars[at - Math.max(11, lookback - 1)].timeSec, bar.timeSec + timeframeSec);
    if (thin && closes.every((close) => bar.close > close) && previous > 0 && 10 * previous >= deltas && 2 * delta < previous) found.push(["bullish-exhaustion", bar.timeSec, bar.close, reliable]);
    if (thin && closes.every((close) => bar.close < close) && previous < 0 && -10 * previous >= deltas && 2 * delta > previous) found.push(["bearish-exhaustion", bar.timeSec, bar.close, reliable]);
  }
  return found;
}
