/**
 * The part of the market on the screen. Time runs in epoch seconds (a column of `n` seconds covers `[start, start + n)`), price in ticks,
 * where tick `t` covers `[t - 0.5, t + 0.5)`, so that a price is the middle of its cell at one tick per row.
 * Held in doubles: fractions of a second and of a tick stay exact to 2^-20 at today's epoch.
 */
export interface Viewport {
  readonly fromSec: number;
  readonly toSec: number;
  readonly lowTicks: number;
  readonly highTicks: number;
}

/** Size of the plot in device pixels. */
export interface PlotSize {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** Moves the window by whole or fractional seconds and ticks. */
export function panViewport(view: Viewport, bySec: number, byTicks: number): Viewport {
  return {
    fromSec: view.fromSec + bySec,
    toSec: view.toSec + bySec,
    lowTicks: view.lowTicks + byTicks,
    highTicks: view.highTicks + byTicks,
  };
}

/** Zooms time by `factor` (> 1 shows more) and keeps `anchorSec` where it is on the screen. */
export function zoomTime(view: Viewport, factor: number, anchorSec: number): Viewport {
  return { ...view, fromSec: anchorSec - (anchorSec - view.fromSec) * factor, toSec: anchorSec + (view.toSec - anchorSec) * factor };
}

/** Zooms price by `factor` (> 1 shows more) and keeps `anchorTicks` where it is on the screen. */
export function zoomPrice(view: Viewport, factor: number, anchorTicks: number): Viewport {
  return {
    ...view,
    lowTicks: anchorTicks - (anchorTicks - view.lowTicks) * factor,
    highTicks: anchorTicks + (view.highTicks - anchorTicks) * factor,
  };
}

/** The second under a pixel column of the plot, counted from the left edge; fractional. */
export function secOfX(view: Viewport, size: PlotSize, xPx: number): number {
  return view.fromSec + (xPx / size.widthPx) * (view.toSec - view.fromSec);
}

/** The price under a pixel line of the plot, counted from the top edge; fractional ticks. */
export function ticksOfY(view: Viewport, size: PlotSize, yPx: number): number {
  return view.highTicks - (yPx / size.heightPx) * (view.highTicks - view.lowTicks);
}

/** Where a second lies, in pixels from the plot's left edge; fractional, outside the plot too. */
export function xOfSec(view: Viewport, size: PlotSize, sec: number): number {
  return ((sec - view.fromSec) / (view.toSec - view.fromSec)) * size.widthPx;
}

/** Where a price lies, in pixels from the plot's top edge; fractional, outside the plot too. */
export function yOfTicks(view: Viewport, size: PlotSize, ticks: number): number {
  return ((view.highTicks - ticks) / (view.highTicks - view.lowTicks)) * size.heightPx;
}
