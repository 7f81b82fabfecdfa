import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { NumberQueue } from "../../../../core/orderflow/fold/number-queue.ts";
import { RunningMedian } from "../../../../core/orderflow/fold/running-median.ts";

describe("RunningMedian", () => {
  it("is the middle number, or the mean of the middle two", () => {
    const median = new RunningMedian();
    expect(median.doubleMedian()).toBeNaN();
    for (const value of [9, 1, 4]) median.add(value);
    expect(median.doubleMedian() / 2).toBe(4);
    median.add(5);
    expect(median.doubleMedian() / 2).toBe(4.5);
    median.remove(1);
    expect(median.doubleMedian() / 2).toBe(5);
    expect(() => median.remove(1)).toThrow(/^1 is not among the numbers/);
  });

  it("equals sorting, whatever comes and goes", () => {
    const value = fc.oneof(fc.nat(3), fc.nat(200), fc.integer({ min: 4090, max: 4200 }), fc.nat(2_000_000), fc.maxSafeNat());
    const change = fc.record({ value, remove: fc.boolean(), ask: fc.boolean() });
    fc.assert(
      fc.property(fc.array(change, { maxLength: 60 }), (changes) => {
        const median = new RunningMedian();
        const queue = new NumberQueue();
        const twin: number[] = [];
        for (const { value: added, remove, ask } of changes) {
          median.add(added);
          queue.push(added);
          twin.push(added);
          if (remove) {
            median.remove(queue.shift());
            twin.shift();
          }
          if (ask) {
            const sorted = twin.toSorted((a, b) => a - b);
            const [lower, upper] = [sorted[(sorted.length - 1) >> 1], sorted[sorted.length >> 1]];
            expect(median.doubleMedian()).toBe(sorted.length === 0 ? Number.NaN : lower + upper);
          }
        }
        expect(median.count).toBe(twin.length);
        expect(Array.from({ length: queue.length }, (_, at) => queue.at(at))).toEqual(twin);
      }),
      { numRuns: 2000 },
    );
  });
});
