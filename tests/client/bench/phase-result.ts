import type { PhaseResult } from "../../../client/bench/camera-script.ts";

/** A second of panning at 60 frames. */
export function phaseResult(part: Partial<PhaseResult> = {}): PhaseResult {
  return {
    phase: "pan",
    elapsedMs: 1000,
    drawn: 60,
    gapsMs: Array.from({ length: 60 }, () => 1000 / 60),
    scriptMs: { p50: 1, p95: 2, p99: 3, count: 60 },
    uploadedBytes: 0,
    textureUploads: 0,
    drawCalls: 4,
    commits: 2,
    heapBytes: 1000,
    ...part,
  };
}
