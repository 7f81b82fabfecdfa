import { expect, it } from "vitest";
import { summariseSteps } from "../../../bench/peers/step-statistics.ts";

it("takes the cost of the closing read off every step", () => {
  const steps = Array.from({ length: 20 }, (_, step) => 10 + step);
  expect(summariseSteps(steps, 4)).toEqual({ steps: 20, medianMs: 15, p95Ms: 24, madMs: 5 });
});

it("never tells less than nothing", () => {
  expect(summariseSteps([0.2, 0.3, 0.1], 0.25)?.medianMs).toBe(0);
});

it("tells nothing of no steps", () => {
  expect(summariseSteps([], 1)).toBeNull();
});
