import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { heatCodeDifference, heatCodeOf, heatCodeSum, lotsOfHeatCode, MAX_HEAT_CODE, onePlusOfHeatCode } from "../../../core/view/heat-code.ts";

const code = fc.integer({ min: 0, max: MAX_HEAT_CODE });
const lots = fc.oneof(fc.integer({ min: 0, max: 4000 }), fc.integer({ min: 0, max: 2 ** 40 }));

describe("heat codes", () => {
  it("are exact up to 2,047 lots and within 1/1024 of 1 + lots above", () => {
    for (let volume = 0; volume <= 2047; volume++) expect(lotsOfHeatCode(heatCodeOf(volume))).toBe(volume);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), (volume) => {
        expect(Math.abs(onePlusOfHeatCode(heatCodeOf(volume)) / (1 + volume) - 1)).toBeLessThanOrEqual(1 / 1024);
      }),
    );
  });

  it("go there and back for every code, and ascend", () => {
    for (let value = 0; value < MAX_HEAT_CODE; value++) {
      expect(heatCodeOf(lotsOfHeatCode(value)) === value || value > 24 * 1024).toBe(true);
      expect(onePlusOfHeatCode(value + 1)).toBeGreaterThan(onePlusOfHeatCode(value));
    }
    expect(heatCodeOf(Number.POSITIVE_INFINITY)).toBe(MAX_HEAT_CODE);
    expect(heatCodeOf(Number.NaN)).toBe(0);
    expect(heatCodeOf(1e-9)).toBe(1);
  });

  it("of small sums and differences are exact", () => {
    const small = fc.integer({ min: 0, max: 1023 });
    fc.assert(
      fc.property(small, small, (a, b) => {
        expect(lotsOfHeatCode(heatCodeSum(heatCodeOf(a), heatCodeOf(b)))).toBe(a + b);
        expect(lotsOfHeatCode(heatCodeDifference(heatCodeOf(a), heatCodeOf(b)))).toBe(Math.abs(a - b));
      }),
    );
  });

  it("of sums and differences are within the codes' own precision", () => {
    fc.assert(
      fc.property(lots, lots, (a, b) => {
        const precision = (1 + a + 1 + b) / 512;
        expect(Math.abs(lotsOfHeatCode(heatCodeSum(heatCodeOf(a), heatCodeOf(b))) - (a + b))).toBeLessThanOrEqual(precision);
        expect(Math.abs(lotsOfHeatCode(heatCodeDifference(heatCodeOf(a), heatCodeOf(b))) - Math.abs(a - b))).toBeLessThanOrEqual(precision);
      }),
    );
  });

  it("do not change with nothing added or taken away, in either order", () => {
    fc.assert(
      fc.property(code, code, (a, b) => {
        expect(heatCodeSum(a, 0)).toBe(a);
        expect(heatCodeDifference(0, a)).toBe(a);
        expect(heatCodeDifference(a, a)).toBe(0);
        expect(heatCodeSum(a, b)).toBe(heatCodeSum(b, a));
        expect(heatCodeDifference(a, b)).toBe(heatCodeDifference(b, a));
        expect(heatCodeSum(a, b)).toBeGreaterThanOrEqual(Math.max(a, b));
        expect(heatCodeSum(a, b)).toBeLessThanOrEqual(MAX_HEAT_CODE);
        expect(heatCodeDifference(a, b)).toBeLessThanOrEqual(Math.max(a, b));
      }),
      { numRuns: 3000 },
    );
  });
});
