import { snapToLive } from "./camera-follow.ts";
import type { Viewport } from "./viewport.ts";

/** Half the price window of the first sight, before its prices are known. */
const FIRST_HALF_TICKS = 8;
const FIRST_SPAN_SEC = 300;
/** A column is drawn between 4 and 80 CSS pixels wide after a change of timeframe: the widest cell text, both sides, has room in the largest. */
const MIN_COLUMN_CSS_PX = 4;
const MAX_COLUMN_CSS_PX = 80;
const FIT_ALL_MARGIN = 0.02;
const GAP_SHARE = 0.5;

/** The first sight of a market: the newest seconds (five minutes of them), or as many columns of a longer timeframe as {@link adaptSpan} allows, live edge at its margin. A longer span that was chosen is kept. */
export function firstWindow(lastSec: number, columnSec: number, plotWidthCssPx: number, priceTicks: number, spanSec = FIRST_SPAN_SEC): Viewport {
  const around = { fromSec: lastSec - spanSec, toSec: lastSec, lowTicks: priceTicks - FIRST_HALF_TICKS, highTicks: priceTicks + FIRST_HALF_TICKS };
  const adapted = adaptSpan(around, columnSec, plotWidthCssPx);
  const isCut = adapted.fromSec > around.fromSec;
  return snapToLive(isCut && spanSec !== FIRST_SPAN_SEC ? around : adapted, lastSec, columnSec);
}

/**
 * The rule for a new timeframe: the right edge stays, and so does the span if columns are then 4 to 80 CSS pixels wide; else the nearest span that makes
 * them so. Going to a longer timeframe and back returns to about the same window.
 */
export function adaptSpan(view: Viewport, columnSec: number, plotWidthCssPx: number): Viewport {
  const span = view.toSec - view.fromSec;
  const shortest = (plotWidthCssPx / MAX_COLUMN_CSS_PX) * columnSec;
  const longest = (plotWidthCssPx / MIN_COLUMN_CSS_PX) * columnSec;
  const adapted = Math.min(Math.max(span, shortest), longest);
  return adapted === span ? view : { ...view, fromSec: view.toSec - adapted };
}

/** All time from the first second to the last, with a little room on either side. */
export function fitTime(view: Viewport, firstSec: number, lastSec: number): Viewport {
  const margin = Math.max(1, (lastSec - firstSec) * FIT_ALL_MARGIN);
  return { ...view, fromSec: firstSec - margin, toSec: lastSec + margin };
}

/** Brings a range of time (a gap) into the middle; the span stays unless the range would fill more than half of it. */
export function showTimeRange(view: Viewport, fromSec: number, toSec: number): Viewport {
  const span = Math.max(view.toSec - view.fromSec, (toSec - fromSec) / GAP_SHARE);
  const middle = (fromSec + toSec) / 2;
  return { ...view, fromSec: middle - span / 2, toSec: middle + span / 2 };
}
