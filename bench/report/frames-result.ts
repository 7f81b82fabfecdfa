import type { BudgetLine, FramesFound } from "../frames/budget-check.ts";
import { frameTables } from "../frames/frame-tables.ts";
import type { HeatLayerResult } from "../frames/heat-layer.ts";
import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import type { TargetLine } from "./target-line.ts";

/** What `npm run bench:frames` leaves behind. */
export interface FramesFile extends FramesFound {
  readonly machine: { readonly browser: string };
  readonly budgets: readonly BudgetLine[];
  /** What its full programme has and this run had not. */
  readonly leftOut: readonly string[];
}

/** The real page's figures as tables, and the heat layer alone against its bare fill as rows. */
export function framesResult(file: FramesFile): BenchResult {
  return { name: "frames", title: "The real page in a real browser, moved by a scripted camera", rows: file.layers.flatMap(layerRows), tables: frameTables(file) };
}

/** The judgements that the bench of frames has passed itself. A figure that is no number stands for one that could not be had. */
export function framesTargets({ budgets }: FramesFile): readonly TargetLine[] {
  return budgets.map(({ what, target, measured, holds, isGate }) => ({ bench: "frames", what, target, measured, unit: "", holds, isGate }));
}

function layerRows({ renderer, bareMs, lookUpMs, closeMs, farMs }: HeatLayerResult): BenchRow[] {
  const row = (name: string, ms: number): BenchRow => ({ name: `heat layer alone, ${renderer}, ${name}`, median: ms, p95: null, mad: null, unit: "ms", ratio: ms / bareMs, target: null });
  return [row("bare fill", bareMs), ...(lookUpMs === null ? [] : [row("bare fill, one look-up for each pixel", lookUpMs)]), row("columns of 8 pixels", closeMs), row("all history", farMs)];
}
