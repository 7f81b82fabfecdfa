import { median, medianDeviation, percentile } from "../measure/statistics.ts";

/** What is told of the measured steps of one operation. */
export interface StepStatistics {
  readonly steps: number;
  readonly medianMs: number;
  /** Nearest rank: the time that 95 % of the steps do not exceed. */
  readonly p95Ms: number;
  /** Median of the distances from the median: how far a usual step lies from a usual step. */
  readonly madMs: number;
  /** Share of the steps, 0..1, that took no longer than the clock can tell; they stand with its resolution, so that no ratio has a divisor of 0. */
  readonly atFloor: number;
  /** `true`: the median is one of those, and the true one is at most that. */
  readonly isMedianAtFloor: boolean;
}

export interface StepLimits {
  /** What every step cost beside its work, taken off each. */
  readonly baselineMs: number;
  /** The clock's resolution, above 0: the least that is told of a step. */
  readonly floorMs: number;
}

/** Median, p95 and MAD of `timesMs`; null for no steps. */
export function summariseSteps(timesMs: readonly number[], { baselineMs, floorMs }: StepLimits): StepStatistics | null {
  if (timesMs.length === 0) return null;
  const net = timesMs.map((timeMs) => Math.max(floorMs, timeMs - baselineMs));
  const medianMs = median(net);
  const atFloor = net.filter((timeMs) => timeMs === floorMs).length / net.length;
  return { steps: net.length, medianMs, p95Ms: percentile(net, 0.95), madMs: medianDeviation(net), atFloor, isMedianAtFloor: medianMs === floorMs };
}
