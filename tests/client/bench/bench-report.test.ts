import { describe, expect, it } from "vitest";
import { movementRow } from "../../../client/bench/bench-report.ts";
import type { PhaseResult } from "../../../client/bench/camera-script.ts";
import { phaseResult } from "./phase-result.ts";

function result(part: Partial<PhaseResult>): PhaseResult {
  return phaseResult({ drawn: 10, gapsMs: [16, 16, 18], scriptMs: { p50: 1, p95: 2, p99: 3, count: 10 }, uploadedBytes: 100, textureUploads: 20, ...part });
}

describe("movementRow", () => {
  it("joins the frames of all charts and takes the script time of the slowest", () => {
    const row = movementRow([result({}), result({ drawn: 30, gapsMs: [30, 120], uploadedBytes: 0, textureUploads: 0, scriptMs: { p50: 4, p95: 9, p99: 12, count: 30 }, heapBytes: 3000 })]);
    expect(row).toMatchObject({ movement: "pan", drawn: 40, lateFrames: 2, longFrames: 1, scriptMs: { p50: 4, p95: 9, p99: 12 }, uploadedBytesPerFrame: 2.5, textureUploadsPerFrame: 0.5, drawCalls: 8, heapBytes: 3000 });
    expect(row.framesPerSec).toBe(25);
    expect(row.gapMs).toEqual({ p50: 18, p95: 120, p99: 120, most: 120 });
    expect(row.gapsMs).toEqual([16, 16, 18, 30, 120]);
  });

  it("has no heap where the browser does not tell, and divides by no frame", () => {
    expect(movementRow([result({ drawn: 0, heapBytes: null })])).toMatchObject({ heapBytes: null, uploadedBytesPerFrame: 0, textureUploadsPerFrame: 0 });
  });
});
