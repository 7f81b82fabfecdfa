import type { BenchResult, BenchRow, FigureTable } from "../measure/bench-result.ts";
import { cellText, figureText } from "./figure-text.ts";
import type { TargetLine } from "./target-line.ts";

/** One program of a run. */
export interface ProgramRun {
  readonly name: string;
  readonly elapsedSec: number;
  /** Other than 0: a breach of its own limits, or an error. */
  readonly exitCode: number;
}

/** Where and how the figures came to be. */
export interface RunFacts {
  readonly command: string;
  readonly date: string;
  readonly commit: string;
  readonly elapsedSec: number;
  /** What ran, in order. */
  readonly programs: readonly ProgramRun[];
  /** Name and value, in the order in which they are told. */
  readonly machine: Readonly<Record<string, string>>;
}

export interface Report {
  readonly facts: RunFacts;
  readonly results: readonly BenchResult[];
  readonly targets: readonly TargetLine[];
  /** Benches that left no result. */
  readonly missing: readonly string[];
  /** What the full benches have and this run had not. */
  readonly notMeasured: readonly string[];
  /** Bench -> the plot's path beside the report. */
  readonly plots: ReadonlyMap<string, string>;
}

/** The report for people: what was missed first, every target beside its figure, then each bench with its table and plot. */
export function markdownReport({ facts, results, targets, missing, notMeasured, plots }: Report): string {
  const failed = facts.programs.filter(({ exitCode }) => exitCode !== 0).map(({ name }) => name);
  const missed = targets.filter(({ holds }) => !holds);
  return [
    "# Benchmark report",
    `Made by \`${facts.command}\` in ${Math.round(facts.elapsedSec)} s on ${facts.date}, commit ${facts.commit}. What each figure means: [README.md](README.md).`,
    table(["machine", ""], Object.entries(facts.machine)),
    ...(missing.length === 0 ? [] : [`**Without figures in this run:** ${missing.join(", ")}.`]),
    ...(failed.length === 0 ? [] : [`**Ended with a failure:** ${failed.join(", ")}.`]),
    "## Where targets are missed",
    missed.length === 0 ? "Every target that was measured holds." : targetTable(missed),
    "## All targets",
    `${targets.length - missed.length} of ${targets.length} hold. A breached gate fails the command; other targets depend on the machine as well and are reported.`,
    targetTable(targets),
    ...results.flatMap((result) => section(result, plots.get(result.name))),
    "## Not measured in this run",
    notMeasured.length === 0 ? "Everything that the benches can measure was measured." : notMeasured.map((what) => `- ${what}`).join("\n"),
    "## How long it took",
    table(["program", "seconds", "exit code"], facts.programs.map(({ name, elapsedSec, exitCode }) => [name, elapsedSec.toFixed(0), String(exitCode)])),
    "",
  ].join("\n\n");
}

function section({ name, title, rows, tables = [], notes = [] }: BenchResult, plot: string | undefined): string[] {
  return [
    `## ${name}`,
    `${title}.`,
    ...(plot === undefined ? [] : [`![Ratios of ${name}](${plot})`]),
    ...(rows.length === 0 ? [] : [table(["", "median", "p95", "MAD", "bound", "unit", "ratio", "at most"], rows.map(rowCells))]),
    ...tables.flatMap(figureTable),
    ...(notes.length === 0 ? [] : [notes.map((note) => `- ${note}`).join("\n")]),
  ];
}

function figureTable({ title, head, rows }: FigureTable): string[] {
  return [`${title}:`, table(head, rows.map((row) => row.map(cellText)))];
}

function rowCells({ name, median, p95, mad, bound, unit, ratio, isAtLeast = false, target }: BenchRow): string[] {
  return [name, figureText(median), figureText(p95), figureText(mad), bound === undefined ? "" : figureText(bound), unit, ratio === null ? "" : `${isAtLeast ? "> " : ""}${figureText(ratio)}x`, target === null ? "" : figureText(target)];
}

function targetTable(lines: readonly TargetLine[]): string {
  const cells = lines.map((line) => {
    const { bench, what, target, holds, isGate } = line;
    return [bench, what, target, measuredText(line), holds ? "yes" : "**no**", isGate ? "gate" : ""];
  });
  return table(["bench", "target", "", "measured", "holds", ""], cells);
}

/** A dash where there is no figure. */
function measuredText({ measured, isAtLeast = false, unit }: TargetLine): string {
  return measured === null ? figureText(null) : `${isAtLeast ? "> " : ""}${figureText(measured)} ${unit}`.trim();
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  const line = (cells: readonly string[]): string => `| ${cells.map((cell) => cell.replaceAll("|", "\\|")).join(" | ")} |`;
  return [line(head), line(head.map(() => "---")), ...rows.map(line)].join("\n");
}
