import { expect, it } from "vitest";
import { summariseSteps } from "../../../bench/peers/step-statistics.ts";

it("takes the cost of the closing read off every step", () => {
  const steps = Array.from({ length: 20 }, (_, step) => 10 + step);
  expect(summariseSteps(steps, { baselineMs: 4, floorMs: 0.1 })).toEqual({ steps: 20, medianMs: 15, p95Ms: 24, madMs: 5, atFloor: 0, isMedianAtFloor: false });
});

it("never tells less than the clock can tell, and how many steps that concerns", () => {
  const below = summariseSteps([0.2, 0.3, 0.1, 0.9], { baselineMs: 0.25, floorMs: 0.1 });
  expect(below).toMatchObject({ medianMs: 0.1, atFloor: 0.75, isMedianAtFloor: true });
  const above = summariseSteps([0.2, 0.8, 0.9], { baselineMs: 0.25, floorMs: 0.1 });
  expect(above).toMatchObject({ atFloor: 1 / 3, isMedianAtFloor: false });
});

it("tells nothing of no steps", () => {
  expect(summariseSteps([], { baselineMs: 1, floorMs: 0.1 })).toBeNull();
});
