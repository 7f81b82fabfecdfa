import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalStep } from "../../../core/market/decimal-step.ts";
import { EvenDecimals } from "../../../core/view/even-decimals.ts";
import { numberChars } from "../../../core/view/number-format.ts";

const MILLI = parseDecimalStep("0.001");

function settle(even: EvenDecimals, numbers: readonly number[]): number {
  even.clear();
  for (const lots of numbers) even.count(lots);
  return even.settle();
}

const repeat = (lots: number, times: number): number[] => Array.from({ length: times }, () => lots);

describe("decimals for all numbers of a screen", () => {
  it.each([
    [[207, 276, 3800, 5000], 4, 2],
    [[207, 276, 38_000, 5000], 4, 1],
    [[207, 276, 380_000, 5000], 4, 0],
    [[207, 276], 4, 3],
    [[207, 276], 3, 2],
    [[12_000, 1], 20, 3],
    [[12_000_000, 1], 7, 0],
    [[0, 0], 5, 0],
  ])("of %j thousandths in %i characters are %i", (numbers, maxChars, expected) => {
    expect(settle(new EvenDecimals(MILLI, maxChars), numbers)).toBe(expected);
  });

  it("are not taken from all by one large number among many", () => {
    expect(settle(new EvenDecimals(MILLI, 4), [...repeat(3_800, 199), 140_066])).toBe(2);
  });

  it("stay while large numbers come and go at the edge of the screen, and change when the market does", () => {
    const even = new EvenDecimals(MILLI, 4);
    const small = repeat(3_800, 100);
    expect(settle(even, small)).toBe(2);
    for (const large of [3, 5, 0, 7, 2]) expect(settle(even, [...small, ...repeat(38_000, large)])).toBe(2);
    expect(settle(even, [...small, ...repeat(38_000, 60)])).toBe(1);
    for (const large of [5, 3, 2, 8]) expect(settle(even, [...small, ...repeat(38_000, large)])).toBe(1);
    expect(settle(even, small)).toBe(2);
    expect(settle(even, [])).toBe(2);
  });

  it("are the most with which nearly all numbers fit", () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 1, max: 10 ** 7 }), { minLength: 1, maxLength: 300 }), fc.integer({ min: 3, max: 10 }), (numbers, maxChars) => {
        const shareWith = (decimals: number): number => {
          const fitting = numbers.filter((lots) => numberChars(lots < 1000 ? 0 : String(Math.floor(lots / 1000)).length, decimals) <= maxChars);
          return fitting.length / numbers.length;
        };
        const decimals = settle(new EvenDecimals(MILLI, maxChars), numbers);
        if (decimals > 0) expect(shareWith(decimals)).toBeGreaterThanOrEqual(0.97);
        if (decimals < 3) expect(shareWith(decimals + 1)).toBeLessThan(0.97);
      }),
    );
  });
});
