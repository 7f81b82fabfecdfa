import { type CameraLimits, clampViewport, zoomPriceWithin, zoomTimeWithin } from "../../core/view/camera-limits.ts";
import { panViewport, type PlotSize, secOfX, ticksOfY, type Viewport, xOfSec, yOfTicks } from "../../core/view/viewport.ts";

/** The parts of the chart that are dragged differently. */
export type ChartRegion = "plot" | "pane" | "divider" | "priceAxis" | "timeAxis";

/** The camera as it stands when an event arrives. Pixels are device pixels of the plot. */
export interface GestureCamera {
  readonly view: Viewport;
  readonly size: PlotSize;
  readonly pixelRatio: number;
  readonly limits: CameraLimits;
  /** The newest second, or null: zooming on the time axis holds it still while it is on the screen. */
  readonly lastSec: number | null;
}

interface Finger {
  readonly startX: number;
  readonly startY: number;
  xPx: number;
  yPx: number;
  sec: number;
  ticks: number;
}

const DRAG_CSS_PX = 3;
const AXIS_ZOOM_PER_CSS_PX = 0.006;
/** Fingers that come down nearer than this on an axis do not stretch it, and those that come nearer later stretch it no further. */
const PINCH_CSS_PX = 32;

/** Which axes two fingers stretch. */
interface Stretch {
  readonly time: boolean;
  readonly price: boolean;
}

/**
 * Drags and pinches as a state machine without a screen: points in, windows out. A finger holds the second and the price it came down on, and every
 * move is computed from that, so nothing accumulates and the market stays under the finger exactly; two fingers hold two points.
 */
export class ChartGestures {
  #fingers = new Map<number, Finger>();
  #region: ChartRegion = "plot";
  #startView: Viewport | null = null;
  #dragging = false;
  #stretch: Stretch = { time: false, price: false };

  /** `true` from the first movement that is more than a tremble to the last finger's lift. */
  get dragging(): boolean {
    return this.#dragging;
  }

  /** The region of the gesture under way, or null. */
  get region(): ChartRegion | null {
    return this.#fingers.size === 0 ? null : this.#region;
  }

  press(id: number, xPx: number, yPx: number, region: ChartRegion, camera: GestureCamera): void {
    if (this.#fingers.size === 0) {
      this.#region = region;
      this.#dragging = false;
    }
    if (this.#fingers.size >= 2) return;
    this.#fingers.set(id, { startX: xPx, startY: yPx, xPx, yPx, sec: 0, ticks: 0 });
    this.#anchor(camera);
  }

  /** The window after a finger moved, or null when nothing changes. */
  move(id: number, xPx: number, yPx: number, camera: GestureCamera): Viewport | null {
    const finger = this.#fingers.get(id);
    if (finger === undefined) return null;
    finger.xPx = xPx;
    finger.yPx = yPx;
    const tremble = DRAG_CSS_PX * camera.pixelRatio;
    if (!this.#dragging && this.#fingers.size === 1 && Math.hypot(xPx - finger.startX, yPx - finger.startY) < tremble) return null;
    this.#dragging = true;
    if (this.#region === "divider") return null;
    if (this.#region === "priceAxis") return this.#stretchPrice(finger, camera);
    if (this.#region === "timeAxis") return this.#stretchTime(finger, camera);
    const [first, second] = this.#fingers.values();
    const moved = second === undefined ? pan(first, camera) : pinch(first, second, this.#stretch, camera);
    return this.#region === "pane" ? alongTime(moved, camera.view) : moved;
  }

  /** @returns `true` when the lift ends a gesture that never moved: a click or a tap. */
  lift(id: number, camera: GestureCamera): boolean {
    if (!this.#fingers.delete(id)) return false;
    if (this.#fingers.size > 0) {
      this.#anchor(camera);
      return false;
    }
    const tapped = !this.#dragging;
    this.#dragging = false;
    return tapped;
  }

  #anchor(camera: GestureCamera): void {
    this.#startView = camera.view;
    for (const finger of this.#fingers.values()) {
      finger.sec = secOfX(camera.view, camera.size, finger.xPx);
      finger.ticks = ticksOfY(camera.view, camera.size, finger.yPx);
    }
    const [first, second] = this.#fingers.values();
    if (second === undefined) return;
    const least = PINCH_CSS_PX * camera.pixelRatio;
    this.#stretch = { time: Math.abs(first.xPx - second.xPx) >= least, price: Math.abs(first.yPx - second.yPx) >= least };
  }

  #stretchPrice(finger: Finger, camera: GestureCamera): Viewport {
    const start = this.#startView ?? camera.view;
    const factor = Math.exp(((finger.yPx - finger.startY) / camera.pixelRatio) * AXIS_ZOOM_PER_CSS_PX);
    return zoomPriceWithin({ ...start, fromSec: camera.view.fromSec, toSec: camera.view.toSec }, factor, (start.lowTicks + start.highTicks) / 2, camera.limits);
  }

  #stretchTime(finger: Finger, camera: GestureCamera): Viewport {
    const start = this.#startView ?? camera.view;
    const factor = Math.exp(((finger.startX - finger.xPx) / camera.pixelRatio) * AXIS_ZOOM_PER_CSS_PX);
    return zoomTimeWithin({ ...start, lowTicks: camera.view.lowTicks, highTicks: camera.view.highTicks }, factor, edgeAnchor(start, camera.lastSec), camera.limits);
  }
}

/** What zooming without a pointer holds still: the newest second while it is on the screen, else the right edge. */
export function edgeAnchor(view: Viewport, lastSec: number | null): number {
  return lastSec !== null && lastSec >= view.fromSec && lastSec <= view.toSec ? lastSec : view.toSec;
}

/** A window with the prices of another. */
function alongTime(view: Viewport, { lowTicks, highTicks }: Viewport): Viewport {
  return { ...view, lowTicks, highTicks };
}

function pan(finger: Finger, camera: GestureCamera): Viewport {
  const bySec = finger.sec - secOfX(camera.view, camera.size, finger.xPx);
  const byTicks = finger.ticks - ticksOfY(camera.view, camera.size, finger.yPx);
  return clampViewport(panViewport(camera.view, bySec, byTicks), camera.limits);
}

function pinch(first: Finger, second: Finger, stretch: Stretch, camera: GestureCamera): Viewport {
  const least = PINCH_CSS_PX * camera.pixelRatio;
  const { view, size, limits } = camera;
  let next = view;
  if (stretch.time) {
    const heldPx = Math.abs(xOfSec(view, size, first.sec) - xOfSec(view, size, second.sec));
    next = zoomTimeWithin(next, heldPx / Math.max(least, Math.abs(first.xPx - second.xPx)), first.sec, limits);
  }
  if (stretch.price) {
    const heldPx = Math.abs(yOfTicks(view, size, first.ticks) - yOfTicks(view, size, second.ticks));
    next = zoomPriceWithin(next, heldPx / Math.max(least, Math.abs(first.yPx - second.yPx)), first.ticks, limits);
  }
  const middleX = (first.xPx + second.xPx) / 2;
  const middleY = (first.yPx + second.yPx) / 2;
  const bySec = (first.sec + second.sec) / 2 - secOfX(next, size, middleX);
  const byTicks = (first.ticks + second.ticks) / 2 - ticksOfY(next, size, middleY);
  return clampViewport(panViewport(next, bySec, byTicks), limits);
}
