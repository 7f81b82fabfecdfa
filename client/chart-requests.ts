import type { ParsedInstrument } from "../core/market/instrument.ts";
import { type PoolKey, samePoolKey } from "../core/view/cell-pool.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import { sharesOf } from "../core/view/heat-cutoffs.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { Crosshair } from "./chart-crosshair.ts";
import type { ChartFeed } from "./chart-feed.ts";
import type { ChartRequest } from "./chart-request.ts";
import { studiesWanted } from "./chart-studies.ts";
import { trailWanted } from "./chart-trail.ts";
import type { EngineLink } from "./data/window-link.ts";
import type { ChoicesState, ChoicesStore } from "./state/choices-store.ts";
import { StudiesRequester } from "./studies-request.ts";

/** What decides what is asked for. */
export interface RequestingChart {
  readonly choices: ChoicesStore;
  readonly feed: ChartFeed;
  readonly crosshair: Crosshair;
  readonly detail: LevelOfDetail;
  /** What is drawn. */
  readonly pool: PoolMirror | null;
  /** The market that the engine tells of, "" before there is one. */
  readonly symbol: string;
  readonly instrument: ParsedInstrument | null;
}

/** Says what the chart wants of the engine: the cells of its window and under its pointer, and the studies of its choices. */
export class ChartRequests {
  readonly #chart: RequestingChart;
  readonly #studies: StudiesRequester;
  /** Of what is drawn: the same object while that has cells of the same kind. */
  #drawnKey: PoolKey | null = null;
  /** For what the studies were last looked at: they are put together once per change, not once per frame. */
  #studiedChoices: ChoicesState | null = null;
  #studiedSymbol = "";
  #studiedKey: PoolKey | null = null;

  constructor(chart: RequestingChart, link: EngineLink) {
    this.#chart = chart;
    this.#studies = new StudiesRequester((selection) => link.requestStudies(selection));
  }

  /** `true` while other studies are wanted than have been asked for. */
  get isSettling(): boolean {
    return this.#studies.isSettling;
  }

  /** The cells that are read: those with numbers in them as chosen, else those that are drawn, however far they are zoomed out. */
  readingKey(): PoolKey {
    const { exactKey, exactCells, pool } = this.#chart.detail;
    if (exactCells) return exactKey;
    const drawn = this.#chart.pool ?? pool;
    if (this.#drawnKey === null || !samePoolKey(drawn, this.#drawnKey)) this.#drawnKey = { columnSec: drawn.columnSec, ticksPerRow: drawn.ticksPerRow, content: drawn.content };
    return this.#drawnKey;
  }

  /** What is wanted for a window. */
  forWindow(view: Viewport, layout: ChartLayout): ChartRequest {
    const { pool, exactCells, exactKey: chosenKey } = this.#chart.detail;
    const exactKey = this.readingKey();
    const cell = this.#chart.crosshair.cell(view, layout, exactKey);
    return {
      symbol: this.#wantedSymbol(),
      viewport: view,
      widthPx: layout.plot.width,
      heightPx: layout.plot.height,
      timeframeSec: chosenKey.columnSec,
      pool,
      exactCells,
      pointer: cell === null ? null : { timeSec: cell.startSec, priceTicks: cell.lowTicks },
      exactKey,
      trail: trailWanted(this.#chart.choices.getState()),
      shares: sharesOf(this.#chart.choices.getState().cutoffs),
      session: this.#chart.choices.getState().session,
    };
  }

  /** Asks for the studies of the choices, when that is something new. */
  requestStudies(): void {
    const { symbol, instrument, detail } = this.#chart;
    const choices = this.#chart.choices.getState();
    const { exactKey } = detail;
    const isStudied = choices === this.#studiedChoices && symbol === this.#studiedSymbol && this.#studiedKey !== null && samePoolKey(exactKey, this.#studiedKey);
    if (instrument === null || isStudied) return;
    this.#studiedChoices = choices;
    this.#studiedSymbol = symbol;
    this.#studiedKey = exactKey;
    this.#studies.request(symbol, studiesWanted(choices, instrument, exactKey.columnSec, exactKey.ticksPerRow));
  }

  /** A market that is only remembered gives way to the first one on offer when it is not there; one that was asked for is asked for. */
  #wantedSymbol(): string {
    const { symbol, symbolAsked } = this.#chart.choices.getState();
    const { symbols } = this.#chart.feed.status;
    if (symbol === null) return "";
    return symbolAsked || symbols.length === 0 || symbols.some((one) => one.symbol === symbol) ? symbol : "";
  }
}
