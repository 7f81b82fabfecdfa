import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { diagonalImbalances, IMBALANCE_DEFAULTS } from "../../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { LEVEL_MARKS, levelImbalances } from "../../../../core/orderflow/footprint/level-imbalances.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { rowsOfSeries } from "../series-rows.ts";

const NO_GAPS = new Float64Array(0);
const START = 1_700_000_000;

describe("the imbalances of levels", () => {
  it("are those of all bars of a second at one tick, under the threshold in force", () => {
    let found = 0;
    const rules = fc.record({
      ratio: fc.constantFrom(1, 1.5, 3),
      minimumLots: fc.constantFrom(null, 0, 4),
      emptyCountsAsOne: fc.boolean(),
      stackRows: fc.constant(3),
    });
    fc.assert(
      fc.property(marketCase(1500), rules, fc.double({ min: -0.1, max: 1, noNaN: true }), fc.double({ min: 0, max: 1, noNaN: true }), ({ bars, gaps }, rule, from, span) => {
        fc.pre(bars.length > 0);
        const length = bars.timeSec[bars.length - 1] + 1 - bars.timeSec[0];
        const fromSec = Math.floor(bars.timeSec[0] + from * length);
        const toSec = fromSec + Math.ceil(span * length);
        const expected = rowsOfSeries(diagonalImbalances(bars, gaps, { ...rule, timeframeSec: 1, ticksPerRow: 1 }))
          .filter(({ timeSec }) => timeSec >= fromSec && timeSec < toSec)
          .map(({ timeSec, row, side }) => `${timeSec} ${row} ${side}`);
        const marks = levelImbalances(bars, gaps, fromSec, toSec, rule);
        const told: string[] = [];
        let at = 0;
        for (let bar = 0; bar < bars.length; bar++) {
          if (bars.timeSec[bar] < fromSec || bars.timeSec[bar] >= toSec) continue;
          for (let level = bars.levelOffsets[bar]; level < bars.levelOffsets[bar + 1]; level++, at++) {
            if ((marks[at] & LEVEL_MARKS.buying) !== 0) told.push(`${bars.timeSec[bar]} ${bars.levelPriceTicks[level]} 1`);
            if ((marks[at] & LEVEL_MARKS.selling) !== 0) told.push(`${bars.timeSec[bar]} ${bars.levelPriceTicks[level]} -1`);
          }
        }
        expect(marks.length).toBe(at);
        expect(told).toEqual(expected);
        found += told.length;
      }),
      { numRuns: 100 },
    );
    expect(found).toBeGreaterThan(0);
  });

  it("need the median volume of the quarter of an hour before: a lot beside a lot is none among hundreds", () => {
    const before: PlainTrade[] = Array.from({ length: 60 }, (_, at) => ({ timeSec: START + at, priceTicks: 100, sizeLots: 200, side: "buy" }));
    const small: PlainTrade[] = [
      { timeSec: START + 60, priceTicks: 100, sizeLots: 1, side: "sell" },
      { timeSec: START + 60, priceTicks: 101, sizeLots: 5, side: "buy" },
    ];
    const bars = barsOfTrades([...before, ...small]);
    const read = (minimumLots: number | null): number[] => [...levelImbalances(bars, NO_GAPS, START + 60, START + 61, { ...IMBALANCE_DEFAULTS, minimumLots })];
    expect(read(null)).toEqual([0, 0]);
    expect(read(0)).toEqual([0, LEVEL_MARKS.buying]);
  });
});
