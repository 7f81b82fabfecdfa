import type { Layer } from "../scene/layer.ts";
import { CvdLayer } from "../scene/layers/cvd/cvd-layer.ts";
import { FootprintMarksLayer } from "../scene/layers/footprint-marks/footprint-marks-layer.ts";
import { GridLayer } from "../scene/layers/grid/grid-layer.ts";
import { OutlineLayer } from "../scene/layers/outline/outline-layer.ts";
import type { SceneState } from "../scene/scene-state.ts";
import type { SceneCaseName } from "./scene-cases.ts";

/** What stands over a picture, as the page would say it. */
export const GALLERY_STATES = ["connecting", "loading", "usable while loading", "empty", "disconnected", "reconnecting", "unknown market", "refused", "paused", "ended", "gap"] as const;
export type GalleryState = (typeof GALLERY_STATES)[number];

/** One picture of the gallery. */
export interface GalleryTile {
  readonly name: string;
  readonly title: string;
  /** What is drawn; null: nothing has arrived. */
  readonly scene: SceneCaseName | null;
  /** Laid over the state of the case. */
  readonly part?: Partial<SceneState>;
  /** The layers to draw over the heat; all of the chart when left out. */
  readonly layers?: () => readonly Layer[];
  /** How the page around the chart stands; none of it is shown when left out. */
  readonly state?: GalleryState;
}

const HEAT_ALONE = (): readonly Layer[] => [];

/** Pictures without a letter: the same on every machine, up to the rounding of a colour. */
const WORDLESS: readonly GalleryTile[] = [
  { name: "wordless-heat", title: "Heat alone", scene: "overview", layers: HEAT_ALONE },
  { name: "wordless-delta", title: "Delta alone", scene: "delta", layers: HEAT_ALONE },
  { name: "wordless-trail", title: "Heat over its trail", scene: "trail", layers: HEAT_ALONE },
  { name: "wordless-lines", title: "Grid, candles and CVD", scene: "flowCandles", part: { outline: "candles" }, layers: () => [new OutlineLayer(), new GridLayer(), new CvdLayer()] },
  { name: "wordless-marks", title: "Points of control and imbalances", scene: "marks", layers: () => [new FootprintMarksLayer()] },
];

const LAYERS: readonly GalleryTile[] = [
  { name: "volume", title: "Volume", scene: "volume" },
  { name: "delta", title: "Delta", scene: "delta" },
  { name: "bid-ask", title: "Bid × Ask", scene: "footprint" },
  { name: "imbalance", title: "Imbalance", scene: "imbalance" },
  { name: "trades", title: "Trades", scene: "trades" },
  { name: "green-red", title: "Green and red", scene: "greenRed" },
  { name: "overview", title: "Cells without numbers", scene: "overview" },
  { name: "hour", title: "An hour, with candles and a gap", scene: "hour" },
  { name: "wide", title: "Hours, with the range of each column", scene: "wide" },
  { name: "trail", title: "Heat trail", scene: "trail" },
  { name: "trailed-hours", title: "Heat trail over hours", scene: "trailedHours" },
  { name: "cvd-line", title: "CVD as a line, VWAP and its bands", scene: "flow" },
  { name: "cvd-candles", title: "CVD as candles", scene: "flowCandles" },
  { name: "profile-over", title: "Profile over the plot", scene: "profile" },
  { name: "profile-beside", title: "Profile beside the plot", scene: "profileBeside" },
  { name: "marks", title: "Points of control and imbalances", scene: "marks" },
  { name: "zones", title: "Stacked zones and a chosen bar", scene: "zones" },
  { name: "zones-afar", title: "Stacked zones from afar", scene: "zonesAfar" },
  { name: "signals", title: "A signal of every kind", scene: "signals" },
  { name: "signal-chosen", title: "A chosen signal", scene: "chosenSignal" },
  { name: "signal-uncovered", title: "A chosen signal that others would hide", scene: "hiddenSignal" },
  { name: "everything", title: "Everything at once", scene: "everything" },
  { name: "crosshair", title: "Crosshair", scene: "footprint", part: { crosshair: { xPx: 171, yPx: 137 } } },
];

const STATES: readonly GalleryTile[] = GALLERY_STATES.map((state) => ({
  name: `state-${state.replaceAll(" ", "-")}`,
  title: state[0].toUpperCase() + state.slice(1),
  scene: state === "gap" ? "hour" : state === "connecting" || state === "loading" || state === "empty" || state === "disconnected" || state === "unknown market" || state === "refused" ? null : "overview",
  state,
}));

/** Every layer, mode and state once, in the order in which they are shown. */
export const GALLERY_TILES: readonly GalleryTile[] = [...LAYERS, ...STATES, ...WORDLESS];
