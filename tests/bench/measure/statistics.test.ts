import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { median, medianDeviation, percentile } from "../../../bench/measure/statistics.ts";

const times = fc.array(fc.double({ min: 0, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 });

describe("statistics of measured times", () => {
  it("gives the median, p95 and MAD of known times", () => {
    const known = [5, 1, 4, 2, 3, 6, 7, 8, 9, 100];
    expect(median(known)).toBe(5);
    expect(percentile(known, 0.95)).toBe(100);
    expect(medianDeviation(known)).toBe(2);
  });

  it("gives a percentile that is one of the times and that the share of them does not exceed", () => {
    fc.assert(
      fc.property(times, fc.double({ min: 0.01, max: 1, noNaN: true }), (values, share) => {
        const found = percentile(values, share);
        expect(values).toContain(found);
        expect(values.filter((value) => value <= found).length).toBeGreaterThanOrEqual(share * values.length - 1e-9);
        expect(values.filter((value) => value < found).length).toBeLessThan(share * values.length + 1e-9);
      }),
    );
  });

  it("does not depend on the order, and moves with its times", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 1e6 }), { minLength: 1 }), fc.integer({ min: 0, max: 1e6 }), (values, more) => {
        const later = values.map((value) => value + more).reverse();
        expect(median(later)).toBe(median(values) + more);
        expect(medianDeviation(later)).toBe(medianDeviation(values));
      }),
    );
  });

  it("is not moved by one hiccup", () => {
    expect(medianDeviation([10, 11, 9, 10, 5000])).toBe(medianDeviation([10, 11, 9, 10, 12]));
  });
});
