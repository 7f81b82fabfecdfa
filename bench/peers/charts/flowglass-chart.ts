import { type ChartScene, createChartScene } from "../../../client/scene/chart-scene.ts";
import { NO_STUDIES } from "../../../client/scene/scene-studies.ts";
import type { RendererKind, SceneState } from "../../../client/scene/scene-state.ts";
import { layoutChart, PLOT_ALONE } from "../../../core/view/chart-layout.ts";
import { DIRTY } from "../../../core/view/dirty.ts";
import { heatCodeOf } from "../../../core/view/heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../../../core/view/heat-style.ts";
import { chooseLevelOfDetail } from "../../../core/view/level-of-detail.ts";
import { buildPalette } from "../../../core/view/palette.ts";
import type { PoolMirror } from "../../../core/view/pool-mirror.ts";
import { THEMES } from "../../../core/view/theme.ts";
import type { Viewport } from "../../../core/view/viewport.ts";
import type { CellGrid } from "../page/cell-grid.ts";
import { nextTask, pumpFrame } from "../page/frame-pump.ts";
import type { ColumnWindow, OpenPeer, PeerChart, PlotPx } from "../page/peer-chart.ts";
import { contextOf, finishWebgl, readWebgl, webglOf } from "../page/read-pixels.ts";
import { BACKGROUND } from "../page/shade-colours.ts";
import { FlowPools } from "./flow-pools.ts";
import { FIRST_SEC, gridBars, mostLevels, SPIKE_LOTS } from "./grid-bars.ts";

const EVEN_ROW = { ticksPerRow: 1, timeframeSec: 1, content: "volume", pixelRatio: 1 } as const;
/** Of history, put in front at a time. */
const CHUNK_COLUMNS = 4096;

/** Flowglass's scene with its heat alone: the product's surfaces, pools and levels of detail. As there, the newest columns come first. */
export function openFlowglass(renderer: RendererKind): OpenPeer {
  return async (host, grid, plot, window) => {
    const older = { bars: window.from, levels: mostLevels(grid, 0, window.from) };
    const pools = new FlowPools(gridBars(grid, window.from, grid.columns), older, FIRST_SEC);
    const chart = new FlowglassChart(grid, plot, pools, window.from);
    await chart.open(host, renderer, window);
    return chart;
  };
}

class FlowglassChart implements PeerChart {
  readonly #grid: CellGrid;
  readonly #plot: PlotPx;
  readonly #pools: FlowPools;
  /** Older columns have not been taken in. */
  #oldest: number;
  #scene: ChartScene | null = null;
  #frame: HTMLElement | null = null;
  #finish: () => void = () => {};
  #picture: () => ImageData = () => new ImageData(1, 1);

  constructor(grid: CellGrid, plot: PlotPx, pools: FlowPools, oldest: number) {
    this.#grid = grid;
    this.#plot = plot;
    this.#pools = pools;
    this.#oldest = oldest;
  }

  async open(host: HTMLElement, renderer: RendererKind, window: ColumnWindow): Promise<void> {
    const frame = document.createElement("div");
    const axes = layoutChart(1000, 1000, 1);
    frame.style.cssText = `position:relative;width:${this.#plot.widthPx + 1000 - axes.plot.width}px;height:${this.#plot.heightPx + 1000 - axes.plot.height}px`;
    host.append(frame);
    this.#frame = frame;
    this.#scene = await createChartScene(frame, { renderer, state: this.#state(window), layers: [] });
    while (pumpFrame() === 0) await nextTask();
    const { plot } = this.#scene.layout();
    if (plot.width !== this.#plot.widthPx || plot.height !== this.#plot.heightPx || this.#scene.costs().renderer !== renderer) {
      throw new Error(`the scene draws ${plot.width} x ${plot.height} with ${this.#scene.costs().renderer}: ${this.#scene.costs().rendererReason}`);
    }
    this.#observe(renderer, frame.querySelector("canvas"));
  }

  show(window: ColumnWindow): void {
    const { viewport, pool } = this.#look(window);
    this.#scene?.update({ viewport, pool }, DIRTY.view);
    pumpFrame();
  }

  loadRest(): void {
    while (this.#oldest > 0) {
      const from = Math.max(0, this.#oldest - CHUNK_COLUMNS);
      this.#pools.prepend(gridBars(this.#grid, from, this.#oldest));
      this.#oldest = from;
    }
  }

  append(column: number, window: ColumnWindow): void {
    this.#pools.append(gridBars(this.#grid, column, column + 1));
    const { viewport, pool } = this.#look(window);
    this.#scene?.update({ viewport, pool }, DIRTY.data);
    pumpFrame();
  }

  finish(): void {
    this.#finish();
  }

  picture(): ImageData {
    return this.#picture();
  }

  destroy(): void {
    this.#scene?.destroy();
    this.#frame?.remove();
  }

  #observe(renderer: RendererKind, canvas: HTMLCanvasElement | null): void {
    if (renderer === "canvas") {
      const context = contextOf(canvas);
      this.#finish = () => void context.getImageData(0, 0, 1, 1);
      this.#picture = () => context.getImageData(0, 0, this.#plot.widthPx, this.#plot.heightPx);
    } else {
      const gl = webglOf(canvas);
      this.#finish = () => finishWebgl(gl);
      this.#picture = () => readWebgl(gl, this.#plot);
    }
  }

  #look({ from, to }: ColumnWindow): { readonly viewport: Viewport; readonly pool: PoolMirror } {
    const viewport = { fromSec: FIRST_SEC + from, toSec: FIRST_SEC + to, lowTicks: -0.5, highTicks: this.#grid.rows - 0.5 };
    const { pool } = chooseLevelOfDetail({ view: viewport, size: this.#plot, ...EVEN_ROW });
    return { viewport, pool: this.#pools.use(pool, { from: viewport.fromSec, to: viewport.toSec }) };
  }

  #state(window: ColumnWindow): SceneState {
    return {
      ...this.#look(window),
      instrument: null,
      style: heatStyle(),
      trail: null,
      mode: "volume",
      cellNumbers: null,
      outline: "off",
      gaps: new Float64Array(0),
      lastPriceTicks: null,
      lastDirection: 0,
      liveEdge: null,
      utcOffsetSec: 0,
      crosshair: null,
      theme: THEMES.dark,
      selectedBar: null,
      parts: PLOT_ALONE,
      studies: NO_STUDIES,
    };
  }
}

/** The colour scale that puts a spike on the ramp's last colour. No gaps between cells: no other library draws any here. */
function heatStyle(): HeatStyle {
  return {
    formula: HEAT_FORMULAS.total,
    lowCode: heatCodeOf(1),
    highCode: heatCodeOf(SPIKE_LOTS),
    perColumn: false,
    gapX: false,
    gapY: false,
    palette: buildPalette(THEMES.dark, "blue-orange"),
    background: BACKGROUND,
  };
}
