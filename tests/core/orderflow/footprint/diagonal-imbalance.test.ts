import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { DiagonalImbalanceFold, diagonalImbalances, IMBALANCE_DEFAULTS } from "../../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { createImbalanceSeries } from "../../../../core/orderflow/footprint/imbalance-series.ts";
import { feedTimeframe } from "../feed-timeframe.ts";
import { twinImbalances } from "./imbalance-twin.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { differenceOf, rowsOfSeries } from "../series-rows.ts";

const parameters = { ...IMBALANCE_DEFAULTS, timeframeSec: 1, ticksPerRow: 1 };

/** Trades of one second from `price: bid x ask`. */
function second(timeSec: number, cells: Readonly<Record<number, string>>): PlainTrade[] {
  return Object.entries(cells)
    .map(([price, cell]) => ({ priceTicks: Number(price), sizes: cell.split("x").map(Number) }))
    .flatMap(({ priceTicks, sizes }) => [
      { timeSec, priceTicks, sizeLots: sizes[0], side: "sell" as const },
      { timeSec, priceTicks, sizeLots: sizes[1], side: "buy" as const },
    ]);
}

/** Thirty rows of 4 lots in the seconds before, so that the median is 4. */
const before = Array.from({ length: 30 }, (_, index) => second(100 + index, { 50: "2x2" })).flat();

describe("diagonal imbalance", () => {
  //  price  bid x ask    buy: ask against the bid below     sell: bid against the ask above
  //  105      1 x 30     30 >= 3 x 5   yes                  1, nothing above: ignored
  //  104      5 x 14     14 >= 3 x 4   yes                  5 >= 3 x 30: no
  //  103      4 x 6       6 >= 3 x 2   yes                  4 >= 3 x 14: no
  //  102      2 x 9       9 >= 3 x 9   no                   2 >= 3 x 6: no
  //  101      9 x 3       nothing below: ignored            9 >= 3 x 9: no
  //   99     12 x 4       nothing below                     12, nothing directly above (101 is not adjacent): ignored
  //   98     13 x 4       4 >= 3 x 13: no (97 is 0 x 2)     13 >= 3 x 4: yes
  //   97      0 x 2       nothing below                     0
  const cells = { 105: "1x30", 104: "5x14", 103: "4x6", 102: "2x9", 101: "9x3", 99: "12x4", 98: "13x4", 97: "0x2" };
  const bars = barsOfTrades([...before, ...second(130, cells)]);
  const textOf = (rows: readonly { row: number; side: number; bidLots: number; askLots: number; stacked: number }[]): string[] =>
    rows.map(({ row, side, bidLots, askLots, stacked }) => `${row} ${side === 1 ? "buy" : "sell"} ${bidLots}x${askLots}${stacked === 1 ? " stacked" : ""}`);

  it("compares each side with exactly the adjacent row on the diagonal", () => {
    const found = rowsOfSeries(diagonalImbalances(bars, NO_GAPS, parameters));
    expect(textOf(found)).toEqual(["98 sell 13x4", "103 buy 2x6 stacked", "104 buy 4x14 stacked", "105 buy 5x30 stacked"]);
    expect(found[0]).toMatchObject({ timeSec: 130, ratio: 13 / 4, minimumLots: 4, reliable: 1 });
  });

  it("counts an empty opposite row as one lot when asked", () => {
    const found = diagonalImbalances(bars, NO_GAPS, { ...parameters, emptyCountsAsOne: true });
    expect(textOf(rowsOfSeries(found))).toContain("99 sell 12x0");
    expect(textOf(rowsOfSeries(found))).not.toContain("97 buy 0x2");
  });

  it("asks for the minimum volume", () => {
    const textWith = (minimumLots: number): string[] => textOf(rowsOfSeries(diagonalImbalances(bars, NO_GAPS, { ...parameters, minimumLots })));
    expect(textWith(14)).toEqual(["104 buy 4x14", "105 buy 5x30"]);
    expect(textWith(31)).toEqual([]);
  });

  it("finds none before 30 rows are known", () => {
    const late = barsOfTrades([...before.slice(2), ...second(130, cells)]);
    expect(diagonalImbalances(late, NO_GAPS, parameters).length).toBe(0);
    expect(diagonalImbalances(late, NO_GAPS, { ...parameters, minimumLots: 4 }).length).toBe(4);
  });

  it("is recomputed from the regrouped rows, never merged from finer flags", () => {
    // rows of 2: 52: 6x44, 51: 6x15, 50: 9x3, 49: 25x8, 48: 0x2
    const found = rowsOfSeries(diagonalImbalances(bars, NO_GAPS, { ...parameters, ticksPerRow: 2 }));
    expect(textOf(found)).toEqual(["49 sell 25x3", "52 buy 6x44"]);
  });

  it("marks bars that touch a gap and keeps them out of the median", () => {
    expect(rowsOfSeries(diagonalImbalances(bars, Float64Array.of(130, 131), parameters)).map((row) => row.reliable)).toEqual([0, 0, 0, 0]);
    expect(diagonalImbalances(bars, Float64Array.of(110, 111), parameters).length).toBe(0);
  });

  it("gives the same bits fed in any portions as fed once, and equals loops over trades", () => {
    const ratio = fc.constantFrom<readonly [number, readonly [bigint, bigint]]>([3, [3n, 1n]], [1.5, [3n, 2n]], [2.1, [21n, 10n]]);
    fc.assert(
      fc.property(marketCase(90), ratio, fc.boolean(), (market, [chosen, fraction], emptyCountsAsOne) => {
        const rule = { ...parameters, timeframeSec: market.timeframeSec, ticksPerRow: market.ticksPerRow, ratio: chosen, emptyCountsAsOne };
        const batch = diagonalImbalances(market.bars, market.gaps, rule);
        const parts = createImbalanceSeries();
        feedTimeframe(market, new DiagonalImbalanceFold(rule), parts);
        expect(differenceOf(parts, batch)).toBe("");
        const twin = twinImbalances(market.trades, market.gaps, { ...rule, ratio: fraction });
        const plain = rowsOfSeries(batch).map(({ timeSec, row, side, bidLots, askLots, minimumLots, stacked }) => [timeSec, row, side, bidLots, askLots, minimumLots, stacked === 1]);
        expect(plain).toEqual(twin.map(({ timeSec, row, side, bid, ask, minimum, stacked }) => [timeSec, row, side, bid, ask, minimum, stacked]));
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ ratio: 0.9 }, /^ratio 0\.9 must be at least 1$/],
    [{ ratio: Number.NaN }, /^ratio NaN must be a number/],
    [{ minimumLots: -1 }, /^minimumLots -1 must be a whole number/],
    [{ stackRows: 1 }, /^stackRows 1 must be/],
    [{ ticksPerRow: 0 }, /^ticksPerRow 0 must be/],
  ])("refuses %j by name", (change, message) => {
    expect(() => new DiagonalImbalanceFold({ ...parameters, ...change })).toThrow(message);
  });
});
