import { type Display, FULL_HD, type SceneSetup, setupName } from "./scene-setup.ts";
import type { SceneName } from "./scenes.ts";

/** What one run measures. */
export interface Programme {
  /** In one window of 1920x1080: `heat` with each size of history, `everything` with the largest. */
  readonly scenes: readonly SceneName[];
  readonly cells: readonly number[];
  readonly heatRenderers: readonly SceneSetup["renderer"][];
  /** Of those, the sizes with which WebGL draws the heat alone. */
  readonly webglCells: readonly number[];
  readonly everythingRenderers: readonly SceneSetup["renderer"][];
  /** Each of these alone makes the difference to a window of 1920x1080 with everything on the screen. */
  readonly displays: readonly Display[];
  readonly windows: readonly number[];
  readonly slowdowns: readonly number[];
  /** Of those. */
  readonly variedCells: number;
  readonly phaseMs: number;
  /** Frames of each movement over still data in one window of 1920x1080, after a third as many to warm up; a third of both elsewhere. */
  readonly stillFrames: number;
  /** Openings of a day of one symbol, for each scene, after one in a browser just started; 0: none is opened. */
  readonly warmOpenings: number;
  /** Measured steps of the heat layer alone; 0: it is left out. */
  readonly layerSteps: number;
  /** 0: no soak. */
  readonly soakMin: number;
}

/** All that the bench of frames can tell. */
export const FULL_PROGRAMME: Programme = {
  scenes: ["heat", "everything"],
  cells: [100_000, 1_000_000, 10_000_000],
  heatRenderers: ["canvas", "webgl"],
  webglCells: [100_000, 1_000_000, 10_000_000],
  everythingRenderers: ["canvas", "webgl"],
  displays: [
    { widthPx: 3840, heightPx: 2160, pixelRatio: 1 },
    { ...FULL_HD, pixelRatio: 2 },
  ],
  windows: [2, 4],
  slowdowns: [4],
  variedCells: 1_000_000,
  phaseMs: 10_000,
  stillFrames: 180,
  warmOpenings: 7,
  layerSteps: 60,
  soakMin: 60,
};

/** A part of it that takes about five and a half minutes on a machine that does nothing else. */
export const QUICK_PROGRAMME: Programme = {
  ...FULL_PROGRAMME,
  cells: [100_000, 10_000_000],
  webglCells: [10_000_000],
  displays: [{ ...FULL_HD, pixelRatio: 2 }],
  windows: [2],
  everythingRenderers: ["canvas"],
  phaseMs: 2000,
  stillFrames: 45,
  warmOpenings: 2,
  layerSteps: 30,
  soakMin: 0.15,
};

/** Every setup of a programme, in the order of measuring. */
export function setupsOf({ scenes, cells, webglCells, heatRenderers, everythingRenderers, displays, windows, slowdowns, variedCells }: Programme): readonly SceneSetup[] {
  const plain = { display: FULL_HD, windows: 1, slowdown: 1 };
  const heat = scenes.includes("heat") ? cells.map((size) => ({ ...plain, scene: "heat" as const, cells: size })) : [];
  const everything = { ...plain, scene: "everything" as const, cells: variedCells };
  const alone = [
    ...(scenes.includes("everything") ? [{ ...everything, cells: Math.max(...cells) }] : []),
    ...displays.map((display) => ({ ...everything, display })),
    ...windows.map((count) => ({ ...everything, windows: count })),
    ...slowdowns.map((slowdown) => ({ ...everything, slowdown })),
  ];
  const drawnHeat = drawnBy(heat, heatRenderers).filter((setup) => setup.renderer === "canvas" || webglCells.includes(setup.cells));
  return [...drawnHeat, ...drawnBy(alone, everythingRenderers)];
}

function drawnBy(setups: readonly Omit<SceneSetup, "renderer">[], renderers: readonly SceneSetup["renderer"][]): readonly SceneSetup[] {
  return setups.flatMap((setup) => renderers.map((renderer) => ({ ...setup, renderer })));
}

/** What the full programme has and a run had not, one sentence each. */
export function leftOut(measured: readonly SceneSetup[], soakMs: number, full: Programme = FULL_PROGRAMME): readonly string[] {
  const known = new Set(measured.map(setupName));
  const missing = setupsOf(full).map(setupName).filter((name) => !known.has(name));
  const soakMin = soakMs / 60_000;
  if (soakMin < full.soakMin * 0.99) missing.push(soakMs === 0 ? `a soak of ${full.soakMin} min` : `a soak of ${full.soakMin} min: this one took ${soakMin.toFixed(1)} min`);
  return missing;
}
