import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import { markOpening } from "../protocol/opening-marks.ts";
import type { WatchedChart } from "./camera-scene.ts";
import type { ChartCamera } from "./chart-camera.ts";
import type { ChartRequests } from "./chart-requests.ts";
import { expectedLayout, FirstLook, type PageSize } from "./first-look.ts";
import type { ChartScene } from "./scene/chart-scene.ts";
import type { SceneState } from "./scene/scene-state.ts";
import { isWholePicture } from "./whole-picture.ts";

/** What is opened. */
export interface OpeningChart extends WatchedChart {
  readonly camera: ChartCamera;
  readonly scene: Pick<ChartScene, "layout" | "resetMeasurements"> | null;
  /** What the last frame was composed of, null before the first. */
  readonly picture: SceneState | null;
  /** The level of detail that is wanted. */
  detail: LevelOfDetail;
  /** What the picture is to be made of, null while that will change by itself. */
  readonly wanted: string | null;
}

/** From nothing to a whole picture: has the cells of a market's first one asked for before it is drawn, and notes when the page's first is whole and when its history is there. */
export class ChartOpening {
  readonly #chart: OpeningChart;
  readonly #requests: ChartRequests;
  readonly #page: PageSize;
  readonly #firstLook: FirstLook;
  #hasPicture = false;
  #isStarted = false;

  constructor(chart: OpeningChart, requests: ChartRequests, page: PageSize) {
    this.#chart = chart;
    this.#requests = requests;
    this.#page = page;
    this.#firstLook = new FirstLook(chart);
  }

  /** The cells of the market's first picture, as far as they are known. */
  get pool(): PoolMirror | null {
    return this.#firstLook.pool;
  }

  /** While nothing of the market has been drawn yet: asks for what its first picture will show, without waiting for frames, until that is there. */
  lookAhead(): void {
    const { camera, scene, feed, choices } = this.#chart;
    if (camera.view !== null) return;
    const layout = scene?.layout() ?? expectedLayout(this.#page, choices.getState());
    const { view, isWhole } = this.#firstLook.look(layout);
    this.#chart.detail = this.#chart.detailFor(view, layout);
    feed.request(this.#requests.forWindow(view, layout));
    if (!isWhole) feed.askNext();
  }

  /** Looks at what has just been drawn. @param fittedTo the cells that its price was fitted to. */
  noteDrawn(fittedTo: PoolMirror | null): void {
    const { picture } = this.#chart;
    if (picture === null || picture.pool === null) return;
    if (!this.#hasPicture) this.#notePicture(picture, fittedTo);
    if (!this.#isStarted) this.#noteStarted();
  }

  /** The first picture that is whole, its price fitted to the very cells that it shows. */
  #notePicture(picture: SceneState, fittedTo: PoolMirror | null): void {
    const { detail, feed } = this.#chart;
    if (picture.pool !== fittedTo || !isWholePicture(picture, detail, feed.store)) return;
    this.#hasPicture = true;
    markOpening("flowglass:picture");
  }

  /** What was drawn before the history was there says nothing of the frames to come. */
  #noteStarted(): void {
    const { wanted, feed, scene } = this.#chart;
    if (wanted === null || feed.history.share !== null) return;
    this.#isStarted = true;
    scene?.resetMeasurements();
  }
}
