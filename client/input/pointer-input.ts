import type { ChartLayout, PixelRect } from "../../core/view/chart-layout.ts";
import { clampViewport, zoomPriceWithin, zoomTimeWithin } from "../../core/view/camera-limits.ts";
import { panViewport, secOfX, ticksOfY, type Viewport } from "../../core/view/viewport.ts";
import { ChartGestures, type ChartRegion, edgeAnchor, type GestureCamera } from "./chart-gestures.ts";
import { readWheel } from "./wheel-zoom.ts";

/** What the pointer can do to the chart. */
export interface PointerTarget {
  /** null before the first layout: the pointer does nothing. */
  layout(): ChartLayout | null;
  camera(): GestureCamera;
  /** A drag, a pinch or the wheel moved the window. */
  moveCamera(view: Viewport): void;
  /** A drag begins or ends: between the two nothing else moves the camera. */
  holdCamera(held: boolean): void;
  /** The pointer is at these device pixels of the canvas, or nowhere. */
  point(at: { readonly xPx: number; readonly yPx: number } | null): void;
  /** A press and a lift of the pointer at one place of the plot, without a move between. @param opens what is chosen is to be opened, too: a finger asks for the reading first. */
  choose(at: { readonly xPx: number; readonly yPx: number }, opens: boolean): void;
  /** A drag on the divider gives the pane this share of the space above the time axis. */
  resizePane(share: number): void;
  resetAxis(axis: "priceAxis" | "timeAxis"): void;
}

/**
 * Listens to mouse, pen, touch and wheel on the chart's element. Sets `data-region` and `data-dragging` on it for the cursor's shape.
 * @returns a function that detaches.
 */
export function attachPointer(host: HTMLElement, target: PointerTarget): () => void {
  const gestures = new ChartGestures();
  const listeners = new AbortController();
  const on = <Name extends keyof HTMLElementEventMap>(name: Name, handle: (event: HTMLElementEventMap[Name], layout: ChartLayout) => void): void => {
    const listener = (event: HTMLElementEventMap[Name]): void => {
      const layout = target.layout();
      if (layout !== null) handle(event, layout);
    };
    host.addEventListener(name, listener, { signal: listeners.signal, passive: false });
  };
  const settle = (): void => {
    host.toggleAttribute("data-dragging", gestures.dragging);
    target.holdCamera(gestures.dragging);
  };

  on("pointerdown", (event, layout) => {
    if (event.pointerType === "mouse" && event.button !== 0) return;
    const at = pointOf(event, host, layout);
    const region = regionOf(layout, at);
    if (region === null) return;
    host.setPointerCapture(event.pointerId);
    gestures.press(event.pointerId, at.xPx, at.yPx, region, target.camera());
  });
  on("pointermove", (event, layout) => {
    const at = pointOf(event, host, layout);
    const view = gestures.move(event.pointerId, at.xPx, at.yPx, target.camera());
    if (gestures.region === "divider" && gestures.dragging) target.resizePane(paneShareAt(layout, at.yPx));
    if (view !== null) {
      settle();
      target.moveCamera(view);
    }
    if (gestures.region === null) host.dataset.region = regionOf(layout, at) ?? "";
    if (event.pointerType !== "touch") target.point(isOnChart(layout, at) && isPointing(gestures.region) ? at : null);
    else if (view !== null) target.point(null);
  });
  const lift = (event: PointerEvent, layout: ChartLayout): void => {
    const { region } = gestures;
    const tapped = gestures.lift(event.pointerId, target.camera());
    settle();
    const at = pointOf(event, host, layout);
    if (!tapped || event.type !== "pointerup") return;
    if (event.pointerType === "touch") target.point(isOnChart(layout, at) ? at : null);
    if (regionOf(layout, at) === region && (region === "plot" || isInside(layout.statistics, at))) target.choose(at, event.pointerType !== "touch");
  };
  on("pointerup", lift);
  on("pointercancel", lift);
  on("pointerleave", (event) => {
    if (event.pointerType !== "touch") target.point(null);
  });
  on("dblclick", (event, layout) => {
    const region = regionOf(layout, pointOf(event, host, layout));
    if (region === "priceAxis" || region === "timeAxis") target.resetAxis(region);
  });
  on("wheel", (event, layout) => {
    event.preventDefault();
    if (!gestures.dragging) target.moveCamera(wheelView(event, host, layout, target.camera()));
  });
  return () => listeners.abort();
}

function wheelView(event: WheelEvent, host: HTMLElement, layout: ChartLayout, camera: GestureCamera): Viewport {
  const at = pointOf(event, host, layout);
  const region = regionOf(layout, at);
  const { view, size, limits } = camera;
  const move = readWheel(event, region === "priceAxis");
  const sec = region === "plot" || region === "pane" ? secOfX(view, size, at.xPx) : edgeAnchor(view, camera.lastSec);
  const ticks = region === "plot" ? ticksOfY(view, size, at.yPx) : (view.lowTicks + view.highTicks) / 2;
  const inTime = zoomTimeWithin(view, move.timeFactor, sec, limits);
  const zoomed = region === "pane" ? inTime : zoomPriceWithin(inTime, move.priceFactor, ticks, limits);
  const bySec = ((move.panCssPx * camera.pixelRatio) / size.widthPx) * (view.toSec - view.fromSec);
  return clampViewport(panViewport(zoomed, bySec, 0), limits);
}

function pointOf(event: MouseEvent, host: HTMLElement, layout: ChartLayout): { readonly xPx: number; readonly yPx: number } {
  const box = host.getBoundingClientRect();
  return { xPx: ((event.clientX - box.left) * layout.widthPx) / box.width, yPx: ((event.clientY - box.top) * layout.heightPx) / box.height };
}

function regionOf(layout: ChartLayout, at: { readonly xPx: number; readonly yPx: number }): ChartRegion | null {
  if (isOnDivider(layout, at)) return "divider";
  if (isInside(layout.plot, at)) return "plot";
  if (isInside(layout.pane, at) || isInside(layout.statistics, at)) return "pane";
  if (isInside(layout.priceAxis, at)) return "priceAxis";
  return isInside(layout.timeAxis, at) ? "timeAxis" : null;
}

/** Half the height of the strip by which the divider is taken hold of. */
const DIVIDER_REACH_CSS_PX = 4;

function isOnDivider({ pane, pixelRatio }: ChartLayout, at: { readonly xPx: number; readonly yPx: number }): boolean {
  return pane.height > 0 && at.xPx < pane.x + pane.width && Math.abs(at.yPx - pane.y) <= DIVIDER_REACH_CSS_PX * pixelRatio;
}

/** The share of the space above the time axis that a pane has whose upper edge lies at `yPx`. */
function paneShareAt({ pane, timeAxis }: ChartLayout, yPx: number): number {
  return (pane.y + pane.height - yPx) / timeAxis.y;
}

/** `true` where the crosshair is drawn. */
function isOnChart(layout: ChartLayout, at: { readonly xPx: number; readonly yPx: number }): boolean {
  return isInside(layout.plot, at) || isInside(layout.statistics, at) || isInside(layout.pane, at);
}

/** `true` when a gesture leaves the crosshair where the pointer is. */
function isPointing(region: ChartRegion | null): boolean {
  return region === null || region === "plot" || region === "pane";
}

function isInside(box: PixelRect, at: { readonly xPx: number; readonly yPx: number }): boolean {
  return at.xPx >= box.x && at.xPx < box.x + box.width && at.yPx >= box.y && at.yPx < box.y + box.height;
}
