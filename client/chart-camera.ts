import { adaptSpan, firstWindow, fitTime, showTimeRange } from "../core/view/camera-fit.ts";
import { centreOnPrice, followPrice, followTime, isInBand, seesLiveEdge, snapToLive } from "../core/view/camera-follow.ts";
import { type CameraLimits, cameraLimits, clampViewport, type DataExtent, zoomPriceWithin, zoomTimeWithin } from "../core/view/camera-limits.ts";
import type { CellPool } from "../core/view/cell-pool.ts";
import { POOL_COLUMN_BUDGET } from "../core/view/pool-budget.ts";
import { fitPrice, priceRangeOf } from "../core/view/price-range.ts";
import { panViewport, type Viewport } from "../core/view/viewport.ts";

/** What the camera has to know of the market and of the screen. */
export interface CameraScene {
  readonly extent: DataExtent;
  readonly lastPriceTicks: number | null;
  /** Length of a column and height of a row as they are to be drawn: what following moves by. */
  readonly columnSec: number;
  readonly ticksPerRow: number;
  readonly timeframeSec: number;
  /** Seconds on the screen at first, where columns are then neither too wide nor too narrow. */
  readonly firstSpanSec: number;
  /** Row height as chosen; 1 when it is automatic. */
  readonly leastRowTicks: number;
  readonly plotWidthCssPx: number;
  /** What is drawn, for the range of prices on the screen. */
  readonly pool: (CellPool & { readonly complete: boolean }) | null;
}

interface SavedWindow {
  readonly view: Viewport;
  readonly follow: boolean;
  readonly isPriceAuto: boolean;
}

/**
 * The camera: where on the map the window is. Moved by hand, by following and by fitting; never by itself while a hand holds it or while it is paused.
 * Each symbol keeps its own window.
 */
export class ChartCamera {
  #view: Viewport | null = null;
  #follow = true;
  #held = false;
  #paused = false;
  /** The newest second that following has caught up with. */
  #followedSec: number | null = null;
  #fitPending = false;
  /** The price scale was fitted, not chosen by hand: following may make it larger. */
  #isPriceAuto = true;
  /** Counts back from the newest gap. */
  #nextGap = 0;
  readonly #saved = new Map<string, SavedWindow>();
  readonly #onFollow: (follow: boolean) => void;

  /** @param onFollow told when the camera starts or stops following by itself. */
  constructor(onFollow: (follow: boolean) => void) {
    this.#onFollow = onFollow;
  }

  /** The window, or null before there are data to look at. */
  get view(): Viewport | null {
    return this.#view;
  }

  get follow(): boolean {
    return this.#follow;
  }

  /** `true` while a fit waits for its columns. */
  get isFitting(): boolean {
    return this.#fitPending;
  }

  /** Remembers the window of the symbol that is left and takes that of the next one, or none. */
  changeSymbol(previous: string | null, next: string): void {
    if (previous !== null && this.#view !== null) this.#saved.set(previous, { view: this.#view, follow: this.#follow, isPriceAuto: this.#isPriceAuto });
    const saved = this.#saved.get(next);
    this.#view = saved?.view ?? null;
    this.#followedSec = null;
    this.#fitPending = false;
    this.#nextGap = 0;
    this.#isPriceAuto = saved?.isPriceAuto ?? true;
    this.#setFollow(saved?.follow ?? true);
  }

  /** The span and position limits under these circumstances. */
  limits(scene: CameraScene): CameraLimits {
    return cameraLimits(scene.extent, scene.timeframeSec, scene.leastRowTicks);
  }

  /** Between `true` and `false` a hand moves the camera, and nothing else does. */
  hold(held: boolean): void {
    this.#held = held;
  }

  pause(paused: boolean): void {
    this.#paused = paused;
  }

  /** Takes a window that a hand or a script has chosen. Following ends when the live edge leaves the screen. */
  move(view: Viewport, scene: CameraScene): void {
    if (this.#view !== null && !isNear(view.highTicks - view.lowTicks, this.#view.highTicks - this.#view.lowTicks)) this.#isPriceAuto = false;
    this.#view = view;
    this.#fitPending = false;
    const { lastSec } = scene.extent;
    if (this.#follow && lastSec !== null && !seesLiveEdge(view, lastSec, scene.lastPriceTicks)) this.#setFollow(false);
  }

  /** Catches up with the data: the first window, following, a fit that waits for columns. Returns `true` when the window changed. */
  keepUp(scene: CameraScene): boolean {
    const before = this.#view;
    const { lastSec } = scene.extent;
    if (lastSec === null || scene.lastPriceTicks === null) return false;
    if (this.#view === null) this.resetView(scene);
    if (this.#follow && !this.#held && !this.#paused) this.#followTo(lastSec, scene.lastPriceTicks, scene);
    this.#fitWhenReady(scene);
    return this.#view !== before;
  }

  /** Turns following on, which brings the live edge back at its margin, or off. */
  setFollow(follow: boolean, scene: CameraScene): void {
    this.#setFollow(follow);
    const { lastSec } = scene.extent;
    if (!follow || this.#view === null || lastSec === null) return;
    this.#view = snapToLive(this.#view, lastSec, scene.columnSec);
    this.#followedSec = lastSec;
  }

  /** The first sight of the market: newest columns, price fitted, following. */
  resetView(scene: CameraScene): void {
    const { lastSec } = scene.extent;
    if (lastSec === null || scene.lastPriceTicks === null) return;
    const first = firstWindow(lastSec, scene.timeframeSec, scene.plotWidthCssPx, scene.lastPriceTicks, scene.firstSpanSec);
    this.#view = this.#view === null ? first : { ...this.#view, fromSec: first.fromSec, toSec: first.toSec };
    this.#followedSec = lastSec;
    this.#setFollow(true);
    this.fitPrice();
  }

  /** Fits the price to what is on the screen, as soon as its columns are there. */
  fitPrice(): void {
    this.#fitPending = true;
    this.#isPriceAuto = true;
  }

  fitAll(scene: CameraScene): void {
    const { firstSec, lastSec, lowTicks, highTicks } = scene.extent;
    if (this.#view === null || firstSec === null || lastSec === null || lowTicks === null || highTicks === null) return;
    this.#view = fitPrice(fitTime(this.#view, firstSec, lastSec), { lowTicks, highTicks });
    this.#fitPending = false;
    this.#isPriceAuto = true;
  }

  centrePrice(scene: CameraScene): void {
    if (this.#view === null || scene.lastPriceTicks === null) return;
    this.move(centreOnPrice(this.#view, scene.lastPriceTicks, scene.ticksPerRow), scene);
  }

  /** Flies to the newest gap, at the next call to the one before it, after the oldest to the newest again. Following ends. */
  showNextGap(gaps: Float64Array): void {
    const count = gaps.length / 2;
    if (this.#view === null || count === 0) return;
    const at = count - 1 - (this.#nextGap % count);
    this.#nextGap = (this.#nextGap + 1) % count;
    this.#view = showTimeRange(this.#view, gaps[2 * at], gaps[2 * at + 1]);
    this.#setFollow(false);
    this.fitPrice();
  }

  /** Moves by shares of the window; positive is later and higher. */
  panBy(time: number, price: number, scene: CameraScene): void {
    if (this.#view === null) return;
    const { fromSec, toSec, lowTicks, highTicks } = this.#view;
    const moved = panViewport(this.#view, (toSec - fromSec) * time, (highTicks - lowTicks) * price);
    this.move(clampViewport(moved, this.limits(scene)), scene);
  }

  /** Zooms without a pointer: time about the newest second while that is on the screen, else about the middle; price about the middle. */
  zoomBy(axis: "time" | "price", factor: number, scene: CameraScene): void {
    if (this.#view === null) return;
    const { fromSec, toSec, lowTicks, highTicks } = this.#view;
    const { lastSec } = scene.extent;
    const anchorSec = lastSec !== null && lastSec > fromSec && lastSec < toSec ? lastSec : (fromSec + toSec) / 2;
    const limits = this.limits(scene);
    const zoomed =
      axis === "time" ? zoomTimeWithin(this.#view, factor, anchorSec, limits) : zoomPriceWithin(this.#view, factor, (lowTicks + highTicks) / 2, limits);
    this.move(clampViewport(zoomed, limits), scene);
  }

  /** Adapts the span to another timeframe ({@link adaptSpan}); the right edge stays, the live edge at its margin when following. */
  changeTimeframe(scene: CameraScene): void {
    if (this.#view === null) return;
    const adapted = adaptSpan(this.#view, scene.timeframeSec, scene.plotWidthCssPx);
    const { lastSec } = scene.extent;
    const changed = adapted !== this.#view;
    if (this.#follow && lastSec !== null) {
      this.#view = snapToLive(adapted, lastSec, scene.timeframeSec);
      this.#followedSec = lastSec;
    } else {
      this.#view = clampViewport(adapted, this.limits(scene));
    }
    if (changed) this.fitPrice();
  }

  #followTo(lastSec: number, priceTicks: number, scene: CameraScene): void {
    if (this.#view === null) return;
    const moved =
      this.#followedSec === null
        ? snapToLive(this.#view, lastSec, scene.columnSec)
        : followTime(this.#view, this.#followedSec, lastSec, scene.columnSec);
    this.#followedSec = lastSec;
    this.#view = moved;
    if (this.#fitPending || isInBand(moved, priceTicks)) return;
    const range = scene.pool === null ? null : priceRangeOf(scene.pool, moved.fromSec, moved.toSec);
    this.#view = followPrice(moved, priceTicks, scene.ticksPerRow, range, this.#isPriceAuto);
  }

  #fitWhenReady(scene: CameraScene): void {
    const { pool } = scene;
    if (!this.#fitPending || pool === null || this.#view === null) return;
    const range = priceRangeOf(pool, this.#view.fromSec, this.#view.toSec);
    const reachesBack = pool.firstColumn * pool.columnSec <= Math.max(this.#view.fromSec, scene.extent.firstSec ?? 0);
    if (range !== null) this.#view = fitPrice(this.#view, range);
    this.#fitPending = !(reachesBack && pool.complete && isFineEnough(pool, scene));
  }

  #setFollow(follow: boolean): void {
    if (follow === this.#follow) return;
    this.#follow = follow;
    this.#onFollow(follow);
  }
}

/**
 * Columns longer than those to come, left on the screen by another timeframe, reach out of the window with prices that are not on it. Where history is so
 * long that no pool can hold finer ones, they have to do.
 */
function isFineEnough(pool: CellPool, { columnSec, extent }: CameraScene): boolean {
  return pool.columnSec <= columnSec || ((extent.lastSec ?? 0) - (extent.firstSec ?? 0)) / columnSec >= POOL_COLUMN_BUDGET - 1;
}

/** Spans are differences of large numbers: a pan leaves them the same but for their last digits. */
function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= Math.abs(b) * 1e-6;
}
