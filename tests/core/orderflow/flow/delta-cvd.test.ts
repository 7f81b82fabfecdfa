import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC } from "../../../../core/market/instrument.ts";
import type { AnchorRule } from "../../../../core/orderflow/flow/anchor-periods.ts";
import { createCvdSeries, DeltaCvdFold, deltaCvd } from "../../../../core/orderflow/flow/delta-cvd.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { differenceOf, rowsOfSeries } from "../series-rows.ts";

const CHICAGO = { timeZone: "America/Chicago", start: "17:00" };
const parameters = { timeframeSec: 1, session: ALL_DAY_UTC, reset: "session" } as const;

const trade = (timeSec: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks: 100, sizeLots, side });

describe("delta and CVD", () => {
  //  second   0        1        2 (empty)   3        4
  //  ask      5        1        -           0        7
  //  bid      2        4        -           6        0
  //  delta   +3       -3        -          -6       +7
  //  cvd      3        0        -          -6        1
  const bars = barsOfTrades([
    trade(600, "buy", 5),
    trade(600, "sell", 2),
    trade(601, "sell", 4),
    trade(601, "buy", 1),
    trade(603, "sell", 6),
    trade(604, "buy", 7),
  ]);

  it("adds up seconds", () => {
    expect(rowsOfSeries(deltaCvd(bars, NO_GAPS, parameters))).toEqual([
      { timeSec: 600, deltaLots: 3, openLots: 0, highLots: 3, lowLots: 0, closeLots: 3, reliable: 1 },
      { timeSec: 601, deltaLots: -3, openLots: 3, highLots: 3, lowLots: 0, closeLots: 0, reliable: 1 },
      { timeSec: 603, deltaLots: -6, openLots: 0, highLots: 0, lowLots: -6, closeLots: -6, reliable: 1 },
      { timeSec: 604, deltaLots: 7, openLots: -6, highLots: 1, lowLots: -6, closeLots: 1, reliable: 1 },
    ]);
  });

  it("makes candles of longer bars from the running value at each second", () => {
    expect(rowsOfSeries(deltaCvd(bars, NO_GAPS, { ...parameters, timeframeSec: 2 }))).toEqual([
      { timeSec: 600, deltaLots: 0, openLots: 0, highLots: 3, lowLots: 0, closeLots: 0, reliable: 1 },
      { timeSec: 602, deltaLots: -6, openLots: 0, highLots: 0, lowLots: -6, closeLots: -6, reliable: 1 },
      { timeSec: 604, deltaLots: 7, openLots: -6, highLots: 1, lowLots: -6, closeLots: 1, reliable: 1 },
    ]);
  });

  it("resets at the first bar that starts in the new session, each so many hours of it, or never", () => {
    const session = { timeZone: "UTC", start: "00:30" };
    const hourly = barsOfTrades([0, 1799, 1800, 3600, 5400, 9000].map((sec) => trade(sec, "buy", 1)));
    const closes = (timeframeSec: number, reset: AnchorRule): number[] =>
      rowsOfSeries(deltaCvd(hourly, NO_GAPS, { timeframeSec, session, reset })).map((row) => row.closeLots);
    expect(closes(1, "session")).toEqual([1, 2, 1, 2, 3, 4]);
    expect(closes(1, { hours: 1 })).toEqual([1, 2, 1, 2, 1, 1]);
    expect(closes(1, "never")).toEqual([1, 2, 3, 4, 5, 6]);
    expect(closes(3600, "session")).toEqual([3, 2, 3]);
  });

  it("is unreliable from a gap until the next reset", () => {
    const day = 86_400;
    const long = barsOfTrades([10, 20, 30, day + 10].map((sec) => trade(sec, "buy", 1)));
    const reliable = (gap: number[], reset: AnchorRule): number[] =>
      rowsOfSeries(deltaCvd(long, Float64Array.from(gap), { ...parameters, reset })).map((row) => row.reliable);
    expect(reliable([15, 18], "session")).toEqual([1, 0, 0, 1]);
    expect(reliable([15, 18], "never")).toEqual([1, 0, 0, 0]);
    expect(reliable([20, 21], "session")).toEqual([1, 0, 0, 1]);
    expect(reliable([5, 6], "session")).toEqual([0, 0, 0, 1]);
    expect(reliable([5, 6], "never")).toEqual([1, 1, 1, 1]);
    expect(reliable([31, 40], "session")).toEqual([1, 1, 1, 1]);
  });

  it("gives the same bits fed in any portions as fed once, and equals a sum over trades", () => {
    const reset = fc.constantFrom<AnchorRule>("session", "never", { hours: 1 });
    fc.assert(
      fc.property(marketCase(200), reset, fc.constantFrom(ALL_DAY_UTC, CHICAGO), (market, rule, session) => {
        const chosen = { timeframeSec: market.timeframeSec, session, reset: rule };
        const batch = deltaCvd(market.bars, market.gaps, chosen);
        const parts = createCvdSeries();
        feedTimeframe(market, new DeltaCvdFold(chosen), parts);
        expect(differenceOf(parts, batch)).toBe("");
        if (rule !== "never") return;
        const total = market.trades.reduce((sum, { side, sizeLots }) => sum + (side === "buy" ? sizeLots : -sizeLots), 0);
        expect(rowsOfSeries(batch).at(-1)?.closeLots ?? 0).toBe(total);
      }),
      { numRuns: 1000 },
    );
  });

  it("gives the CVD of a longer bar as the merge of its seconds", () => {
    fc.assert(
      fc.property(marketCase(80), (market) => {
        const chosen = { ...parameters, reset: "never" } as const;
        const seconds = rowsOfSeries(deltaCvd(market.bars, market.gaps, chosen));
        for (const row of rowsOfSeries(deltaCvd(market.bars, market.gaps, { ...chosen, timeframeSec: market.timeframeSec }))) {
          const own = seconds.filter(({ timeSec }) => timeSec >= row.timeSec && timeSec < row.timeSec + market.timeframeSec);
          expect(row.openLots).toBe(own[0].openLots);
          expect(row.closeLots).toBe(own[own.length - 1].closeLots);
          expect(row.highLots).toBe(Math.max(...own.map((second) => second.highLots)));
          expect(row.lowLots).toBe(Math.min(...own.map((second) => second.lowLots)));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("folds seconds that are still forming, and amended, into a copy without a trace", () => {
    fc.assert(
      fc.property(marketCase(40), marketCase(5), (market, amended) => {
        const chosen = { ...parameters, timeframeSec: market.timeframeSec };
        const fold = new DeltaCvdFold(chosen);
        const preview = new DeltaCvdFold(chosen);
        const series = createCvdSeries();
        for (let index = 0; index < market.bars.length; index++) {
          preview.copyFrom(fold);
          preview.append(amended.bars, 0, amended.bars.length, market.gaps, createCvdSeries());
          fold.append(market.bars, index, index + 1, market.gaps, series);
        }
        fold.writeForming(market.gaps, series);
        expect(differenceOf(series, deltaCvd(market.bars, market.gaps, chosen))).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("refuses parameters by name", () => {
    expect(() => new DeltaCvdFold({ ...parameters, timeframeSec: 0 })).toThrow(/^timeframeSec 0 must be a whole number from 1 to 86400$/);
    expect(() => new DeltaCvdFold({ ...parameters, reset: { hours: 25 } })).toThrow(/^reset\.hours 25 must be/);
  });
});
