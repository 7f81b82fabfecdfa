import { type ParsedInstrument, parseInstrument } from "../core/market/instrument.ts";
import { poolKeyText } from "../core/view/cell-pool.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../core/view/dirty.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { markOpening } from "../protocol/opening-marks.ts";
import { applyTheme } from "./app/apply-theme.ts";
import type { ChartPort, ChartSnapshot } from "./app/chart-snapshot.ts";
import { NO_LAYOUT, NO_VIEW } from "./camera-scene.ts";
import { ChartCamera } from "./chart-camera.ts";
import { ChartControls, type ControlledChart } from "./chart-controls.ts";
import { Crosshair } from "./chart-crosshair.ts";
import { ChartFeed } from "./chart-feed.ts";
import { ChartFiles } from "./chart-files.ts";
import { ChartHeat } from "./chart-heat.ts";
import { ChartOpening, type OpeningChart } from "./chart-opening.ts";
import { ChartPicture } from "./chart-picture.ts";
import { ChartPublisher } from "./chart-publisher.ts";
import { ChartReadings, type ReadChart } from "./chart-readings.ts";
import { ChartRequests, type RequestingChart } from "./chart-requests.ts";
import { ChartSharing, type SharedChart } from "./chart-sharing.ts";
import { type ChartStats, NO_SCENE_COSTS, readStats } from "./chart-stats.ts";
import { themeOf } from "./chart-theme.ts";
import type { EngineLink } from "./data/window-link.ts";
import { attachPointer } from "./input/pointer-input.ts";
import { type ChartScene, createChartScene } from "./scene/chart-scene.ts";
import { makeLayers } from "./scene/layers/make-layers.ts";
import { SignalsLayer } from "./scene/layers/signals/signals-layer.ts";
import type { SceneState } from "./scene/scene-state.ts";
import type { ChartCommand } from "./state/chart-command.ts";
import { keyLabelOf } from "./state/keymap.ts";
import { DEFAULT_CHOICES, withRecentSymbol } from "./state/choices.ts";
import type { ChoicesState, ChoicesStore } from "./state/choices-store.ts";
import type { AskedView } from "./view-link.ts";

const SHOW_BAR: ChartCommand = { kind: "show-bar" };

/**
 * Joins the rooms: choices and data go in, camera and picture come out, the scene draws. Between frames it only notes what became out of date.
 */
export class Chart implements ChartPort, ControlledChart, RequestingChart, SharedChart, ReadChart, OpeningChart {
  readonly feed: ChartFeed;
  readonly choices: ChoicesStore;
  readonly camera: ChartCamera;
  readonly #signals = new SignalsLayer();
  readonly crosshair = new Crosshair(this.#signals);
  readonly #heat = new ChartHeat();
  readonly #picture = new ChartPicture(this.#heat);
  /** The level of detail that is wanted. */
  detail: LevelOfDetail = this.#picture.detailFor(DEFAULT_CHOICES, NO_VIEW, NO_LAYOUT);
  /** Why nothing can be drawn, or "". */
  failure = "";
  readonly files: ChartFiles;
  readonly #controls: ChartControls;
  readonly #requests: ChartRequests;
  readonly #sharing: ChartSharing;
  readonly #publisher: ChartPublisher;
  readonly #opening: ChartOpening;
  #scene: ChartScene | null = null;
  #symbol = "";
  #instrument: ParsedInstrument | null = null;
  #isDirty = true;
  /** What was drawn when the camera last kept up with the data. */
  #fittedTo: PoolMirror | null = null;
  /** Who waits for the next frame. */
  readonly #waiting: (() => void)[] = [];

  constructor(choices: ChoicesStore, link: EngineLink, asked: AskedView | null = null) {
    this.choices = choices;
    this.camera = new ChartCamera((follow) => choices.setState({ follow }));
    this.feed = new ChartFeed(link, {
      onSymbol: (symbol) => this.#changeSymbol(symbol),
      onChange: (level) => {
        this.invalidate(level);
        this.#opening.lookAhead();
      },
    });
    this.#requests = new ChartRequests(this, link);
    this.#opening = new ChartOpening(this, this.#requests, window);
    this.#sharing = new ChartSharing(this, asked);
    this.files = new ChartFiles(this, (query, onRows) => link.exportRange(query, onRows));
    this.#controls = new ChartControls(this);
    const readings = new ChartReadings(this, this.#requests, link, () => this.#publisher.publishSoon());
    this.#publisher = new ChartPublisher(() => readings.read());
    choices.subscribe((state, previous) => this.#onChoices(state, previous));
    this.#showTheme();
    this.feed.start(this.#requests.forWindow(NO_VIEW, NO_LAYOUT));
  }

  readonly subscribe = (listener: () => void): (() => void) => this.#publisher.subscribe(listener);

  snapshot(): ChartSnapshot {
    return this.#publisher.snapshot;
  }

  /** Tells the panels at once what they would be told within a quarter of a second. */
  publish(): void {
    this.#publisher.publish();
  }

  /** The drawn chart, null before it is ready and where it cannot be drawn. */
  get scene(): ChartScene | null {
    return this.#scene;
  }

  /** The market that the engine tells of, "" before there is one. */
  get symbol(): string {
    return this.#symbol;
  }

  /** The instrument on the screen, null before one is known. */
  get instrument(): ParsedInstrument | null {
    return this.#instrument;
  }

  /** The window as asked for, null before there are data. */
  get view(): Viewport | null {
    return this.camera.view;
  }

  /** The level of detail for the choices and a window. */
  detailFor(view: Viewport, layout: ChartLayout): LevelOfDetail {
    return this.#picture.detailFor(this.choices.getState(), view, layout);
  }

  /** What the last frame was composed of, null before the first. */
  get picture(): SceneState | null {
    return this.#picture.state;
  }

  /** The cells that are drawn, null before the first data. */
  get pool(): PoolMirror | null {
    return this.#picture.state?.pool ?? null;
  }

  /** What the picture is to be made of, as text: the same text, the same level of detail. Null while that will change by itself: a fit waits for columns, a row height settles. */
  get wanted(): string | null {
    const { pool, exactKey, exactCells } = this.detail;
    return this.camera.isFitting || this.#requests.isSettling ? null : [this.#symbol, poolKeyText(pool), poolKeyText(exactKey), exactCells].join(" ");
  }

  /** Resolves when everything that has arrived is on the screen: at once at rest, else after the next frame. A hidden page draws none. */
  async drawn(): Promise<void> {
    if (this.#scene !== null && !this.#isDirty) return;
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  attach(host: HTMLElement): () => void {
    let isGone = false;
    const detachReading = this.crosshair.attach(host);
    const detachPointer = attachPointer(host, this.#controls.pointerTarget());
    const state = this.#compose(NO_VIEW, NO_LAYOUT).state;
    createChartScene(host, { renderer: this.choices.getState().renderer, state, layers: makeLayers(this.#signals), grid: this.crosshair.grid }).then(
      (scene) => {
        if (isGone) scene.destroy();
        else this.#adopt(scene, host);
      },
      (error: unknown) => {
        this.failure = error instanceof Error ? error.message : String(error);
        this.#publisher.publish();
      },
    );
    return () => {
      isGone = true;
      detachPointer();
      detachReading();
      this.#scene?.destroy();
      this.#scene = null;
    };
  }

  run(command: ChartCommand): void {
    this.#controls.run(command);
    this.#publisher.publishSoon();
  }

  showSymbol(symbol: string): void {
    this.choices.setState((state) => ({ symbol, symbolAsked: true, recentSymbols: withRecentSymbol(state.recentSymbols, symbol) }));
  }

  showMoment(timeSec: number, priceTicks: number): void {
    this.#controls.showMoment(timeSec, priceTicks);
  }

  /** Moves the window, within the limits. Does nothing before there are data. */
  moveTo(view: Viewport): void {
    this.#controls.moveTo(view);
  }

  /** Says that the picture is out of date. */
  invalidate(level: DirtyLevel): void {
    if (level === DIRTY.none) return;
    this.#isDirty = true;
    this.#scene?.invalidate(level);
  }

  stats(): ChartStats {
    return readStats({
      symbol: this.feed.store.symbol,
      status: this.feed.status,
      scene: this.#scene?.costs() ?? NO_SCENE_COSTS,
      engine: this.feed.store.costs,
      pool: this.pool,
      socketToPixelMs: this.feed.socketToPixelMs,
    });
  }

  /** Saves the canvas as a PNG file named after market and time. */
  savePicture(): Promise<void> {
    return this.#sharing.savePicture();
  }

  /** Copies an address that shows the same again. */
  copyLink(): Promise<void> {
    return this.#sharing.copyLink();
  }

  #adopt(scene: ChartScene, host: HTMLElement): void {
    this.#scene = scene;
    markOpening("flowglass:chart");
    scene.onFrame(() => this.#onFrame(scene));
    const placeOverlays = ({ heightPx, plot, pixelRatio }: ChartLayout): void =>
      host.parentElement?.style.setProperty("--below-plot", `${(heightPx - plot.height) / pixelRatio}px`);
    placeOverlays(scene.layout());
    scene.onLayout((layout) => {
      placeOverlays(layout);
      this.invalidate(DIRTY.view);
    });
    this.invalidate(DIRTY.layout);
  }

  #onFrame(scene: ChartScene): void {
    const layout = scene.layout();
    this.#fittedTo = this.camera.view === null ? this.#opening.pool : this.pool;
    this.camera.keepUp(this.#controls.cameraScene(this.#fittedTo));
    this.#sharing.lookWhereAsked();
    const view = this.camera.view ?? NO_VIEW;
    const { state, level } = this.#compose(view, layout);
    scene.update(state, this.feed.takeHidden() ? DIRTY.data : level);
    const request = this.#requests.forWindow(view, layout);
    if (request.trail === null) this.feed.store.trail.clear();
    this.feed.request(request);
    this.#requests.requestStudies();
    this.crosshair.show({ view, layout, key: this.#requests.readingKey(), instrument: this.#instrument, status: this.feed.status, store: this.feed.store, utcOffsetSec: state.utcOffsetSec, selectedBar: state.selectedBar, footprintKey: keyLabelOf(SHOW_BAR, this.choices.getState().keys) });
    queueMicrotask(this.#onDrawn);
  }

  /** A fit that waits looks again at columns that were put on the screen after its last look: no patch may come after them to ask for a frame. */
  readonly #onDrawn = (): void => {
    this.#isDirty = false;
    this.crosshair.explain();
    this.feed.noteDrawn();
    this.#opening.noteDrawn(this.#fittedTo);
    if (this.camera.isFitting && this.pool !== this.#fittedTo) this.invalidate(DIRTY.view);
    for (const resolve of this.#waiting.splice(0)) resolve();
  };

  #compose(view: Viewport, layout: ChartLayout): { readonly state: SceneState; readonly level: DirtyLevel } {
    const { instrument } = this.feed.status;
    if (instrument !== null && this.#instrument?.symbol !== instrument.symbol) this.#instrument = parseInstrument(instrument);
    const choices = this.choices.getState();
    this.detail = this.detailFor(view, layout);
    const { store, shownStatus: status, history, pausedAtSec } = this.feed;
    return this.#picture.compose({ choices, store, status, isCurrent: history.isCurrent || pausedAtSec !== null, instrument: this.#instrument, view, layout, crosshair: this.crosshair.point }, this.detail);
  }

  #changeSymbol(symbol: string): void {
    this.camera.changeSymbol(this.#symbol, symbol);
    this.#heat.forget();
    this.#picture.trail.forget();
    if (this.#symbol !== "") this.choices.setState({ selectedBarSec: null, chosenSignal: null });
    this.#symbol = symbol;
    this.#instrument = null;
    this.invalidate(DIRTY.data);
  }

  #onChoices(state: ChoicesState, previous: ChoicesState): void {
    if (state.theme !== previous.theme || state.palette !== previous.palette) this.#showTheme();
    if (state.timeframe !== previous.timeframe) this.camera.changeTimeframe(this.#controls.cameraScene());
    if (state.follow !== this.camera.follow) this.camera.setFollow(state.follow, this.#controls.cameraScene());
    if (state.renderer !== previous.renderer) void this.#scene?.setRenderer(state.renderer).then(() => this.#publisher.publishSoon());
    if (state.paused !== previous.paused) {
      this.camera.pause(state.paused);
      this.feed.pause(state.paused);
    }
    this.invalidate(DIRTY.view);
    this.#publisher.publishSoon();
  }

  #showTheme(): void {
    const { theme, palette } = this.choices.getState();
    applyTheme(document.documentElement, themeOf(theme, palette));
  }
}
