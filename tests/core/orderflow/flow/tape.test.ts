import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { createTapeSeries, TAPE_DEFAULTS, TapeFold, tape } from "../../../../core/orderflow/flow/tape.ts";
import { createTapePrintSeries, writeTapePrints } from "../../../../core/orderflow/flow/tape-prints.ts";
import { barsOfTrades, feedInParts, marketCase, type PlainTrade } from "../market-case.ts";
import { differenceOf, rowsOfSeries } from "../series-rows.ts";

/** A second of so many trades of 3 lots, the first `buys` of them bought. */
function second(timeSec: number, count: number, buys: number): PlainTrade[] {
  return Array.from({ length: count }, (_, index) => ({ timeSec, priceTicks: 100, sizeLots: 3, side: index < buys ? "buy" : "sell" }));
}

describe("tape", () => {
  it("says per second how many trades, how large, on which side", () => {
    const bars = barsOfTrades([...second(10, 4, 3), ...second(12, 2, 1), ...second(13, 1, 0)]);
    expect(rowsOfSeries(tape(bars, NO_GAPS))).toEqual([
      { timeSec: 10, trades: 4, volumeLots: 12, averageLots: 3, side: 1, aggressive: 0, thresholdTrades: Infinity, reliable: 1 },
      { timeSec: 12, trades: 2, volumeLots: 6, averageLots: 3, side: 0, aggressive: 0, thresholdTrades: Infinity, reliable: 1 },
      { timeSec: 13, trades: 1, volumeLots: 3, averageLots: 3, side: -1, aggressive: 0, thresholdTrades: Infinity, reliable: 1 },
    ]);
  });

  // 31 trades in the 30 seconds before second 30, of which 15 are empty: mean 31 / 30, twice that is below the least of 10.
  const calm = [...second(0, 17, 9), ...Array.from({ length: 14 }, (_, index) => second(2 + index * 2, 1, 1)).flat()];

  it("is aggressive above twice the mean of the 60 s before, and above 10 trades", () => {
    const last = (...more: PlainTrade[]): unknown => rowsOfSeries(tape(barsOfTrades([...calm, ...more]), NO_GAPS)).at(-1);
    expect(last(...second(30, 10, 5))).toMatchObject({ aggressive: 0, thresholdTrades: 10 });
    expect(last(...second(30, 11, 5))).toMatchObject({ aggressive: 1, thresholdTrades: 10 });
    // mean of seconds 0..39: (31 + 249) / 40 = 7
    expect(last(...second(30, 249, 5), ...second(40, 14, 5))).toMatchObject({ aggressive: 0, thresholdTrades: 14 });
    expect(last(...second(30, 249, 5), ...second(40, 15, 5))).toMatchObject({ aggressive: 1, thresholdTrades: 14 });
    // second 91 no longer sees second 30
    expect(last(...second(30, 249, 5), ...second(91, 15, 5))).toMatchObject({ aggressive: 1, thresholdTrades: 10 });
  });

  it("is passive while the window warms up, whatever comes, unless the threshold is given", () => {
    const bars = barsOfTrades([...calm, ...second(29, 500, 5)]);
    expect(rowsOfSeries(tape(bars, NO_GAPS)).at(-1)).toMatchObject({ aggressive: 0 });
    expect(rowsOfSeries(tape(bars, NO_GAPS, { ...TAPE_DEFAULTS, thresholdTrades: 499 })).at(-1)).toMatchObject({ aggressive: 1, thresholdTrades: 499 });
  });

  it("counts a missing second neither as empty nor at all, and marks an incomplete one", () => {
    const bars = barsOfTrades([...calm, ...second(30, 249, 5), ...second(40, 15, 5)]);
    const at = (...gap: number[]): unknown => rowsOfSeries(tape(bars, Float64Array.from(gap))).at(-1);
    // without the ten empty seconds 30..39 the window has 30 s and 31 trades; second 30 is incomplete and counts for nothing
    expect(at(30, 40)).toMatchObject({ aggressive: 1, thresholdTrades: 10, reliable: 1 });
    // without one more, there are 29 seconds of data: warming up
    expect(at(29, 40)).toMatchObject({ aggressive: 0, thresholdTrades: Infinity });
    expect(at(40, 41)).toMatchObject({ reliable: 0 });
  });

  it("gives the same bits fed in any portions as fed once, and equals a count over trades", () => {
    fc.assert(
      fc.property(marketCase(120), fc.constantFrom(30, 45, 60), fc.constantFrom(2, 1.5, 0.1), fc.constantFrom(0, 3, 10), (market, windowSec, meanFactor, leastTrades) => {
        const parameters = { thresholdTrades: null, windowSec, meanFactor, leastTrades };
        const batch = tape(market.bars, market.gaps, parameters);
        const fold = new TapeFold(parameters);
        const parts = createTapeSeries();
        feedInParts(market, (bars, from, to, gaps) => fold.append(bars, from, to, gaps, parts));
        expect(differenceOf(parts, batch)).toBe("");
        const count = (sec: number): number => market.trades.filter(({ timeSec }) => timeSec === sec).length;
        const missing = (sec: number): boolean => market.gaps.some((from, at) => at % 2 === 0 && sec >= from && sec < market.gaps[at + 1]);
        const rows = rowsOfSeries(batch);
        for (const row of rows.slice(-3)) {
          const seconds: number[] = [];
          for (let sec = Math.max(rows[0].timeSec, row.timeSec - windowSec); sec < row.timeSec; sec++) if (!missing(sec)) seconds.push(count(sec));
          const sum = seconds.reduce((total, trades) => total + trades, 0);
          expect(row.trades).toBe(count(row.timeSec));
          expect(row.aggressive === 1).toBe(seconds.length >= 30 && row.trades > leastTrades && 10 * row.trades * seconds.length > 10 * meanFactor * sum);
        }
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ thresholdTrades: 1.5 }, /^threshold 1\.5 must be a whole number/],
    [{ windowSec: 29 }, /^windowSec 29 must be a whole number from 30 to 3600/],
    [{ meanFactor: -2 }, /^meanFactor -2 must be a number from 0/],
    [{ leastTrades: 0.5 }, /^leastTrades 0\.5 must be a whole number/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new TapeFold({ ...TAPE_DEFAULTS, ...change })).toThrow(message);
  });
});

describe("tape prints", () => {
  const bars = barsOfTrades([
    { timeSec: 5, priceTicks: 100, sizeLots: 7, side: "buy" },
    { timeSec: 6, priceTicks: 101, sizeLots: 2, side: "sell" },
    { timeSec: 6, priceTicks: 101, sizeLots: 4, side: "buy" },
    { timeSec: 6, priceTicks: 100, sizeLots: 1, side: "sell" },
  ]);
  const written = (limit: number, leastLots: number): number[][] => {
    const series = createTapePrintSeries();
    writeTapePrints(bars, limit, leastLots, series);
    return rowsOfSeries(series).map(({ timeSec, priceTicks, side, lots, trades }) => [timeSec, priceTicks, side, lots, trades]);
  };

  it("are the aggregates per second, price and side, newest first", () => {
    expect(written(9, 0)).toEqual([
      [6, 101, 1, 4, 2],
      [6, 101, -1, 2, 2],
      [6, 100, -1, 1, 1],
      [5, 100, 1, 7, 1],
    ]);
  });

  it("stop at the limit and leave out small ones", () => {
    expect(written(2, 0).length).toBe(2);
    expect(written(9, 3).map((row) => row[3])).toEqual([4, 7]);
  });
});
