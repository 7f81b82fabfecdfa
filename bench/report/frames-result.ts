import type { BudgetLine } from "../frames/budget-check.ts";
import { PHASES, type PhaseResult } from "../../client/bench/camera-script.ts";
import type { HeatLayerResult } from "../frames/heat-layer.ts";
import type { SceneResult } from "../frames/run-scene.ts";
import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { median, medianDeviation, percentile } from "../measure/statistics.ts";
import type { TargetLine } from "./target-line.ts";

/** What `npm run bench:frames` leaves behind. */
export interface FramesFile {
  readonly scenes: readonly SceneResult[];
  readonly layers: readonly HeatLayerResult[];
  readonly budgets: readonly BudgetLine[];
}

/** The real page's figures as rows: frame gaps and script time of each camera movement, and the heat layer alone against its bare fill. */
export function framesResult({ scenes, layers }: FramesFile): BenchResult {
  return {
    name: "frames",
    title: "The real page at 1920x1080 in a real browser, moved by a scripted camera",
    rows: [
      ...scenes.flatMap((scene) => PHASES.flatMap((phase) => phaseRows(`${scene.scene}, ${scene.renderer}, ${scene.cells.toLocaleString("en")} cells, ${phase}`, scene.phases[phase]))),
      ...layers.flatMap(layerRows),
    ],
  };
}

/** The judgements that the bench of frames has passed itself. */
export function framesTargets({ budgets }: FramesFile): readonly TargetLine[] {
  return budgets.map(({ what, target, measured, holds, isGate }) => ({ bench: "frames", what, target, measured, unit: "", holds, isGate }));
}

function phaseRows(name: string, { gapsMs, scriptMs }: PhaseResult): BenchRow[] {
  return [
    { name: `${name}: between frames`, median: median(gapsMs), p95: percentile(gapsMs, 0.95), mad: medianDeviation(gapsMs), unit: "ms", ratio: null, target: null },
    { name: `${name}: script`, median: scriptMs.p50, p95: scriptMs.p95, mad: null, unit: "ms", ratio: null, target: null },
  ];
}

function layerRows({ renderer, bareMs, closeMs, farMs }: HeatLayerResult): BenchRow[] {
  const row = (name: string, ms: number): BenchRow => ({ name: `heat layer alone, ${renderer}, ${name}`, median: ms, p95: null, mad: null, unit: "ms", ratio: ms / bareMs, target: null });
  return [row("bare fill", bareMs), row("columns of 8 pixels", closeMs), row("all history", farMs)];
}
