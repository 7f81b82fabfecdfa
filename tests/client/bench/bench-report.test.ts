import { describe, expect, it } from "vitest";
import { movementRow } from "../../../client/bench/bench-report.ts";
import type { PhaseResult } from "../../../client/bench/camera-script.ts";

function result(part: Partial<PhaseResult>): PhaseResult {
  return {
    phase: "pan",
    elapsedMs: 1000,
    drawn: 10,
    gapsMs: [16, 16, 18],
    scriptMs: { p50: 1, p95: 2, p99: 3, count: 10 },
    uploadedBytes: 100,
    drawCalls: 4,
    commits: 0,
    heapBytes: 1000,
    ...part,
  };
}

describe("movementRow", () => {
  it("joins the frames of all charts and takes the script time of the slowest", () => {
    const row = movementRow([result({}), result({ drawn: 30, gapsMs: [50], uploadedBytes: 0, scriptMs: { p50: 4, p95: 9, p99: 12, count: 30 }, heapBytes: 3000 })]);
    expect(row).toMatchObject({ movement: "pan", drawn: 40, lateFrames: 1, scriptMs: { p50: 4, p95: 9, p99: 12 }, uploadedBytesPerFrame: 2.5, drawCalls: 8, heapBytes: 3000 });
    expect(row.framesPerSec).toBe(40);
    expect(row.gapMs).toEqual({ p50: 16, p95: 50, p99: 50, most: 50 });
    expect(row.gapsMs).toEqual([16, 16, 18, 50]);
  });

  it("has no heap where the browser does not tell, and divides by no frame", () => {
    expect(movementRow([result({ drawn: 0, heapBytes: null })])).toMatchObject({ heapBytes: null, uploadedBytesPerFrame: 0 });
  });
});
