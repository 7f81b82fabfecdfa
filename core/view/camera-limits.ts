import { type Viewport, panViewport, zoomPrice, zoomTime } from "./viewport.ts";

/** What is known of the data; the camera cannot lose it from sight. Null fields: no data yet, and nothing is clamped to it. */
export interface DataExtent {
  readonly firstSec: number | null;
  readonly lastSec: number | null;
  readonly lowTicks: number | null;
  readonly highTicks: number | null;
}

/** How near and how far the camera may go. Spans in seconds and ticks, all positive. */
export interface CameraLimits {
  readonly minSpanSec: number;
  readonly maxSpanSec: number;
  readonly minSpanTicks: number;
  readonly maxSpanTicks: number;
  readonly extent: DataExtent;
}

const MIN_COLUMNS = 4;
const MIN_ROWS = 4;
const WEEK_SEC = 7 * 86_400;
const MIN_FAR_TICKS = 4096;
/** Share of the window that must overlap the data. */
const OVERLAP = 0.1;

/**
 * The limits that suit some data: from {@link MIN_COLUMNS} columns and rows up to four times the data (at least a week) and sixteen times its price range.
 */
export function cameraLimits(extent: DataExtent, columnSec: number, ticksPerRow: number): CameraLimits {
  const dataSec = extent.firstSec === null || extent.lastSec === null ? 0 : extent.lastSec - extent.firstSec;
  const dataTicks = extent.lowTicks === null || extent.highTicks === null ? 0 : extent.highTicks - extent.lowTicks;
  return {
    minSpanSec: MIN_COLUMNS * columnSec,
    maxSpanSec: Math.max(4 * dataSec, WEEK_SEC, MIN_COLUMNS * columnSec),
    minSpanTicks: MIN_ROWS * ticksPerRow,
    maxSpanTicks: Math.max(16 * dataTicks, MIN_FAR_TICKS, MIN_ROWS * ticksPerRow),
    extent,
  };
}

/** {@link zoomTime} that stops at the limits and still keeps the anchor where it is. */
export function zoomTimeWithin(view: Viewport, factor: number, anchorSec: number, limits: CameraLimits): Viewport {
  const span = view.toSec - view.fromSec;
  return zoomTime(view, limitedFactor(span, factor, limits.minSpanSec, limits.maxSpanSec), anchorSec);
}

/** {@link zoomPrice} that stops at the limits and still keeps the anchor where it is. */
export function zoomPriceWithin(view: Viewport, factor: number, anchorTicks: number, limits: CameraLimits): Viewport {
  const span = view.highTicks - view.lowTicks;
  return zoomPrice(view, limitedFactor(span, factor, limits.minSpanTicks, limits.maxSpanTicks), anchorTicks);
}

function limitedFactor(span: number, factor: number, min: number, max: number): number {
  if (!(factor > 0) || !Number.isFinite(factor)) return 1;
  const limited = Math.min(Math.max(factor, min / span), max / span);
  return factor > 1 ? Math.max(1, limited) : Math.min(1, limited);
}

/**
 * Brings any window inside the limits: spans about their middle, then position, so that at least a tenth of the window (or all the data, when that is
 * less) stays in sight on both axes. A window within the limits is returned as it is.
 */
export function clampViewport(view: Viewport, limits: CameraLimits): Viewport {
  const spanSec = view.toSec - view.fromSec;
  const spanTicks = view.highTicks - view.lowTicks;
  const timeFactor = clamp(spanSec, limits.minSpanSec, limits.maxSpanSec) / spanSec;
  const priceFactor = clamp(spanTicks, limits.minSpanTicks, limits.maxSpanTicks) / spanTicks;
  let clamped = view;
  if (timeFactor !== 1) clamped = zoomTime(clamped, timeFactor, (view.fromSec + view.toSec) / 2);
  if (priceFactor !== 1) clamped = zoomPrice(clamped, priceFactor, (view.lowTicks + view.highTicks) / 2);
  const { extent } = limits;
  const bySec = shiftIntoSight(clamped.fromSec, clamped.toSec, extent.firstSec, extent.lastSec);
  const byTicks = shiftIntoSight(clamped.lowTicks, clamped.highTicks, extent.lowTicks, extent.highTicks);
  return bySec === 0 && byTicks === 0 ? clamped : panViewport(clamped, bySec, byTicks);
}

function shiftIntoSight(from: number, to: number, low: number | null, high: number | null): number {
  if (low === null || high === null) return 0;
  const overlap = Math.min((to - from) * OVERLAP, high - low);
  if (to < low + overlap) return low + overlap - to;
  if (from > high - overlap) return high - overlap - from;
  return 0;
}

function clamp(value: number, min: number, max: number): number {
  return Math.min(Math.max(value, min), max);
}
