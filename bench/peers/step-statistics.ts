import { median, medianDeviation, percentile } from "../measure/statistics.ts";

/** What is told of the measured steps of one operation. */
export interface StepStatistics {
  readonly steps: number;
  readonly medianMs: number;
  /** Nearest rank: the time that 95 % of the steps do not exceed. */
  readonly p95Ms: number;
  /** Median of the distances from the median: how far a usual step lies from a usual step. */
  readonly madMs: number;
}

/** Median, p95 and MAD of `timesMs`, `baselineMs` taken off each and nothing below 0; null for no steps. */
export function summariseSteps(timesMs: readonly number[], baselineMs: number): StepStatistics | null {
  if (timesMs.length === 0) return null;
  const net = timesMs.map((timeMs) => Math.max(0, timeMs - baselineMs));
  return { steps: net.length, medianMs: median(net), p95Ms: percentile(net, 0.95), madMs: medianDeviation(net) };
}
