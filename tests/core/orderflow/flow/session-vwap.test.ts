import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC } from "../../../../core/market/instrument.ts";
import type { AnchorRule } from "../../../../core/orderflow/flow/anchor-periods.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { createVwapSeries, SessionVwapFold, sessionVwap } from "../../../../core/orderflow/flow/session-vwap.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { differenceOf, rowsOfSeries } from "../series-rows.ts";
import { twinVwap } from "./vwap-twin.ts";

const parameters = { timeframeSec: 1, session: ALL_DAY_UTC, reset: "session" } as const;
const trade = (timeSec: number, priceTicks: number, sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side: "buy" });

describe("session VWAP", () => {
  // 100 x 1, 103 x 2: vwap 306 / 3 = 102, variance (1 x 4 + 2 x 1) / 3 = 2
  // then 98 x 3:      vwap 600 / 6 = 100, variance (1 x 0 + 2 x 9 + 3 x 4) / 6 = 5
  const trades = [trade(60, 100, 1), trade(60, 103, 2), trade(62, 98, 3)];

  it("weighs every traded price by its volume", () => {
    expect(rowsOfSeries(sessionVwap(barsOfTrades(trades), NO_GAPS, parameters))).toEqual([
      { timeSec: 60, priceTicks: 103, vwapTicks: 102, sigmaTicks: Math.SQRT2, reliable: 1, estimated: 0 },
      { timeSec: 62, priceTicks: 98, vwapTicks: 100, sigmaTicks: Math.sqrt(5), reliable: 1, estimated: 0 },
    ]);
  });

  it("gives one point per bar of a longer timeframe", () => {
    expect(rowsOfSeries(sessionVwap(barsOfTrades(trades), NO_GAPS, { ...parameters, timeframeSec: 5 }))).toEqual([
      { timeSec: 60, priceTicks: 98, vwapTicks: 100, sigmaTicks: Math.sqrt(5), reliable: 1, estimated: 0 },
    ]);
  });

  it("starts again with the session", () => {
    const days = barsOfTrades([trade(86_399, 100, 5), trade(86_400, 200, 1), trade(86_401, 202, 1)]);
    expect(rowsOfSeries(sessionVwap(days, NO_GAPS, parameters)).map(({ vwapTicks, sigmaTicks }) => [vwapTicks, sigmaTicks])).toEqual([
      [100, 0],
      [200, 0],
      [201, 1],
    ]);
  });

  it("does not exist before anything has volume", () => {
    expect(rowsOfSeries(sessionVwap(barsOfTrades([trade(60, 100, 0)]), NO_GAPS, parameters))).toMatchObject([{ vwapTicks: Number.NaN, sigmaTicks: Number.NaN }]);
  });

  it("is unreliable from a gap until the session ends", () => {
    const days = barsOfTrades([10, 20, 30, 86_410].map((sec) => trade(sec, 100, 1)));
    expect(rowsOfSeries(sessionVwap(days, Float64Array.of(15, 18), parameters)).map((row) => row.reliable)).toEqual([1, 0, 0, 1]);
  });

  it("says from where on bars without levels are in it", () => {
    const view = { ...barsOfTrades(trades), estimated: Uint8Array.of(0, 1) };
    expect(rowsOfSeries(sessionVwap(view, NO_GAPS, parameters)).map((row) => row.estimated)).toEqual([0, 1]);
  });

  it("gives the same bits fed in any portions as fed once, at every timeframe", () => {
    fc.assert(
      fc.property(marketCase(150), fc.constantFrom<AnchorRule>("session", "never", { hours: 1 }), (market, reset) => {
        const chosen = { ...parameters, reset, timeframeSec: market.timeframeSec } as const;
        const parts = createVwapSeries();
        feedTimeframe(market, new SessionVwapFold(chosen), parts);
        expect(differenceOf(parts, sessionVwap(market.bars, market.gaps, chosen))).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("equals sums in whole numbers to a part in a billion", () => {
    fc.assert(
      fc.property(marketCase(100), ({ bars, trades: all, gaps }) => {
        const row = rowsOfSeries(sessionVwap(bars, gaps, { ...parameters, reset: "never" })).at(-1);
        const twin = twinVwap(all);
        if (row === undefined) return;
        expect(Number.isNaN(row.vwapTicks)).toBe(twin.lots === 0n);
        if (twin.lots === 0n) return;
        expect(Math.abs(row.vwapTicks - twin.vwap)).toBeLessThanOrEqual(1e-9 * Math.max(1, Math.abs(twin.vwap)));
        expect(Math.abs(row.sigmaTicks - twin.sigma)).toBeLessThanOrEqual(1e-9 * Math.max(1, twin.sigma));
      }),
      { numRuns: 1000 },
    );
  });

  it("folds seconds that are still forming into a copy without a trace", () => {
    fc.assert(
      fc.property(marketCase(25), marketCase(4), (market, amended) => {
        const fold = new SessionVwapFold(parameters);
        const preview = new SessionVwapFold(parameters);
        const series = createVwapSeries();
        for (let index = 0; index < market.bars.length; index++) {
          preview.copyFrom(fold);
          preview.append(amended.bars, 0, amended.bars.length, NO_GAPS, createVwapSeries());
          fold.append(market.bars, index, index + 1, market.gaps, series);
        }
        expect(differenceOf(series, sessionVwap(market.bars, market.gaps, parameters))).toBe("");
      }),
      { numRuns: 1000 },
    );
  });
});
