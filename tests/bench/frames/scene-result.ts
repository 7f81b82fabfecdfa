import type { SceneResult } from "../../../bench/frames/run-scene.ts";
import { FULL_HD } from "../../../bench/frames/scene-setup.ts";
import { phaseResult } from "../../client/bench/phase-result.ts";

/** One window that draws everything in time, uploads nothing and allocates little while panning. */
export function sceneResult(part: Partial<SceneResult> = {}): SceneResult {
  const still = { drawn: 60, drawCalls: 4, uploadedBytesPerFrame: 0, textureUploadsPerFrame: 0, allocatedBytesPerFrame: 500 };
  return {
    scene: "heat",
    cells: 1000,
    renderer: "canvas",
    display: FULL_HD,
    windows: 1,
    slowdown: 1,
    counters: [
      { phase: "pan", ...still },
      { phase: "far", ...still, uploadedBytesPerFrame: 7000 },
    ],
    idleFrames: 0,
    firstPictureMs: 200,
    allHistoryMs: 300,
    phases: {
      live: phaseResult({ phase: "live" }),
      pan: phaseResult(),
      sweep: phaseResult({ phase: "sweep" }),
      far: phaseResult({ phase: "far" }),
    },
    bare: { copyMs: 1, copies: 3, scriptMs: phaseResult().scriptMs, gapsMs: [16, 17] },
    least: null,
    ...part,
  };
}
