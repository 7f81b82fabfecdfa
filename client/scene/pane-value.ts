import type { DecimalStep } from "../../core/market/decimal-step.ts";
import { formatDelta } from "../../core/view/number-format.ts";
import { centredSpan, isOnPane, priceTagHeightPx } from "./axis-tags.ts";
import type { FrameContext } from "./frame-context.ts";
import type { TagSpan } from "./place-tags.ts";

/** Characters that the pane's axis has room for. */
const AXIS_CHARS = 8;

/** A value of the pane's axis, sign always: `+73.8`, `−1.2M`. */
export function formatPaneValue(lots: number, lot: DecimalStep): string {
  const text = formatDelta(lots, lot, AXIS_CHARS);
  return /^[+−]?[\d,]*\.\d+$/.test(text) ? text.replace(/\.?0+$/, "") : text;
}

/** Pixel line of a value, as batches in `value` space round it. */
export function pixelOfValue({ pane }: FrameContext, value: number): number {
  return Math.round(pane.heightPx - (value - pane.lowValue) * pane.pxPerUnit);
}

/** The newest running delta; null without one. */
export function lastPaneValue({ state }: FrameContext): number | null {
  const series = state.studies.cvd?.series;
  return series === undefined || series.length === 0 ? null : series.columns.closeLots[series.length - 1];
}

/** Where the newest value's tag lies on the pane's axis; null without a pane. */
export function lastValueSpan(frame: FrameContext): TagSpan | null {
  const value = lastPaneValue(frame);
  if (value === null || frame.pane.heightPx <= 0) return null;
  return centredSpan(pixelOfValue(frame, value), priceTagHeightPx(frame), frame.pane.heightPx);
}

/** Where the crosshair's value tag lies on the pane's axis; null when the pointer is elsewhere. */
export function crosshairValueSpan(frame: FrameContext): TagSpan | null {
  const { crosshair } = frame.state;
  if (crosshair === null || frame.pane.heightPx <= 0 || !isOnPane(frame, crosshair.xPx, crosshair.yPx)) return null;
  return centredSpan(Math.floor(crosshair.yPx) - frame.layout.pane.y, priceTagHeightPx(frame), frame.pane.heightPx);
}

/** The value at the crosshair's line. */
export function crosshairValueText(frame: FrameContext): string {
  const { crosshair, instrument } = frame.state;
  if (crosshair === null || instrument === null) return "";
  const fromBottom = frame.pane.heightPx - (Math.floor(crosshair.yPx) - frame.layout.pane.y);
  return formatPaneValue(Math.round(frame.pane.lowValue + fromBottom / frame.pane.pxPerUnit), instrument.lot);
}
