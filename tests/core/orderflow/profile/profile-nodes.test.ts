import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NO_GAPS } from "../../../../core/orderflow/fold/gaps.ts";
import { profileNodes } from "../../../../core/orderflow/profile/profile-nodes.ts";
import { PEAK_DEFAULTS } from "../../../../core/orderflow/profile/profile-peaks.ts";
import { ProfileWindow, rangeProfile } from "../../../../core/orderflow/profile/volume-profile.ts";
import { marketCase } from "../market-case.ts";
import { twinPeaks } from "./peaks-twin.ts";
import type { PlainRow } from "./profile-twin.ts";
import { columnsOf, plainProfile, rowsOf } from "../rows-of.ts";

describe("nodes by quantile", () => {
  it("are the fifth of the rows with most and with least volume, ties by price", () => {
    const rows = rowsOf([1, 5], [2, 9], [3, 1], [4, 9], [5, 0], [6, 1], [7, 3], [8, 4], [9, 5], [10, 6], [11, 2]);
    expect(profileNodes(rows, "quantile")).toEqual({ highRows: [2, 4], lowRows: [3, 6] });
    expect(profileNodes(rowsOf([1, 3], [2, 3], [3, 3], [4, 3], [5, 3]), "quantile")).toEqual({ highRows: [5], lowRows: [1] });
    expect(profileNodes(rowsOf([1, 3], [2, 3], [3, 3], [4, 3]), "quantile")).toEqual({ highRows: [], lowRows: [] });
  });

  it("follow the rule", () => {
    fc.assert(
      fc.property(plainProfile, (plain) => {
        const lots = ({ bid, ask }: PlainRow): number => bid + ask;
        const sorted = plain.filter((row) => lots(row) > 0).sort((a, b) => lots(a) - lots(b) || a.row - b.row);
        const count = Math.floor(sorted.length / 5);
        const ascending = (rows: PlainRow[]): number[] => rows.map(({ row }) => row).sort((a, b) => a - b);
        expect(profileNodes(columnsOf(plain), "quantile")).toEqual({ highRows: ascending(sorted.slice(sorted.length - count)), lowRows: ascending(sorted.slice(0, count)) });
      }),
      { numRuns: 1000 },
    );
  });
});

describe("nodes by peaks", () => {
  it("are the hills of the smoothed profile and the valley between two of them", () => {
    expect(profileNodes(rowsOf([100, 50], [120, 40]), "peaks")).toEqual({ highRows: [100, 120], lowRows: [110] });
    expect(profileNodes(rowsOf([100, 50], [121, 40]), "peaks")).toEqual({ highRows: [100, 121], lowRows: [111] });
    // 24 is less than half of 50: no node, and so no valley
    expect(profileNodes(rowsOf([100, 50], [120, 24]), "peaks")).toEqual({ highRows: [100], lowRows: [] });
    // 4 rows apart with sigma 2 there is one hill, flat on top
    expect(profileNodes(rowsOf([100, 50], [104, 50]), "peaks")).toEqual({ highRows: [102], lowRows: [] });
    // 8 rows apart the valley is too high to be a node
    expect(profileNodes(rowsOf([100, 50], [108, 50]), "peaks")).toEqual({ highRows: [100, 108], lowRows: [] });
    expect(profileNodes(rowsOf(), "peaks")).toEqual({ highRows: [], lowRows: [] });
  });

  it("takes a flat top once, at its middle, the higher of two", () => {
    const flat = (rows: number): number[] => [...profileNodes(rowsOf(...Array.from({ length: rows }, (_, row) => [row, 7] as const)), "peaks").highRows];
    expect(flat(41)).toEqual([20]);
    expect(flat(40)).toEqual([20]);
  });

  it("asks for a larger row height where the range is out of proportion", () => {
    expect(() => profileNodes(rowsOf([0, 1], [1_000_000, 1]), "peaks")).toThrow(/spans 1000001 rows.*choose a larger row height/);
  });

  it("refuse a share by name", () => {
    expect(() => profileNodes(rowsOf([0, 1]), "peaks", { ...PEAK_DEFAULTS, mostLow: -1 })).toThrow("peaks.mostLow -1 must be a number from 0 to 1");
  });

  it("follow the rule, looked up in a smoothed profile row by row", () => {
    fc.assert(
      fc.property(plainProfile, fc.constantFrom(PEAK_DEFAULTS, { leastProminence: 0.25, leastHigh: 0.2, mostLow: 0.6 }, { leastProminence: 0, leastHigh: 0, mostLow: 1 }), (plain, shares) => {
        expect(profileNodes(columnsOf(plain), "peaks", shares)).toEqual(twinPeaks(plain, shares));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("nodes of a moving range", () => {
  it("are those of the range taken at once, by either method", () => {
    fc.assert(
      fc.property(marketCase(60), fc.nat(60), (market, lengthSec) => {
        const window = new ProfileWindow(market.ticksPerRow);
        let endSec = 0;
        for (const sec of market.bars.timeSec) window.moveTo(market.bars, sec + 1 - lengthSec, (endSec = sec + 1));
        const batch = rangeProfile(market.bars, NO_GAPS, endSec - lengthSec, endSec, market.ticksPerRow);
        const { rows } = window.read(NO_GAPS);
        for (const method of ["quantile", "peaks"] as const) expect(profileNodes(rows, method)).toEqual(profileNodes(batch.rows, method));
      }),
      { numRuns: 1000 },
    );
  });
});
