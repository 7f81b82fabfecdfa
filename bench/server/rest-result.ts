import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { figureText } from "../report/figure-text.ts";

/** What one answer over HTTP took of the server. */
export interface AnswerCosts {
  readonly name: string;
  readonly status: number;
  readonly bytes: number;
  readonly cpuMs: number;
  readonly elapsedMs: number;
  /** How late the event loop's own timer was meanwhile. */
  readonly delayP99Ms: number;
  readonly delayMaxMs: number;
  /** How long an idle loop was held right after, where that is so long that this answer's times say nothing; else null. */
  readonly idleDelayMs: number | null;
}

/** Limits of every answer; see `rest` in budgets.json. */
export interface RestLimits {
  readonly maxAnswerAgainstHistory: number;
  readonly maxAnswerMs: number;
  readonly maxEventLoopDelayMs: number;
}

/** The processor time of each answer against that of the history, and the worst of all answers against the absolute limits. */
export function restResult(history: AnswerCosts, answers: readonly AnswerCosts[], limits: RestLimits): BenchResult {
  const judged = answers.filter(({ status, idleDelayMs }) => status === 200 && idleDelayMs === null);
  const slowest = judged.toSorted((a, b) => b.elapsedMs - a.elapsedMs)[0];
  const holding = judged.toSorted((a, b) => b.delayMaxMs - a.delayMaxMs)[0];
  const rows = [rowOf("bare loop: history of the day as it is", history, history, null), ...answers.map((answer) => rowOf(answer.name, answer, history, limits.maxAnswerAgainstHistory))];
  const unjudged = answers.filter(({ idleDelayMs }) => idleDelayMs !== null);
  const notes = unjudged.map(({ name, idleDelayMs }) => `${name}: answer and event loop not judged, an idle loop was held ${figureText(idleDelayMs)} ms`);
  if (judged.length > 0) {
    rows.push(worstRow("the slowest answer", slowest.elapsedMs, limits.maxAnswerMs), worstRow("event loop held at a time, the longest", holding.delayMaxMs, limits.maxEventLoopDelayMs));
    notes.unshift(`slowest answer: ${slowest.name}; event loop held longest by: ${holding.name}`);
  }
  return { name: "rest", title: "A day of every study over HTTP, against the same day's history sent as it is", rows, notes };
}

function rowOf(name: string, { status, cpuMs }: AnswerCosts, history: AnswerCosts, target: number | null): BenchRow {
  const median = status === 200 ? cpuMs : null;
  return { name, median, p95: null, mad: null, unit: "ms of processor", ratio: median === null ? null : median / history.cpuMs, target };
}

function worstRow(name: string, median: number, target: number): BenchRow {
  return { name, median, p95: null, mad: null, unit: "ms", ratio: null, target };
}
