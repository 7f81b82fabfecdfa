import { type ChartLayout, layoutChart } from "../core/view/chart-layout.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { cameraSceneOf, NO_VIEW, type WatchedChart } from "./camera-scene.ts";
import { ChartCamera } from "./chart-camera.ts";
import { partsWanted } from "./chart-studies.ts";
import type { ChoicesState } from "./state/choices-store.ts";
import { isWholePicture } from "./whole-picture.ts";

/** What the page has around the chart, CSS pixels: the bars above and below it, of which the upper has two rows on narrow pages, and the column of panels on pages with room for it. */
const BARS_CSS_PX = 76;
const NARROW_BARS_CSS_PX = 102;
const ROOM_FOR_ONE_ROW_CSS_PX = 1366;
const PANELS_CSS_PX = 340;
const ROOM_FOR_PANELS_CSS_PX = 1200;

/** Size of a page, CSS pixels, and its device pixels per CSS pixel. */
export type PageSize = Pick<Window, "innerWidth" | "innerHeight" | "devicePixelRatio">;

/**
 * Where the first picture of a market will look, told while the page is still being built, and for each market not seen before, so that its cells are there when it can be drawn. A camera of its
 * own looks at the newest bars: the chart's own begins with the market's first frame, on the size that the chart then has. A size guessed wrong costs one more answer of the engine.
 */
export class FirstLook {
  readonly #camera = new ChartCamera(() => {});
  readonly #chart: WatchedChart;
  #symbol = "";
  #pool: PoolMirror | null = null;

  constructor(chart: WatchedChart) {
    this.#chart = chart;
  }

  /** The cells of the first picture, as far as they are known. */
  get pool(): PoolMirror | null {
    return this.#pool;
  }

  /** Catches up with what has arrived; what was known of another market is forgotten. @returns the window of the first picture as far as it is known, and whether all cells of it are there. */
  look(layout: ChartLayout): { readonly view: Viewport; readonly isWhole: boolean } {
    const { store } = this.#chart.feed;
    if (store.symbol !== this.#symbol) this.#camera.changeSymbol(null, store.symbol);
    this.#symbol = store.symbol;
    const before = this.#camera.view ?? NO_VIEW;
    const known = store.bestPoolFor(this.#chart.detailFor(before, layout).pool, before);
    this.#camera.keepUp(cameraSceneOf(this.#chart, this.#camera, layout, known));
    const view = this.#camera.view ?? NO_VIEW;
    const detail = this.#chart.detailFor(view, layout);
    this.#pool = store.bestPoolFor(detail.pool, view);
    return { view, isWhole: isWholePicture({ pool: this.#pool, viewport: view, cellNumbers: store.exactCells }, detail, store) };
  }
}

/** The layout that the chart will have on a page, about. */
export function expectedLayout({ innerWidth, innerHeight, devicePixelRatio }: PageSize, choices: ChoicesState): ChartLayout {
  const hasPanels = choices.openPanels.length > 0 && innerWidth >= ROOM_FOR_PANELS_CSS_PX;
  const widthPx = Math.max(1, Math.round((innerWidth - (hasPanels ? PANELS_CSS_PX : 0)) * devicePixelRatio));
  const barsCssPx = innerWidth < ROOM_FOR_ONE_ROW_CSS_PX ? NARROW_BARS_CSS_PX : BARS_CSS_PX;
  const heightPx = Math.max(1, Math.round((innerHeight - barsCssPx) * devicePixelRatio));
  return layoutChart(widthPx, heightPx, devicePixelRatio, partsWanted(choices, 0));
}
