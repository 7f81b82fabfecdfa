import { pumpFrame } from "./frame-pump.ts";
import { type CellGrid, type GridRequest, loadGrid } from "./cell-grid.ts";
import { checkSpikes, type SpikeCheck } from "./check-spikes.ts";
import { CLOSE_COLUMNS, type ColumnWindow, type OpenPeer, type PeerChart, type PlotPx } from "./peer-chart.ts";

/** What is timed in a chart that exists. `read` draws nothing: the cost of the closing read of a pixel. */
export const STEP_NAMES = ["append", "pan", "zoom", "read"] as const;
export type StepName = (typeof STEP_NAMES)[number];

/** The page's side of the bench: called from outside, one call after another. */
export interface PeerPage {
  prepare(request: GridRequest, plot: PlotPx): Promise<void>;
  /** Throws the chart away, makes another and returns the milliseconds until its first complete picture. */
  open(): Promise<number>;
  /** Lets the chart take in what its first picture did not need, and returns the milliseconds; null where it left nothing. */
  loadRest(): number | null;
  /** Brings the chart into the state before a step, does the step and returns its milliseconds. */
  step(name: StepName): Promise<number>;
  /** Shows all columns and looks for the spikes. */
  check(): Promise<SpikeCheck>;
}

declare global {
  var peerPage: PeerPage;
}

/** Frames that a chart thrown away may still draw. */
const LAST_FRAMES = 10;
/** The furthest that a pan looks back, columns. */
const PAN_REACH = 30;

/** Offers a library's chart to the bench as `globalThis.peerPage`. */
export function servePeer(open: OpenPeer): void {
  globalThis.peerPage = new ServedPeer(open);
}

class ServedPeer implements PeerPage {
  readonly #open: OpenPeer;
  readonly #host = document.createElement("div");
  #grid: CellGrid | null = null;
  #plot: PlotPx = { widthPx: 0, heightPx: 0 };
  #chart: PeerChart | null = null;
  #newest = 0;
  #pans = 0;

  constructor(open: OpenPeer) {
    this.#open = open;
  }

  async prepare(request: GridRequest, plot: PlotPx): Promise<void> {
    this.#grid = await loadGrid(request);
    this.#plot = plot;
    // Laid out but never shown: what the browser's compositor does with a finished picture is not the library's, and would disturb the next measurement.
    this.#host.style.cssText = `position:absolute;left:0;top:0;width:${plot.widthPx}px;height:${plot.heightPx}px;overflow:hidden;visibility:hidden`;
    document.body.append(this.#host);
  }

  async open(): Promise<number> {
    const grid = this.#gridOrThrow();
    this.#chart?.destroy();
    this.#chart = null;
    this.#host.replaceChildren();
    for (let frames = 0; frames < LAST_FRAMES && pumpFrame() > 0; frames++);
    this.#newest = grid.columns;
    const startMs = performance.now();
    const chart = await this.#open(this.#host, grid, this.#plot, this.#close(0));
    await chart.finish();
    const tookMs = performance.now() - startMs;
    this.#chart = chart;
    return tookMs;
  }

  loadRest(): number | null {
    const chart = this.#chartOrThrow();
    if (chart.loadRest === undefined) return null;
    const startMs = performance.now();
    chart.loadRest();
    return performance.now() - startMs;
  }

  async step(name: StepName): Promise<number> {
    const chart = this.#chartOrThrow();
    const back = name === "pan" ? 1 + (this.#pans++ % PAN_REACH) : 0;
    await chart.show(this.#close(name === "pan" ? back - 1 : 0));
    await chart.finish();
    const startMs = performance.now();
    if (name === "append") await this.#append(chart);
    else if (name === "pan") await chart.show(this.#close(back));
    else if (name === "zoom") await chart.show({ from: 0, to: this.#newest });
    await chart.finish();
    return performance.now() - startMs;
  }

  async check(): Promise<SpikeCheck> {
    const chart = this.#chartOrThrow();
    await chart.show({ from: 0, to: this.#newest });
    await chart.finish();
    return checkSpikes(this.#gridOrThrow(), this.#newest, await chart.picture());
  }

  #append(chart: PeerChart): void | Promise<void> {
    if (this.#newest === this.#gridOrThrow().totalColumns) throw new Error("every spare column has been appended");
    return chart.append(this.#newest++, this.#close(0));
  }

  #close(back: number): ColumnWindow {
    const to = this.#newest - back;
    return { from: to - CLOSE_COLUMNS, to };
  }

  #gridOrThrow(): CellGrid {
    if (this.#grid === null) throw new Error("prepare comes first");
    return this.#grid;
  }

  #chartOrThrow(): PeerChart {
    if (this.#chart === null) throw new Error("open comes first");
    return this.#chart;
  }
}
