import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { decimalRatio } from "../../../../core/orderflow/fold/decimal-ratio.ts";
import { compareWithDeviation, SquareSum, standardDeviation } from "../../../../core/orderflow/fold/deviation.ts";

function sampleOf(values: readonly number[]) {
  const squares = new SquareSum();
  for (const value of values) squares.add(value);
  return { count: values.length, sum: values.reduce((sum, value) => sum + value, 0), squares };
}

/** The comparison in whole numbers: `value - mean` against `k` thousandths of `sd`. */
function twinCompare(value: number, values: readonly number[], kThousandths: bigint): number {
  const count = BigInt(values.length);
  const sum = values.reduce((total, each) => total + BigInt(each), 0n);
  const squares = values.reduce((total, each) => total + BigInt(each) * BigInt(each), 0n);
  const above = 1000n * (count * BigInt(value) - sum);
  if (above < 0n) return -1;
  const difference = above * above - kThousandths * kThousandths * (count * squares - sum * sum);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

describe("deviation", () => {
  it("compares with the mean and so many standard deviations", () => {
    // 2, 4, 4, 4, 5, 5, 7, 9: mean 5, sd 2
    const sample = sampleOf([2, 4, 4, 4, 5, 5, 7, 9]);
    const two = decimalRatio("k", 2);
    expect(standardDeviation(sample)).toBe(2);
    expect([8, 9, 10].map((value) => compareWithDeviation(value, sample, two))).toEqual([-1, 0, 1]);
  });

  it("is exact, also where the numbers pass what a double holds", () => {
    const value = fc.oneof(fc.nat(9), fc.nat(100_000), fc.integer({ min: 0, max: 2 ** 43 }));
    fc.assert(
      fc.property(fc.array(value, { minLength: 1, maxLength: 40 }), value, fc.constantFrom(0, 1, 2, 1.5, 0.333), (values, asked, k) => {
        const twin = twinCompare(asked, values, BigInt(Math.round(k * 1000)));
        expect(compareWithDeviation(asked, sampleOf(values), decimalRatio("k", k))).toBe(twin);
      }),
      { numRuns: 3000 },
    );
  });

  it("decides ties of large numbers exactly", () => {
    // mean 2^52, sd 2^50, by construction; one lot more or less decides
    const [low, high] = [2 ** 52 - 2 ** 50, 2 ** 52 + 2 ** 50];
    const sample = sampleOf([low, high]);
    const one = decimalRatio("k", 1);
    expect([high - 1, high, high + 1].map((value) => compareWithDeviation(value, sample, one))).toEqual([-1, 0, 1]);
  });

  it("keeps sums of squares exact as numbers come and go", () => {
    const value = fc.oneof(fc.nat(9), fc.nat(2 ** 27), fc.maxSafeNat());
    fc.assert(
      fc.property(fc.array(fc.tuple(value, fc.boolean()), { maxLength: 30 }), (changes) => {
        const squares = new SquareSum();
        const twin: number[] = [];
        for (const [added, remove] of changes) {
          squares.add(added);
          twin.push(added);
          if (remove) squares.subtract(twin.shift() ?? 0);
          expect(squares.toBigInt()).toBe(twin.reduce((sum, each) => sum + BigInt(each) ** 2n, 0n));
        }
      }),
      { numRuns: 1000 },
    );
  });
});
