import budgets from "../budgets.json" with { type: "json" };
import type { PhaseResult } from "../../client/bench/camera-script.ts";
import type { HeatLayerResult } from "./heat-layer.ts";
import type { LeastFrames } from "./least-frames.ts";
import type { Opening } from "./opening.ts";
import type { OpeningResult } from "./run-openings.ts";
import type { SceneResult } from "./run-scene.ts";
import { isPlain, setupName } from "./scene-setup.ts";
import type { SoakResult } from "./soak.ts";
import { median, percentile } from "../measure/statistics.ts";
import { figureText } from "../report/figure-text.ts";

/** One budget beside what was measured. */
export interface BudgetLine {
  readonly what: string;
  readonly target: string;
  readonly measured: number;
  readonly holds: boolean;
  /** A breach of a gate fails the bench; the others are reported. */
  readonly isGate: boolean;
}

/** What a run has found. */
export interface FramesFound {
  /** Left out where none was opened. */
  readonly openings?: readonly OpeningResult[];
  readonly scenes: readonly SceneResult[];
  readonly layers: readonly HeatLayerResult[];
  readonly soak: SoakResult | null;
}

const { frames } = budgets;

/**
 * Compares the results with bench/budgets.json. Ratios against a bare page are gates in one window of 1920x1080, for the renderer that this machine would choose by itself: software
 * WebGL is slow wherever there is no GPU, which is why the other renderer exists. Absolute times, larger windows, several of them and slower processors are reported.
 */
export function checkBudgets({ openings = [], scenes, layers, soak }: FramesFound, chosen: "canvas" | "webgl"): readonly BudgetLine[] {
  return [
    ...openings.flatMap(checkOpening),
    ...scenes.flatMap((scene) => checkScene(scene, scene.renderer === chosen && isPlain(scene))),
    ...checkGrowth(scenes, chosen),
    ...layers.map(({ renderer, againstBare, lookUpMs, bareMs }) => {
      const limit = renderer === "canvas" ? frames.maxHeatAgainstPutImageData : frames.maxHeatAgainstQuad;
      const bare = renderer === "canvas" ? "putImageData" : "one quad";
      const lookUp = lookUpMs === null ? "" : `; a quad with one look-up for each pixel: ${figureText(lookUpMs / bareMs)} x`;
      return line(`${renderer}: heat layer against a bare ${bare}${lookUp}`, againstBare, "<=", limit, renderer === chosen);
    }),
    ...(soak === null ? [] : checkSoak(soak)),
  ];
}

/** Absolute times, which are no gates. All studies are those of everything at once: the heat alone asks for none. */
function checkOpening({ scene, warm, bareHistoryMs }: OpeningResult): BudgetLine[] {
  if (warm.length === 0) return [];
  const name = `${scene}, a day, warm`;
  const picture = line(`${name}: connect to the first whole picture, ms`, median(warm.map(connectToPictureMs)), "<=", frames.maxConnectToPictureMs, false);
  if (scene !== "everything") return [picture];
  return [picture, line(`${name}: connect to all studies, ms; its history alone, fetched by a bare page: ${figureText(bareHistoryMs)} ms`, median(warm.map(connectToIdleMs)), "<=", frames.maxConnectToStudiesMs, false)];
}

export function connectToPictureMs({ marks }: Opening): number {
  return marks["flowglass:picture"] - marks["flowglass:connect"];
}

export function connectToIdleMs({ marks, idleMs }: Opening): number {
  return idleMs - marks["flowglass:connect"];
}

function checkScene(scene: SceneResult, isTimed: boolean): BudgetLine[] {
  const name = setupName(scene);
  const { bare, least } = scene;
  const bareFps = bare === null ? Number.NaN : framesPerSec(bare.gapsMs);
  const isFit = bareFps >= frames.minFps;
  const unfit = isFit ? "" : ` (no judge: it had ${bareFps.toFixed(1)} fps itself)`;
  const { pan, live } = scene.phases;
  const fps = Math.min(framesPerSec(pan.gapsMs), framesPerSec(live.gapsMs));
  const gapMs = percentile([...pan.gapsMs, ...live.gapsMs], 0.95);
  const still = scene.counters.find(({ phase }) => phase === "pan");
  return [
    line(`${name}: fps, live and panning${beside(least, ({ gapsMs }) => framesPerSec(gapsMs), "fps")}`, fps, ">=", frames.minFps, false),
    line(`${name}: frame gap p95, ms${beside(least, ({ gapsMs }) => percentile(gapsMs, 0.95), "ms")}`, gapMs, "<=", frames.maxFrameGapP95Ms, false),
    line(`${name}: script per frame p95 while panning, ms${beside(least, ({ scriptMs }) => scriptMs.p95, "ms")}`, pan.scriptMs.p95, "<=", frames.maxScriptP95Ms, false),
    ...(bare === null
      ? []
      : [
          line(`${name}: fps, live and panning, against a bare page's${unfit}`, fps / bareFps, ">=", frames.minFpsAgainstBare, isTimed && isFit),
          line(`${name}: script per frame while panning, median against a copy of the picture's memory`, pan.scriptMs.p50 / bare.copyMs, "<=", frames.maxScriptAgainstCopy, isTimed),
          line(`${name}: script per frame while panning, p95 to median against a bare page's${unfit}`, spread(pan.scriptMs) / spread(bare.scriptMs), "<=", frames.maxScriptSpreadAgainstBare, isTimed && isFit),
        ]),
    line(`${name}: far against close, frame cost`, frameCostMs(scene, "far") / frameCostMs(scene, "pan"), "<=", frames.maxFrameCostZoomedOutAgainstOneToOne, isTimed),
    ...(isPlain(scene)
      ? [
          line(`${name}: bytes uploaded per panned frame`, still?.uploadedBytesPerFrame ?? Number.NaN, "<=", frames.maxUploadBytesPerPanFrame, false),
          line(`${name}: bytes allocated per panned frame`, still?.allocatedBytesPerFrame ?? Number.NaN, "<=", frames.maxHeapBytesPerPanFrame, false),
        ]
      : []),
    line(`${name}: changes of the page by React per second, live and panning`, Math.max(commitsPerSec(pan), commitsPerSec(live)), "<=", frames.maxReactCommitsPerSec, true),
    line(`${name}: frames drawn while idle`, scene.idleFrames, "<=", frames.maxIdleFrames, true),
  ];
}

function checkGrowth(scenes: readonly SceneResult[], chosen: "canvas" | "webgl"): BudgetLine[] {
  return (["canvas", "webgl"] as const).flatMap((renderer) => {
    const own = scenes.filter((scene) => scene.scene === "heat" && scene.renderer === renderer && isPlain(scene)).toSorted((a, b) => a.cells - b.cells);
    if (own.length < 2) return [];
    const ratio = frameCostMs(own[own.length - 1], "pan") / frameCostMs(own[0], "pan");
    return [line(`${renderer}: largest history against smallest, frame cost`, ratio, "<=", frames.maxFrameCostLargeAgainstSmall, renderer === chosen)];
  });
}

/** Said of the window alone: the engine keeps what has traded, and so grows. */
function checkSoak({ elapsedMs, heapStart, heapEnd, heapFresh }: SoakResult): BudgetLine[] {
  const name = `soak of ${(elapsedMs / 60_000).toFixed(1)} min`;
  return [
    line(`${name}: growth of the window's heap, share`, heapEnd.window / heapStart.window - 1, "<=", frames.maxHeapGrowth, false),
    line(`${name}: window's heap beyond that of one opened in the end, share`, heapEnd.window / heapFresh.window - 1, "<=", frames.maxHeapGrowth, false),
  ];
}

/** Cost of a frame: script time on the CPU renderer, where it holds the raster; time between frames on WebGL, where the raster runs elsewhere. */
function frameCostMs(scene: SceneResult, phase: "pan" | "far"): number {
  const result = scene.phases[phase];
  return scene.renderer === "canvas" ? result.scriptMs.p50 : median(result.gapsMs);
}

export function framesPerSec(gapsMs: readonly number[]): number {
  return (1000 * gapsMs.length) / gapsMs.reduce((sum, gap) => sum + gap, 0);
}

/** What a bare picture has in the same setup, in words. */
function beside(least: LeastFrames | null, figureOf: (least: LeastFrames) => number, unit: string): string {
  return least === null ? "" : `; a bare picture: ${figureText(figureOf(least))} ${unit}`;
}

/** How many times the median the slow frames take. */
function spread({ p50, p95 }: PhaseResult["scriptMs"]): number {
  return p95 / p50;
}

/** How often React changed the page, by the times between its changes. */
export function commitsPerSec({ commits, elapsedMs }: PhaseResult): number {
  return (1000 * Math.max(0, commits - 1)) / elapsedMs;
}

function line(what: string, measured: number, relation: "<=" | ">=", limit: number, isGate: boolean): BudgetLine {
  const holds = relation === "<=" ? measured <= limit : measured >= limit;
  return { what, target: `${relation} ${limit}`, measured, holds, isGate };
}
