import type { PhaseResult } from "./camera-script.ts";

/**
 * What charts that were moved at once, in one window or several, cost together: all their frames, uploads and changes, the script times of the slowest, the heap of the largest.
 * @param results one for each chart, at least one.
 */
export function joinCharts(results: readonly PhaseResult[]): PhaseResult {
  const sum = (count: (result: PhaseResult) => number): number => results.reduce((total, result) => total + count(result), 0);
  const slowest = results.reduce((one, other) => (other.scriptMs.p95 > one.scriptMs.p95 ? other : one));
  const heaps = results.flatMap(({ heapBytes }) => heapBytes ?? []);
  return {
    phase: slowest.phase,
    elapsedMs: Math.max(...results.map(({ elapsedMs }) => elapsedMs)),
    drawn: sum(({ drawn }) => drawn),
    gapsMs: results.flatMap(({ gapsMs }) => gapsMs),
    scriptMs: slowest.scriptMs,
    uploadedBytes: sum(({ uploadedBytes }) => uploadedBytes),
    textureUploads: sum(({ textureUploads }) => textureUploads),
    drawCalls: sum(({ drawCalls }) => drawCalls),
    commits: Math.max(...results.map(({ commits }) => commits)),
    heapBytes: heaps.length === 0 ? null : Math.max(...heaps),
  };
}
