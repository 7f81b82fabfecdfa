import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ceilOneTwoFive, MAX_ROW_TICKS, stepRowTicks } from "../../../core/view/row-height.ts";

const SERIES = [1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000, 10_000, 20_000, 50_000, 100_000, 200_000, 500_000, 1_000_000];

describe("the 1-2-5 series", () => {
  it("finds the smallest step that is large enough", () => {
    fc.assert(
      fc.property(fc.double({ min: 0, max: 1e6, noNaN: true }), (value) => {
        expect(ceilOneTwoFive(value)).toBe(SERIES.find((step) => step >= value));
      }),
    );
    for (const step of SERIES) expect(ceilOneTwoFive(step)).toBe(step);
  });

  it("steps up and down the whole series and stops at its ends", () => {
    let rowTicks = 1;
    for (const step of SERIES.slice(1)) expect((rowTicks = stepRowTicks(rowTicks, 1))).toBe(step);
    expect(stepRowTicks(rowTicks, 1)).toBe(MAX_ROW_TICKS);
    for (const step of SERIES.slice(0, -1).reverse()) expect((rowTicks = stepRowTicks(rowTicks, -1))).toBe(step);
    expect(stepRowTicks(rowTicks, -1)).toBe(1);
  });

  it("steps from a height outside the series to its neighbours", () => {
    expect(stepRowTicks(7, 1)).toBe(10);
    expect(stepRowTicks(7, -1)).toBe(5);
    expect(stepRowTicks(3, -1)).toBe(2);
  });
});
