import { loadChartFont } from "./glyph-atlas.ts";
import { loadSurface } from "./load-surface.ts";
import { chooseRenderer, probeWebgl, type RendererChoice } from "./renderer-probe.ts";
import type { RendererKind } from "./scene-state.ts";

type WantedRenderer = "auto" | RendererKind;

/** What a chart waits for before it is created. */
interface SceneStart {
  readonly wanted: WantedRenderer;
  readonly choice: RendererChoice;
  /** Resolves when the font and the renderer's script are there, or will never be. */
  readonly ready: Promise<unknown>;
}

let prepared: SceneStart | null = null;

/** Begins at once what the page's first chart will wait for, so that the font and the renderer's script arrive while the page builds what is around the chart. */
export function prepareScene(wanted: WantedRenderer): void {
  prepared = start(wanted);
}

/** What was prepared for this renderer; for every chart but the first, and where nothing was prepared, it begins now. */
export function beginScene(wanted: WantedRenderer): SceneStart {
  const begun = prepared?.wanted === wanted ? prepared : start(wanted);
  prepared = null;
  return begun;
}

/** Which renderer to use: for `auto`, after a measurement that takes 10 to 50 ms. */
export function measureRenderer(wanted: WantedRenderer): RendererChoice {
  return chooseRenderer(wanted, wanted === "canvas" ? null : probeWebgl());
}

function start(wanted: WantedRenderer): SceneStart {
  const font = loadChartFont();
  const choice = measureRenderer(wanted);
  return { wanted, choice, ready: Promise.allSettled([font, loadSurface(choice.kind)]) };
}
