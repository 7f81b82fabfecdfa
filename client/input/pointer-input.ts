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
    if (view !== null) {
      settle();
      target.moveCamera(view);
    }
    if (gestures.region === null) host.dataset.region = regionOf(layout, at) ?? "";
    if (event.pointerType !== "touch") target.point(isInside(layout.plot, at) && gestures.region !== "priceAxis" && gestures.region !== "timeAxis" ? at : null);
    else if (view !== null) target.point(null);
  });
  const lift = (event: PointerEvent, layout: ChartLayout): void => {
    const tapped = gestures.lift(event.pointerId, target.camera());
    settle();
    const at = pointOf(event, host, layout);
    if (tapped && event.type === "pointerup" && event.pointerType === "touch") target.point(isInside(layout.plot, at) ? at : null);
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
  const sec = region === "plot" ? secOfX(view, size, at.xPx) : edgeAnchor(view, camera.lastSec);
  const ticks = region === "plot" ? ticksOfY(view, size, at.yPx) : (view.lowTicks + view.highTicks) / 2;
  const zoomed = zoomPriceWithin(zoomTimeWithin(view, move.timeFactor, sec, limits), move.priceFactor, ticks, limits);
  const bySec = ((move.panCssPx * camera.pixelRatio) / size.widthPx) * (view.toSec - view.fromSec);
  return clampViewport(panViewport(zoomed, bySec, 0), limits);
}

function pointOf(event: MouseEvent, host: HTMLElement, layout: ChartLayout): { readonly xPx: number; readonly yPx: number } {
  const box = host.getBoundingClientRect();
  return { xPx: ((event.clientX - box.left) * layout.widthPx) / box.width, yPx: ((event.clientY - box.top) * layout.heightPx) / box.height };
}

function regionOf(layout: ChartLayout, at: { readonly xPx: number; readonly yPx: number }): ChartRegion | null {
  if (isInside(layout.plot, at)) return "plot";
  if (isInside(layout.priceAxis, at)) return "priceAxis";
  return isInside(layout.timeAxis, at) ? "timeAxis" : null;
}

function isInside(box: PixelRect, at: { readonly xPx: number; readonly yPx: number }): boolean {
  return at.xPx >= box.x && at.xPx < box.x + box.width && at.yPx >= box.y && at.yPx < box.y + box.height;
}
