import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { atLeastTimes, belowTimes, compareProducts, decimalRatio } from "../../../../core/orderflow/fold/decimal-ratio.ts";

describe("decimal ratio", () => {
  it("reads a threshold as the fraction it is written as", () => {
    expect(decimalRatio("ratio", 3)).toEqual({ numerator: 3, denominator: 1 });
    expect(decimalRatio("ratio", 0.0005)).toEqual({ numerator: 5, denominator: 10_000 });
    expect(decimalRatio("ratio", 999_999.999999)).toEqual({ numerator: 999_999_999_999, denominator: 1_000_000 });
  });

  it("decides where floating point does not: 3 is not above 0.1 * 30", () => {
    const tenth = decimalRatio("ratio", 0.1);
    expect([0.1 * 3 > 0.3, atLeastTimes(3, tenth, 30), belowTimes(3, tenth, 30), belowTimes(3, tenth, 31)]).toEqual([true, true, false, true]);
  });

  it("compares products of any size as BigInt does", () => {
    const whole = fc.oneof(fc.integer({ min: -9, max: 9 }), fc.maxSafeInteger());
    fc.assert(
      fc.property(whole, whole, whole, whole, (a, b, c, d) => {
        const difference = BigInt(a) * BigInt(b) - BigInt(c) * BigInt(d);
        expect(compareProducts(a, b, c, d) + 0).toBe(difference > 0n ? 1 : difference < 0n ? -1 : 0);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([-1, Number.NaN, Number.POSITIVE_INFINITY, 1_000_001, 0.1234567, Math.PI])("refuses %d by name", (value) => {
    expect(() => decimalRatio("ratio", value)).toThrow(/^ratio .* must be a number from 0 to 1000000 with at most 6 decimals$/);
  });
});
