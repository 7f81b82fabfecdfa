import type { FigureTable } from "../measure/bench-result.ts";
import { cellText } from "../report/figure-text.ts";
import type { BudgetLine, FramesFound } from "./budget-check.ts";
import { frameTables } from "./frame-tables.ts";

/** Prints the figures of a run, the heat layer alone and every budget. */
export function printFound(found: FramesFound, budgets: readonly BudgetLine[]): void {
  for (const table of frameTables(found)) console.log(alignedText(table));
  const { layers } = found;
  const layerRows = layers.map(({ renderer, bareMs, lookUpMs, closeMs, farMs, againstBare }) => [renderer, bareMs, lookUpMs, closeMs, farMs, againstBare]);
  if (layers.length > 0) console.log(alignedText({ title: "The heat layer alone, ms", head: ["renderer", "bare fill", "one look-up a pixel", "close", "far", "worse against bare"], rows: layerRows }));
  const budgetRows = budgets.map(({ what, target, measured, holds, isGate }) => [what, target, measured, holds ? "holds" : "MISSED", isGate ? "gate" : ""]);
  console.log(alignedText({ title: "Budgets", head: ["", "target", "measured", "", ""], rows: budgetRows }));
}

/** Columns as wide as their longest entry: names to the left, figures to the right. */
export function alignedText({ title, head, rows }: FigureTable): string {
  const texts = rows.map((row) => row.map(cellText));
  const widths = head.map((name, column) => Math.max(name.length, ...texts.map((row) => row[column].length)));
  const isName = head.map((_, column) => typeof rows[0]?.[column] === "string");
  const lineOf = (cells: readonly string[]): string => cells.map((cell, column) => (isName[column] ? cell.padEnd(widths[column]) : cell.padStart(widths[column]))).join("  ").trimEnd();
  return [`\n${title}`, lineOf(head), ...texts.map(lineOf)].join("\n");
}
