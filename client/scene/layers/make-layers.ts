import type { Layer } from "../layer.ts";
import { CellNumbersLayer } from "./cell-numbers/cell-numbers-layer.ts";
import { CrosshairLayer } from "./crosshair/crosshair-layer.ts";
import { CvdLayer } from "./cvd/cvd-layer.ts";
import { PaneFrameLayer } from "./cvd/pane-frame-layer.ts";
import { FootprintMarksLayer } from "./footprint-marks/footprint-marks-layer.ts";
import { GapsLayer } from "./gaps/gaps-layer.ts";
import { GridLayer } from "./grid/grid-layer.ts";
import { LastPriceLayer } from "./last-price/last-price-layer.ts";
import { LiveEdgeLayer } from "./live-edge/live-edge-layer.ts";
import { OutlineLayer } from "./outline/outline-layer.ts";
import { PriceAxisLayer } from "./price-axis/price-axis-layer.ts";
import { ProfileLayer } from "./profile/profile-layer.ts";
import { ProfileTagsLayer } from "./profile/profile-tags-layer.ts";
import { SelectionLayer } from "./selection/selection-layer.ts";
import { SessionsLayer } from "./sessions/sessions-layer.ts";
import { SignalsLayer } from "./signals/signals-layer.ts";
import { StatisticsLayer } from "./statistics/statistics-layer.ts";
import { TimeAxisLayer } from "./time-axis/time-axis-layer.ts";
import { VwapNamesLayer } from "./vwap/vwap-names-layer.ts";
import { VwapTagLayer } from "./vwap/vwap-tag-layer.ts";
import { VwapLayer } from "./vwap/vwap-layer.ts";
import { ZonesLayer } from "./zones/zones-layer.ts";

/**
 * All layers of the chart in painting order, lowest first; the heat lies between the stages `under` and `over` (primitives/batch.ts).
 * @param signals given by who wants to ask it what is under the pointer.
 */
export function makeLayers(signals = new SignalsLayer()): readonly Layer[] {
  return [
    new OutlineLayer(),
    new GridLayer(),
    new SessionsLayer(),
    new GapsLayer(),
    new LiveEdgeLayer(),
    new ZonesLayer(),
    new ProfileLayer(),
    new VwapLayer(),
    new LastPriceLayer(),
    new FootprintMarksLayer(),
    new CellNumbersLayer(),
    new SelectionLayer(),
    new VwapNamesLayer(),
    signals,
    new PriceAxisLayer(),
    new VwapTagLayer(),
    new ProfileTagsLayer(),
    new TimeAxisLayer(),
    new StatisticsLayer(),
    new CvdLayer(),
    new PaneFrameLayer(),
    new CrosshairLayer(),
  ];
}
