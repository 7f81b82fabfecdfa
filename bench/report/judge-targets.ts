import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { figureText } from "./figure-text.ts";
import type { Goal, TargetLine } from "./target-line.ts";

/**
 * Every row with a target, and every goal, beside what was measured. A goal whose bench did not run is left out; one whose bench ran without its row is not
 * met, so that a renamed row cannot hide it.
 */
export function judgeTargets(results: readonly BenchResult[], goals: readonly Goal[]): readonly TargetLine[] {
  return [...results.flatMap(judgeRows), ...goals.flatMap((goal) => judgeGoal(results, goal))];
}

function judgeRows({ name: bench, rows }: BenchResult): TargetLine[] {
  return rows.flatMap((row) => (row.target === null ? [] : [judgeRow(bench, row, row.target)]));
}

function judgeRow(bench: string, { name: what, median, ratio, unit }: BenchRow, target: number): TargetLine {
  const measured = ratio ?? median;
  const measuredUnit = ratio === null ? unit : "x";
  return { bench, what, target: `<= ${target}`, measured, unit: measuredUnit, holds: measured !== null && measured <= target, isGate: true };
}

function judgeGoal(results: readonly BenchResult[], { what, bench, row, most, unit, leastRow }: Goal): TargetLine[] {
  const result = results.find(({ name }) => name === bench);
  if (result === undefined) return [];
  const medianOf = (wanted: string): number | null => result.rows.find(({ name }) => name === wanted)?.median ?? null;
  const measured = medianOf(row);
  const least = leastRow === undefined ? "" : `; ${leastRow}: ${figureText(medianOf(leastRow))} ${unit}`;
  return [{ bench, what: `${what}${least}`, target: `<= ${most}`, measured, unit, holds: measured !== null && measured <= most, isGate: false }];
}
