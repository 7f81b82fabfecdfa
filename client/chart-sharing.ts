import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { checkView } from "./automation-checks.ts";
import type { ChartCamera } from "./chart-camera.ts";
import type { ChartFeed } from "./chart-feed.ts";
import { loadingShare } from "./chart-status.ts";
import { legendReading } from "./chart-legend.ts";
import { reasonOf } from "./chart-text.ts";
import type { Caption } from "./draw-caption.ts";
import { captionTexts } from "./picture-caption.ts";
import type { ChartScene } from "./scene/chart-scene.ts";
import type { SceneState } from "./scene/scene-state.ts";
import { copyText, savePicture } from "./share-view.ts";
import type { ChoicesStore } from "./state/choices-store.ts";
import { type AskedView, outsideData, viewLink } from "./view-link.ts";

/** What is shared, and what goes to the window of somebody else's address. */
export interface SharedChart {
  readonly choices: ChoicesStore;
  readonly camera: ChartCamera;
  readonly feed: ChartFeed;
  readonly scene: ChartScene | null;
  /** What the last frame was composed of, null before the first. */
  readonly picture: SceneState | null;
  readonly symbol: string;
  readonly instrument: ParsedInstrument | null;
  moveTo(view: Viewport): void;
}

/** Takes what the chart shows out of the page, as a picture and as an address, and brings it to the window that an address asks for. */
export class ChartSharing {
  readonly #chart: SharedChart;
  /** The window that the address asked for, until history is there to look at. */
  #asked: AskedView | null;

  constructor(chart: SharedChart, asked: AskedView | null) {
    this.#chart = chart;
    this.#asked = asked;
  }

  /** Saves the canvas without its crosshair as a PNG file named after market and time, with a caption, or says why it cannot be. */
  async savePicture(): Promise<void> {
    const { choices, scene, symbol, feed } = this.#chart;
    try {
      if (scene === null) throw new Error("The chart is not drawn yet");
      const image = await scene.capture({ crosshair: null });
      await savePicture(image, this.#caption(), scene.layout().pixelRatio, symbol, feed.status.lastSec ?? 0);
    } catch (error) {
      choices.setState({ problems: [`The picture could not be saved: ${reasonOf(error)}.`] });
    }
  }

  #caption(): Caption {
    const { choices, picture, instrument, symbol } = this.#chart;
    if (picture === null || instrument === null) throw new Error("The chart is not drawn yet");
    const { timeframe, scope, scaleLocked, cutoffs } = choices.getState();
    const legend = legendReading(picture.style, picture.mode, scope, scaleLocked, instrument, cutoffs);
    const { fromSec, toSec } = picture.viewport;
    return { texts: captionTexts({ symbol, timeframe, fromSec, toSec, utcOffsetSec: picture.utcOffsetSec, legend }), ramp: legend, theme: picture.theme };
  }

  /** Copies an address that shows the same again; says so, or shows the address where the browser forbids copying. */
  async copyLink(): Promise<void> {
    const { choices, symbol, instrument, camera } = this.#chart;
    const isFollowing = camera.follow && !choices.getState().paused;
    const url = viewLink(window.location.href, choices.getState(), symbol, instrument, isFollowing ? null : camera.view);
    choices.setState({ problems: [await copyText(url)] });
  }

  /** Goes to the window that the address asked for, once, when all history is there. */
  lookWhereAsked(): void {
    const asked = this.#asked;
    const { choices, camera, instrument, feed, picture } = this.#chart;
    if (asked === null || camera.view === null || instrument === null || loadingShare(feed.status) !== null) return;
    this.#asked = null;
    try {
      const view = checkView(asked, camera.view, instrument);
      if (asked.from !== undefined || asked.to !== undefined) choices.setState({ follow: false });
      this.#chart.moveTo(view);
      const sentence = outsideData(view, feed.status, picture?.utcOffsetSec ?? 0);
      if (sentence !== null) choices.setState({ problems: [sentence] });
    } catch (error) {
      choices.setState({ problems: [`The address asks for something unknown: ${reasonOf(error)}.`] });
    }
  }
}
