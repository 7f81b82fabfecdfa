import { fitPrice, type PriceRange } from "./price-range.ts";
import { type Viewport, panViewport } from "./viewport.ts";

/** Share of the window kept free to the right of the newest column when the camera snaps to the live edge. */
const LIVE_MARGIN = 0.08;
/** The price is left alone while it is inside the window less this share at the top and at the bottom. */
const PRICE_BAND = 0.06;
/** Prices on the screen that take up to this share of its height are put into its middle as they are; more need a new scale. */
const ROOMY_SHARE = 0.7;
/** Room above and below when following makes a new scale: enough for the price to go on for a while. */
const FOLLOW_MARGIN = 0.25;

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

/** `true` when a price is in the broad band in the middle of the window, where following leaves the window alone. */
export function isInBand(view: Viewport, priceTicks: number): boolean {
  const band = (view.highTicks - view.lowTicks) * PRICE_BAND;
  return priceTicks >= view.lowTicks + band && priceTicks <= view.highTicks - band;
}

/**
 * Brings a price that has left the band back; a window with the price in the band is returned as it is. All prices on the screen are put into the
 * middle when they fit, by whole rows, so that rows do not shimmer. When they do not, a scale that is automatic grows to hold them, and one that a
 * hand has chosen stays and gets the price into its middle.
 *
 * @param range the prices on the screen, or null when they are not known.
 */
export function followPrice(view: Viewport, priceTicks: number, ticksPerRow: number, range: PriceRange | null, isAuto: boolean): Viewport {
  const span = view.highTicks - view.lowTicks;
  if (isInBand(view, priceTicks)) return view;
  if (range === null) return centreOnPrice(view, priceTicks, ticksPerRow);
  const lowTicks = Math.min(range.lowTicks, priceTicks);
  const highTicks = Math.max(range.highTicks, priceTicks);
  if (highTicks - lowTicks <= span * ROOMY_SHARE) return centreOnPrice(view, (lowTicks + highTicks) / 2, ticksPerRow);
  return isAuto ? fitPrice(view, { lowTicks, highTicks }, FOLLOW_MARGIN) : centreOnPrice(view, priceTicks, ticksPerRow);
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
