import { type ChartLayout, layoutChart } from "../../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../../core/view/dirty.ts";
import { fitPoolCamera } from "../../core/view/pool-camera.ts";
import { type CanvasSize, estimateCanvasSize, watchCanvasSize } from "./canvas-size.ts";
import { ChartTicks } from "./chart-ticks.ts";
import { ContextGuard } from "./context-guard.ts";
import type { FrameContext } from "./frame-context.ts";
import { type FrameHook, FrameLoop } from "./frame-loop.ts";
import { type ChartGlyphs, glyphsFor } from "./glyph-atlas.ts";
import type { GlyphAtlas } from "./glyph-sheet.ts";
import type { Layer } from "./layer.ts";
import { makeLayers } from "./layers/make-layers.ts";
import { loadSurface } from "./load-surface.ts";
import { PaneScaleFinder } from "./pane-scale.ts";
import { PixelGrid } from "./pixel-grid.ts";
import { beginScene, measureRenderer } from "./prepare-scene.ts";
import type { RendererChoice } from "./renderer-probe.ts";
import type { RendererKind, SceneCosts, SceneState } from "./scene-state.ts";
import { type ShownTag, shownTags } from "./shown-tags.ts";
import type { Surface } from "./surface.ts";

/** How to begin. */
export interface ChartSceneInit {
  /** `auto` measures WebGL and takes the renderer that is fast here. */
  readonly renderer: "auto" | RendererKind;
  readonly state: SceneState;
  /** What is drawn besides the heat; all layers of the chart when left out. */
  readonly layers?: readonly Layer[];
  /** What the picture is drawn on; given by who wants to know where things are on it. */
  readonly grid?: PixelGrid;
}

/** The drawn chart inside a host element: draws what it is told, when it is told that something is dirty. */
export interface ChartScene {
  /** Replaces parts of the state and says how much of the picture that makes out of date. Drawn with the next frame. */
  update(part: Partial<SceneState>, dirty: DirtyLevel): void;
  /** Says that something behind the state changed, for example the pool's content. */
  invalidate(level: DirtyLevel): void;
  /** Calls `hook` at the start of every frame, where the newest patch and camera are applied. Returns how to stop. */
  onFrame(hook: FrameHook): () => void;
  /** Calls `listener` when the chart's parts moved: a new size or device-pixel ratio. Returns how to stop. */
  onLayout(listener: (layout: ChartLayout) => void): () => void;
  costs(): SceneCosts;
  /** Begins the measurements of frames in the costs anew; counters go on. */
  resetMeasurements(): void;
  layout(): ChartLayout;
  /** The tags on the axes as the last frame shows them; empty before the first. */
  tags(): readonly ShownTag[];
  /** Changes the renderer while running; `auto` measures again. */
  setRenderer(kind: "auto" | RendererKind): Promise<void>;
  /** Loses the WebGL context as a driver reset would, and gives it back after a while; never when `restoreAfterMs` is null. Nothing on the canvas renderer. */
  loseContext(restoreAfterMs?: number | null): void;
  /** Draws at once, with parts of the state replaced in this picture alone, and returns the pixels of the whole canvas. */
  capture(part?: Partial<Pick<SceneState, "crosshair">>): Promise<ImageData>;
  destroy(): void;
}

/**
 * Creates a chart in `host`, which needs a size and a position of its own (the canvas fills it).
 * Falls back to the canvas renderer, and says why in the costs, whenever WebGL cannot be had.
 */
export async function createChartScene(host: HTMLElement, init: ChartSceneInit): Promise<ChartScene> {
  const { choice, ready } = beginScene(init.renderer);
  await ready;
  const scene = new PixiChartScene(host, init.state, init.layers ?? makeLayers(), init.grid ?? new PixelGrid());
  await scene.begin(choice);
  return scene;
}

/** Frames as long ago as this still count as recent. */
const RECENT_MS = 5000;
const RESTORE_AFTER_MS = 100;

class PixiChartScene implements ChartScene {
  readonly #host: HTMLElement;
  readonly #layers: readonly Layer[];
  readonly #grid: PixelGrid;
  readonly #ticks = new ChartTicks();
  readonly #pane = new PaneScaleFinder();
  readonly #loop = new FrameLoop((level) => this.#draw(level));
  readonly #layoutListeners = new Set<(layout: ChartLayout) => void>();
  readonly #lossesMs: number[] = [];
  #state: SceneState;
  #layout: ChartLayout;
  #glyphs: ChartGlyphs;
  /** What the surface has of the glyphs. */
  #atlas: GlyphAtlas | null = null;
  #surface: Surface | null = null;
  /** What the last frame was drawn from. */
  #drawn: FrameContext | null = null;
  /** Of the last surface, also while the next one is being made; and why it was chosen. */
  #kind: RendererKind = "canvas";
  #reason = "";
  #guard: ContextGuard | null = null;
  #stopWatching: () => void = () => {};
  #switching: Promise<void> = Promise.resolve();
  #destroyed = false;

  constructor(host: HTMLElement, state: SceneState, layers: readonly Layer[], grid: PixelGrid) {
    this.#host = host;
    this.#grid = grid;
    this.#layers = layers;
    this.#state = state;
    const size = estimateCanvasSize(host);
    this.#layout = layoutChart(size.widthPx, size.heightPx, size.pixelRatio, state.parts);
    this.#glyphs = glyphsFor(size.pixelRatio);
  }

  update(part: Partial<SceneState>, dirty: DirtyLevel): void {
    const { parts } = this.#state;
    this.#state = { ...this.#state, ...part };
    if (this.#state.parts !== parts) this.#arrange(this.#layout);
    this.#loop.invalidate(dirty);
  }

  invalidate(level: DirtyLevel): void {
    this.#loop.invalidate(level);
  }

  onFrame(hook: FrameHook): () => void {
    return this.#loop.onFrame(hook);
  }

  onLayout(listener: (layout: ChartLayout) => void): () => void {
    this.#layoutListeners.add(listener);
    return () => this.#layoutListeners.delete(listener);
  }

  layout(): ChartLayout {
    return this.#layout;
  }

  tags(): readonly ShownTag[] {
    return this.#drawn === null ? [] : shownTags(this.#drawn);
  }

  costs(): SceneCosts {
    const { statistics, lastScriptMs } = this.#loop;
    const { uploadedBytes = 0, textureUploads = 0, drawCalls = 0 } = this.#surface?.costs ?? {};
    return {
      renderer: this.#kind,
      rendererReason: this.#reason,
      frames: statistics.frames,
      framesPerSec: statistics.framesInLastSecond(performance.now()),
      frameGapMs: statistics.gapMs(),
      frameScriptMs: statistics.scriptMs(),
      recentScriptMs: statistics.recentScriptMs(performance.now(), RECENT_MS),
      scriptMs: lastScriptMs,
      uploadedBytes,
      textureUploads,
      drawCalls,
      cellsInPool: this.#state.pool?.cellCount ?? 0,
      contextLosses: this.#lossesMs.length,
    };
  }

  resetMeasurements(): void {
    this.#loop.statistics.clear();
  }

  setRenderer(kind: "auto" | RendererKind): Promise<void> {
    return this.#switchTo(() => measureRenderer(kind));
  }

  /** Opens the first surface. */
  begin(choice: RendererChoice): Promise<void> {
    return this.#switchTo(() => choice);
  }

  loseContext(restoreAfterMs: number | null = RESTORE_AFTER_MS): void {
    this.#surface?.loseContext?.(restoreAfterMs);
  }

  async capture(part: Partial<Pick<SceneState, "crosshair">> = {}): Promise<ImageData> {
    await this.#switching;
    const surface = this.#surface;
    if (surface === null) throw new Error("The scene is destroyed: there is nothing to capture");
    const state = this.#state;
    this.#state = { ...state, ...part };
    this.#draw(DIRTY.layout);
    this.#state = state;
    const pixels = surface.readPixels();
    if (Object.keys(part).length > 0) this.#loop.invalidate(DIRTY.layout);
    return pixels;
  }

  destroy(): void {
    this.#destroyed = true;
    this.#loop.destroy();
    this.#dropSurface();
    this.#layoutListeners.clear();
  }

  /** One change of renderer after another, never two at once. */
  #switchTo(choose: () => RendererChoice): Promise<void> {
    this.#switching = this.#switching.then(async () => {
      if (this.#destroyed) return;
      this.#loop.pause();
      this.#dropSurface();
      await this.#open(choose());
      if (this.#destroyed) {
        this.#dropSurface();
        return;
      }
      this.#loop.resume();
      this.#loop.invalidate(DIRTY.layout);
    });
    return this.#switching;
  }

  async #open(choice: RendererChoice): Promise<void> {
    try {
      this.#adopt(await this.#createSurface(choice.kind), choice.reason);
    } catch (error) {
      if (choice.kind === "canvas") throw error;
      const why = error instanceof Error ? error.message : String(error);
      this.#adopt(await this.#createSurface("canvas"), `WebGL failed: ${why}`);
    }
  }

  async #createSurface(kind: RendererKind): Promise<Surface> {
    const canvas = document.createElement("canvas");
    canvas.style.cssText = "position:absolute;inset:0;width:100%;height:100%;display:block";
    const createSurface = await loadSurface(kind);
    return createSurface(canvas, this.#layout, this.#layers);
  }

  #adopt(surface: Surface, reason: string): void {
    this.#surface = surface;
    this.#kind = surface.kind;
    this.#reason = reason;
    this.#atlas = null;
    this.#host.append(surface.canvas);
    this.#stopWatching = watchCanvasSize(surface.canvas, (size) => this.#resize(size));
    if (surface.kind !== "webgl") return;
    this.#guard = new ContextGuard(surface.canvas, this.#lossesMs, {
      pause: () => this.#loop.pause(),
      restored: () => {
        this.#loop.resume();
        this.#loop.invalidate(DIRTY.layout);
      },
      giveUp: (why) => void this.#switchTo(() => ({ kind: "canvas", reason: why })),
    });
  }

  #dropSurface(): void {
    this.#stopWatching();
    this.#guard?.destroy();
    this.#guard = null;
    this.#surface?.canvas.remove();
    this.#surface?.destroy();
    this.#surface = null;
  }

  #resize(size: CanvasSize): void {
    const { widthPx, heightPx, pixelRatio } = this.#layout;
    if (size.widthPx === widthPx && size.heightPx === heightPx && size.pixelRatio === pixelRatio) return;
    this.#arrange(size);
    this.#glyphs = glyphsFor(size.pixelRatio);
    this.#loop.drawNow(DIRTY.layout);
  }

  /** Splits the canvas anew. */
  #arrange({ widthPx, heightPx, pixelRatio }: CanvasSize): void {
    this.#layout = layoutChart(widthPx, heightPx, pixelRatio, this.#state.parts);
    this.#surface?.resize(this.#layout);
    for (const listener of this.#layoutListeners) listener(this.#layout);
  }

  #draw(level: DirtyLevel): void {
    const frame = this.#frameContext(level);
    this.#drawn = frame;
    for (let index = 0; index < this.#layers.length; index++) this.#layers[index].prepare(frame);
    if (this.#surface === null) return;
    this.#giveGlyphs(this.#surface);
    this.#surface.draw(frame, this.#layers);
  }

  /** Gives the surface the glyphs that the layers have just asked for. */
  #giveGlyphs(surface: Surface): void {
    const atlas = this.#glyphs.atlas();
    if (atlas === this.#atlas) return;
    this.#atlas = atlas;
    surface.setAtlas(atlas);
  }

  #frameContext(level: DirtyLevel): FrameContext {
    const layout = this.#layout;
    const size = { widthPx: layout.plot.width, heightPx: layout.plot.height };
    const view = this.#grid.snap(this.#state.viewport, size);
    const { pool, instrument, utcOffsetSec } = this.#state;
    this.#ticks.update(view, this.#grid.scale, layout.pixelRatio, instrument, utcOffsetSec);
    return {
      state: this.#state,
      level,
      layout,
      view,
      scale: this.#grid.scale,
      pane: this.#pane.find(this.#state.studies, view, layout.pane.height),
      camera: pool === null ? null : fitPoolCamera(view, size, pool.columnSec, pool.ticksPerRow, pool.firstColumn),
      timeTicks: this.#ticks.time,
      priceTicks: this.#ticks.price,
      faces: this.#glyphs,
      hairlinePx: Math.max(1, Math.floor(layout.pixelRatio)),
    };
  }
}
