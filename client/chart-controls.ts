import { floorDiv } from "../core/market/floor-div.ts";
import { clampViewport } from "../core/view/camera-limits.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel } from "../core/view/dirty.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { PlotSize, Viewport } from "../core/view/viewport.ts";
import { cameraSceneOf, NO_LAYOUT, NO_VIEW, type WatchedChart } from "./camera-scene.ts";
import type { CameraScene, ChartCamera } from "./chart-camera.ts";
import { runCommand } from "./chart-commands.ts";
import type { Crosshair } from "./chart-crosshair.ts";
import type { ChartFiles } from "./chart-files.ts";
import type { PointerTarget } from "./input/pointer-input.ts";
import type { ChartScene } from "./scene/chart-scene.ts";
import type { SceneState } from "./scene/scene-state.ts";
import { signalKey } from "./signal-key.ts";
import type { ChartCommand } from "./state/chart-command.ts";

/** Bounds of the pane's share of the chart. */
const LEAST_PANE_SHARE = 0.08;
const MOST_PANE_SHARE = 0.5;
/** Bars narrower than this are chosen by a click and opened by the next: it is not sure that the pointer was on the right one. */
const LEAST_OPENED_BAR_CSS_PX = 3;

/** What the controls move, and what they have to know. */
export interface ControlledChart extends WatchedChart {
  readonly camera: ChartCamera;
  readonly crosshair: Crosshair;
  readonly scene: ChartScene | null;
  /** The level of detail that is wanted. */
  readonly detail: LevelOfDetail;
  /** What is drawn, and the cells of it. */
  readonly picture: SceneState | null;
  readonly pool: PoolMirror | null;
  invalidate(level: DirtyLevel): void;
  savePicture(): Promise<void>;
  copyLink(): Promise<void>;
  readonly files: ChartFiles;
}

/** Turns keys, controls and the pointer into moves of the camera and changes of the choices. */
export class ChartControls {
  readonly #chart: ControlledChart;

  constructor(chart: ControlledChart) {
    this.#chart = chart;
  }

  run(command: ChartCommand): void {
    const { camera, choices, feed } = this.#chart;
    runCommand(command, choices, {
      rowTicks: () => this.#chart.detail.exactKey.ticksPerRow,
      newestBarSec: () => this.#newestBarSec(),
      showsChosenSignal: () => this.#showsChosenSignal(),
      renderer: () => this.#chart.scene?.costs().renderer ?? "canvas",
      centrePrice: () => camera.centrePrice(this.cameraScene()),
      fitAll: () => camera.fitAll(this.cameraScene()),
      resetView: () => camera.resetView(this.cameraScene()),
      showNextGap: () => camera.showNextGap(feed.status.gaps),
      pan: (time, price) => camera.panBy(time, price, this.cameraScene()),
      savePicture: () => void this.#chart.savePicture(),
      copyLink: () => void this.#chart.copyLink(),
      exportRange: (format) => void this.#chart.files.exportRange(format),
      changeLayout: (act) => this.#changeLayout(act),
      zoom: (axis, factor) => camera.zoomBy(axis, factor, this.cameraScene()),
    });
    this.#chart.invalidate(DIRTY.view);
  }

  /** Moves the window, within the limits. Does nothing before there are data. */
  moveTo(view: Viewport): void {
    const { camera } = this.#chart;
    if (camera.view === null) return;
    const scene = this.cameraScene();
    camera.move(clampViewport(view, camera.limits(scene)), scene);
    this.#chart.invalidate(DIRTY.view);
  }

  /** Brings a moment and a price to the middle of the window. */
  showMoment(timeSec: number, priceTicks: number): void {
    const { camera, choices } = this.#chart;
    if (camera.view === null) return;
    const halfSec = (camera.view.toSec - camera.view.fromSec) / 2;
    const halfTicks = (camera.view.highTicks - camera.view.lowTicks) / 2;
    choices.setState({ follow: false });
    this.moveTo({ fromSec: timeSec - halfSec, toSec: timeSec + halfSec, lowTicks: priceTicks - halfTicks, highTicks: priceTicks + halfTicks });
  }

  /** The market and the screen as the camera has to know them. @param pool what is drawn. */
  cameraScene(pool = this.#chart.pool): CameraScene {
    return cameraSceneOf(this.#chart, this.#chart.camera, this.#layout(), pool);
  }

  /** The chart as the pointer moves it. */
  pointerTarget(): PointerTarget {
    const { camera, crosshair } = this.#chart;
    return {
      layout: () => (camera.view === null ? null : (this.#chart.scene?.layout() ?? null)),
      camera: () => {
        const scene = this.cameraScene();
        const layout = this.#layout();
        const { pixelRatio } = layout;
        return { view: camera.view ?? NO_VIEW, size: plotSize(layout), pixelRatio, limits: camera.limits(scene), lastSec: scene.extent.lastSec };
      },
      moveCamera: (view) => {
        camera.move(view, this.cameraScene());
        this.#chart.invalidate(DIRTY.view);
      },
      holdCamera: (held) => camera.hold(held),
      point: (at) => {
        if (crosshair.moveTo(at)) this.#chart.invalidate(DIRTY.cursor);
      },
      choose: (at, opens) => this.#choose(at, opens),
      resizePane: (share) => {
        const { choices } = this.#chart;
        const { cvd } = choices.getState();
        choices.setState({ cvd: { ...cvd, heightShare: Math.max(LEAST_PANE_SHARE, Math.min(MOST_PANE_SHARE, share)) } });
        this.#chart.invalidate(DIRTY.view);
      },
      resetAxis: (axis) => {
        if (axis === "priceAxis") camera.fitPrice();
        else camera.resetView(this.cameraScene());
        this.#chart.invalidate(DIRTY.view);
      },
    };
  }

  /** Chooses the pill under a point, or lets go of it when it is chosen already; beside all pills, lets go of the one that is seen to be chosen, and chooses the bar. */
  #choose(at: { readonly xPx: number; readonly yPx: number }, opens: boolean): void {
    const { camera, choices, crosshair } = this.#chart;
    if (camera.view === null) return;
    const pill = crosshair.pillAt(at, camera.view, this.#layout());
    const key = pill === null ? null : signalKey(pill.signal.mark.event);
    const { chosenSignal } = choices.getState();
    const letsGo = this.#showsChosenSignal();
    if (key !== null || chosenSignal !== null) choices.setState({ chosenSignal: key === chosenSignal ? null : key });
    if (pill === null) this.#chooseBar(at, camera.view, opens && !letsGo);
  }

  /** Chooses the bar under a point and opens its footprint: of one that is wide enough to be hit at once, of another when it is chosen already. Beside the data, nothing is chosen. */
  #chooseBar(at: { readonly xPx: number; readonly yPx: number }, view: Viewport, opens: boolean): void {
    const { choices, crosshair, detail, feed } = this.#chart;
    const { firstSec, lastSec } = feed.status;
    if (firstSec === null || lastSec === null) return;
    const { startSec, columnSec } = crosshair.cellAt(at, view, this.#layout(), detail.exactKey);
    const { selectedBarSec } = choices.getState();
    if (startSec >= lastSec || startSec + columnSec <= firstSec) {
      choices.setState({ selectedBarSec: null });
      return;
    }
    const { plot, pixelRatio } = this.#layout();
    const barCssPx = (columnSec * plot.width) / (view.toSec - view.fromSec) / pixelRatio;
    const isChosen = selectedBarSec !== null && floorDiv(selectedBarSec, columnSec) * columnSec === startSec;
    if (!isChosen) choices.setState({ selectedBarSec: startSec });
    if (isChosen || (opens && barCssPx >= LEAST_OPENED_BAR_CSS_PX)) this.run({ kind: "show-bar" });
  }

  #showsChosenSignal(): boolean {
    return (this.#chart.picture?.studies.chosenSignal ?? null) !== null;
  }

  #newestBarSec(): number | null {
    const { columnSec } = this.#chart.detail.exactKey;
    const { lastSec } = this.#chart.feed.status;
    return lastSec === null ? null : floorDiv(Math.ceil(lastSec) - 1, columnSec) * columnSec;
  }

  #changeLayout(act: "save" | "open" | "reset" | "undo"): void {
    const { files } = this.#chart;
    if (act === "save") files.saveLayout();
    else if (act === "open") void files.openLayout();
    else if (act === "reset") files.resetEverything();
    else files.undo();
  }

  #layout(): ChartLayout {
    return this.#chart.scene?.layout() ?? NO_LAYOUT;
  }
}

function plotSize({ plot }: ChartLayout): PlotSize {
  return { widthPx: plot.width, heightPx: plot.height };
}
