import type { Percentiles } from "../../core/view/frame-statistics.ts";
import { median } from "../measure/statistics.ts";

interface Round {
  readonly scriptMs: Percentiles;
  readonly gapsMs: readonly number[];
}

/**
 * What a movement cost that was made several times, so that a stall of the machine in one of them does not decide: the round with the middle frame rate, with the median of each percentile of the
 * script's times.
 * @param rounds at least one.
 */
export function middleRound<Result extends Round>(rounds: readonly Result[]): Result {
  const byRate = rounds.toSorted((a, b) => meanOf(a.gapsMs) - meanOf(b.gapsMs));
  const middle = byRate[(byRate.length - 1) >> 1];
  const of = (rank: Exclude<keyof Percentiles, "count">): number => median(rounds.map(({ scriptMs }) => scriptMs[rank]));
  return { ...middle, scriptMs: { p50: of("p50"), p95: of("p95"), p99: of("p99"), count: rounds.reduce((sum, { scriptMs }) => sum + scriptMs.count, 0) } };
}

function meanOf(values: readonly number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length;
}
