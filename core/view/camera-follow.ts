import { type Viewport, panViewport } from "./viewport.ts";

/** Share of the window kept free to the right of the newest column when the camera snaps to the live edge. */
const LIVE_MARGIN = 0.08;
/** The price is left alone while it is inside the window less this share at the top and at the bottom. */
const PRICE_BAND = 0.1;

/** End of the column that holds the newest second: the edge that following moves by. Whole columns, so the picture never moves by part of one. */
export function liveEdgeSec(lastSec: number, columnSec: number): number {
  return Math.ceil(lastSec / columnSec) * columnSec;
}

/** Moves the window so that the live edge stands at its usual margin from the right, span unchanged. The margin is a whole number of columns, at least one. */
export function snapToLive(view: Viewport, lastSec: number, columnSec: number): Viewport {
  const span = view.toSec - view.fromSec;
  const margin = Math.max(1, Math.round((span * LIVE_MARGIN) / columnSec)) * columnSec;
  const toSec = liveEdgeSec(lastSec, columnSec) + margin;
  return { ...view, fromSec: toSec - span, toSec };
}

/** Moves the window on as the newest second goes from `previousSec` to `lastSec`: by whole columns or not at all, so the margin the user left stays. */
export function followTime(view: Viewport, previousSec: number, lastSec: number, columnSec: number): Viewport {
  const bySec = liveEdgeSec(lastSec, columnSec) - liveEdgeSec(previousSec, columnSec);
  return bySec === 0 ? view : panViewport(view, bySec, 0);
}

/** Centres the price when it has left the band in the middle of the window; else returns the window as it is. Whole rows, so that rows do not shimmer. */
export function followPrice(view: Viewport, priceTicks: number, ticksPerRow: number): Viewport {
  const band = (view.highTicks - view.lowTicks) * PRICE_BAND;
  if (priceTicks >= view.lowTicks + band && priceTicks <= view.highTicks - band) return view;
  return centreOnPrice(view, priceTicks, ticksPerRow);
}

/** Puts a price into the middle of the window, to the nearest whole row. */
export function centreOnPrice(view: Viewport, priceTicks: number, ticksPerRow: number): Viewport {
  const off = priceTicks - (view.lowTicks + view.highTicks) / 2;
  return panViewport(view, 0, Math.round(off / ticksPerRow) * ticksPerRow);
}

/** `true` while the live edge is on the screen: a camera that follows goes on following. */
export function seesLiveEdge(view: Viewport, lastSec: number, priceTicks: number | null): boolean {
  if (lastSec < view.fromSec || lastSec > view.toSec) return false;
  return priceTicks === null || (priceTicks >= view.lowTicks && priceTicks <= view.highTicks);
}
