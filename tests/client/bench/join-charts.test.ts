import { expect, it } from "vitest";
import { joinCharts } from "../../../client/bench/join-charts.ts";
import { phaseResult } from "./phase-result.ts";

it("adds up what charts cost together, and takes the slowest and the largest of what cannot be added", () => {
  const slow = { p50: 4, p95: 9, p99: 12, count: 30 };
  const joined = joinCharts([
    phaseResult({ gapsMs: [16, 17], uploadedBytes: 100, textureUploads: 1 }),
    phaseResult({ elapsedMs: 1200, drawn: 30, gapsMs: [40], scriptMs: slow, uploadedBytes: 50, drawCalls: 2, commits: 5, heapBytes: null }),
  ]);
  expect(joined).toEqual({
    phase: "pan",
    elapsedMs: 1200,
    drawn: 90,
    gapsMs: [16, 17, 40],
    scriptMs: slow,
    uploadedBytes: 150,
    textureUploads: 1,
    drawCalls: 6,
    commits: 5,
    heapBytes: 1000,
  });
});

it("leaves a single chart as it is", () => {
  expect(joinCharts([phaseResult()])).toEqual(phaseResult());
});
