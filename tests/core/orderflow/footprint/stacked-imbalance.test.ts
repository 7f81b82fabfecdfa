import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagonalImbalances } from "../../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { createImbalanceSeries } from "../../../../core/orderflow/footprint/imbalance-series.ts";
import { type ImbalanceOutput, STACKED_IMBALANCE_DEFAULTS, StackedImbalanceFold, stackedImbalances } from "../../../../core/orderflow/footprint/stacked-imbalance.ts";
import { expectOnlyGrows } from "../expect-only-grows.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { differenceOf } from "../series-rows.ts";

const parameters = { ...STACKED_IMBALANCE_DEFAULTS, timeframeSec: 2, ticksPerRow: 1, minimumLots: 4, maximumAgeSec: 10 };
const trade = (timeSec: number, priceTicks: number, side: "buy" | "sell", sizeLots: number): PlainTrade => ({ timeSec, priceTicks, sizeLots, side });

/** Bar 60..61: bids of 1 lot at 100..102, asks of 5 at 101..103: three buy imbalances in a row. */
const stack = [100, 101, 102].flatMap((price) => [trade(60, price, "sell", 1), trade(61, price + 1, "buy", 5)]).sort((a, b) => a.timeSec - b.timeSec);

describe("stacked imbalance", () => {
  it("is an event at the end of its bar, and a zone until a second trades through its far side", () => {
    const bars = barsOfTrades([...stack, trade(63, 101, "sell", 1), trade(65, 99, "sell", 1), trade(67, 90, "sell", 1)]);
    expect(stackedImbalances(bars, NO_GAPS, parameters).events).toEqual([
      {
        kind: "stacked-imbalance",
        side: "buy",
        timeSec: 60,
        confirmedSec: 61,
        lowTicks: 101,
        highTicks: 103,
        reliable: true,
        evidence: { rows: 3, requiredRows: 3, dominantLots: 15, lowestRatio: 5, requiredRatio: 3, minimumLots: 4 },
      },
      {
        kind: "stacked-imbalance-end",
        side: "buy",
        timeSec: 60,
        lowTicks: 101,
        confirmedSec: 65,
        reason: "traded-through",
        reliable: true,
        evidence: { priceTicks: 99, maximumAgeSec: 10 },
      },
    ]);
  });

  it("ends at its maximum age, counted from the end of its bar", () => {
    const events = (...last: PlainTrade[]): unknown[] => stackedImbalances(barsOfTrades([...stack, ...last]), NO_GAPS, parameters).events.slice(1);
    expect(events(trade(70, 105, "buy", 1))).toEqual([]);
    expect(events(trade(72, 105, "buy", 1))).toMatchObject([{ kind: "stacked-imbalance-end", confirmedSec: 72, reason: "age", evidence: { priceTicks: null } }]);
    expect(events(trade(90, 99, "sell", 1))).toMatchObject([{ confirmedSec: 72, reason: "age" }]);
  });

  it("ends by age without a trade when told that time has passed", () => {
    const fold = new StackedImbalanceFold(parameters);
    const output: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: [] };
    const bars = barsOfTrades(stack);
    fold.append(bars, 0, bars.length, NO_GAPS, output);
    expect(fold.openZones()).toEqual(output.events);
    fold.closeThrough(71, NO_GAPS, output);
    expect(output.events.length).toBe(1);
    fold.closeThrough(72, NO_GAPS, output);
    expect(output.events[1]).toMatchObject({ confirmedSec: 72, reason: "age" });
    expect(fold.openZones()).toEqual([]);
  });

  it("ends above for sellers", () => {
    const sellers = [100, 101, 102].flatMap((price) => [trade(60, price, "sell", 5), trade(60, price + 1, "buy", 1)]);
    const bars = barsOfTrades([...sellers, trade(64, 102, "buy", 1), trade(66, 103, "buy", 1)]);
    expect(stackedImbalances(bars, NO_GAPS, parameters).events).toMatchObject([
      { side: "sell", lowTicks: 100, highTicks: 102 },
      { side: "sell", confirmedSec: 66, reason: "traded-through", evidence: { priceTicks: 103 } },
    ]);
  });

  it("needs enough adjacent rows", () => {
    expect(stackedImbalances(barsOfTrades(stack), NO_GAPS, { ...parameters, stackRows: 4 }).events).toEqual([]);
  });

  it("is unreliable in a bar that touches a gap, and ends unreliably when seconds are missing since", () => {
    const bars = barsOfTrades([...stack, trade(65, 99, "sell", 1)]);
    const flags = (...gap: number[]): boolean[] => stackedImbalances(bars, Float64Array.from(gap), parameters).events.map((event) => event.reliable);
    expect([flags(), flags(60, 61), flags(63, 64), flags(66, 70)]).toEqual([[true, true], [false, false], [true, false], [true, true]]);
  });

  it("gives the same fed in any portions as fed once, and the imbalances of the plain study", () => {
    fc.assert(
      fc.property(marketCase(120), fc.constantFrom(5, 60), (market, maximumAgeSec) => {
        const { timeframeSec, ticksPerRow } = market;
        const rule = { ...parameters, timeframeSec, ticksPerRow, maximumAgeSec, stackRows: 2, ratio: 1.5, minimumLots: 1 };
        const batch = stackedImbalances(market.bars, market.gaps, rule);
        const parts: ImbalanceOutput = { imbalances: createImbalanceSeries(), events: [] };
        feedTimeframe(market, new StackedImbalanceFold(rule), parts);
        expect(parts.events).toEqual(batch.events);
        expect(differenceOf(parts.imbalances, batch.imbalances)).toBe("");
        expect(differenceOf(batch.imbalances, diagonalImbalances(market.bars, market.gaps, rule))).toBe("");
      }),
      { numRuns: 1000 },
    );
  });

  it("never repaints", () => {
    fc.assert(
      fc.property(marketCase(80), (market) => {
        const rule = { ...parameters, timeframeSec: market.timeframeSec, ticksPerRow: market.ticksPerRow, stackRows: 2, minimumLots: 1 };
        expectOnlyGrows(market, (bars, gaps) => stackedImbalances(bars, gaps, rule).events);
      }),
      { numRuns: 1000 },
    );
  });
});
