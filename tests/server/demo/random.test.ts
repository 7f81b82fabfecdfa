import { describe, expect, it } from "vitest";
import { Random } from "../../../server/demo/random.ts";

describe("Random", () => {
  it("is even, exponential and nearly normal, and rounds without bias", () => {
    const random = new Random(1, 2);
    const mean = (draw: () => number) => {
      let sum = 0;
      for (let count = 0; count < 200_000; count++) sum += draw();
      return sum / 200_000;
    };
    expect(mean(() => random.unit())).toBeCloseTo(0.5, 2);
    expect(mean(() => random.exponential())).toBeCloseTo(1, 1);
    expect(mean(() => random.normal())).toBeCloseTo(0, 1);
    expect(mean(() => random.normal() ** 2)).toBeCloseTo(1, 1);
    expect(mean(() => random.round(-2.3))).toBeCloseTo(-2.3, 2);
  });
});
