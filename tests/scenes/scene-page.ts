import "@fontsource-variable/jetbrains-mono/wght.css";
import { type ChartScene, createChartScene } from "../../client/scene/chart-scene.ts";
import type { Layer } from "../../client/scene/layer.ts";
import { makeLayers } from "../../client/scene/layers/make-layers.ts";
import type { RendererKind, SceneState } from "../../client/scene/scene-state.ts";
import { CANDLE_STRIDE, HEADER_OFFSET, HEADER_STRIDE } from "../../core/view/cell-pool.ts";
import { DIRTY } from "../../core/view/dirty.ts";
import type { Theme } from "../../core/view/theme.ts";
import { panViewport } from "../../core/view/viewport.ts";
import { SampleLinesLayer } from "./sample-lines-layer.ts";
import { makeState, type SceneCaseName } from "../../client/gallery/scene-cases.ts";

export interface OpenOptions {
  readonly theme?: Theme["name"];
  readonly part?: Partial<SceneState>;
  readonly heatAlone?: boolean;
  /** Lines of every kind besides the chart's layers. */
  readonly sampleLines?: boolean;
}

/** What a test or a person asks of the page. */
export interface SceneHarness {
  scene: ChartScene | null;
  state: SceneState | null;
  /** Opens a case in a fresh scene, with all layers or with the heat alone, and draws it. */
  open(name: SceneCaseName, renderer: "auto" | RendererKind, options?: OpenOptions): Promise<void>;
  update(part: Partial<SceneState>): void;
  /** Changes the open scene to what the same case looks like by another theme. */
  changeTheme(name: SceneCaseName, theme: Theme["name"]): Promise<void>;
  /** The canvas's pixels as base64 of its RGBA bytes. */
  pixels(): Promise<{ width: number; height: number; base64: string }>;
  /** Waits until a frame after `frames` has been drawn, and a little longer for one too many. @returns how many were drawn since. */
  framesSince(frames: number): Promise<number>;
  /** Moves the crosshair and draws nothing but that. */
  moveCursor(at: SceneState["crosshair"]): Promise<void>;
  /** Sends the newest column again, as the engine does for a second that is still forming. */
  touchNewestColumn(): Promise<void>;
  /** Loses the WebGL context and resolves when it has been restored and drawn. */
  loseContextAndWait(restoreAfterMs: number): Promise<void>;
  /** Pans by `pxPerFrame` device pixels for `frames` frames, as fast as the display asks. */
  pan(frames: number, pxPerFrame: number): Promise<void>;
}

const host = document.querySelector<HTMLElement>("#chart");
if (host === null) throw new Error("The page needs an element #chart");

const harness: SceneHarness = {
  scene: null,
  state: null,

  async open(name, renderer, { theme = "dark", part = {}, heatAlone = false, sampleLines = false } = {}) {
    harness.scene?.destroy();
    harness.state = { ...makeState(name, theme), ...part };
    harness.scene = await createChartScene(host, { renderer, state: harness.state, ...layersOf(heatAlone, sampleLines) });
    await nextFrame();
    await nextFrame();
  },

  update(part) {
    if (harness.state === null) return;
    harness.state = { ...harness.state, ...part };
    harness.scene?.update(part, DIRTY.layout);
  },

  async changeTheme(name, theme) {
    const frames = harness.scene?.costs().frames ?? 0;
    const { theme: changed, style, trail } = makeState(name, theme);
    harness.update({ theme: changed, style, trail });
    await harness.framesSince(frames);
  },

  async pixels() {
    if (harness.scene === null) throw new Error("No case is open");
    const image = await harness.scene.capture();
    let binary = "";
    for (let at = 0; at < image.data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, image.data.subarray(at, at + 32_768));
    return { width: image.width, height: image.height, base64: btoa(binary) };
  },

  async framesSince(frames) {
    const drawn = (): number => (harness.scene?.costs().frames ?? 0) - frames;
    while (drawn() === 0) await nextFrame();
    for (let extra = 0; extra < 5; extra++) await nextFrame();
    return drawn();
  },

  async moveCursor(at) {
    if (harness.state === null) return;
    harness.state = { ...harness.state, crosshair: at };
    harness.scene?.update({ crosshair: at }, DIRTY.cursor);
    await nextFrame();
    await nextFrame();
  },

  async touchNewestColumn() {
    const pool = harness.state?.pool ?? null;
    if (pool === null) return;
    const columnStart = pool.columnCount - 1;
    const header = columnStart * HEADER_STRIDE;
    const cellStart = pool.headers[header + HEADER_OFFSET];
    pool.apply({
      reset: false,
      firstColumn: pool.firstColumn,
      columnCount: pool.columnCount,
      cellCount: pool.cellCount,
      columnStart,
      headers: pool.headers.slice(header, header + HEADER_STRIDE),
      candles: pool.candles.slice(columnStart * CANDLE_STRIDE, (columnStart + 1) * CANDLE_STRIDE),
      cellStart,
      cells: pool.cells.slice(cellStart, pool.cellCount),
      complete: true,
    });
    harness.scene?.invalidate(DIRTY.data);
    await nextFrame();
    await nextFrame();
  },

  async loseContextAndWait(restoreAfterMs) {
    const canvas = document.querySelector("canvas");
    const restored = new Promise((resolve) => canvas?.addEventListener("webglcontextrestored", resolve, { once: true }));
    harness.scene?.loseContext(restoreAfterMs);
    await restored;
    await nextFrame();
    await nextFrame();
  },

  pan(frames, pxPerFrame) {
    return new Promise((resolve) => {
      const { scene } = harness;
      if (scene === null || harness.state === null) return resolve();
      let view = harness.state.viewport;
      let left = frames;
      const stop = scene.onFrame(() => {
        const px = left > frames / 2 ? pxPerFrame : -pxPerFrame;
        const bySec = (px * (view.toSec - view.fromSec)) / scene.layout().plot.width;
        const byTicks = (px * 0.37 * (view.highTicks - view.lowTicks)) / scene.layout().plot.height;
        view = panViewport(view, -bySec, byTicks);
        scene.update({ viewport: view }, DIRTY.view);
        if (--left === 0) {
          stop();
          resolve();
        } else queueMicrotask(() => scene.invalidate(DIRTY.view));
      });
      scene.invalidate(DIRTY.view);
    });
  },
};

function layersOf(heatAlone: boolean, sampleLines: boolean): { layers?: readonly Layer[] } {
  if (sampleLines) return { layers: [...makeLayers(), new SampleLinesLayer()] };
  return heatAlone ? { layers: [] } : {};
}

function nextFrame(): Promise<void> {
  return new Promise((resolve) => requestAnimationFrame(() => resolve()));
}

declare global {
  interface Window {
    harness: SceneHarness;
  }
}

window.harness = harness;
const asked = new URLSearchParams(location.search);
const name = asked.get("case");
if (name !== null) {
  await harness.open(name as SceneCaseName, (asked.get("renderer") ?? "auto") as RendererKind, {
    theme: (asked.get("theme") ?? "dark") as Theme["name"],
    sampleLines: asked.has("lines"),
  });
}
document.documentElement.dataset.ready = "yes";
