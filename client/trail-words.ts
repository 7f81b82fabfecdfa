import { clockText } from "../core/view/clock-text.ts";
import type { TrailSpan } from "../core/view/trail-span.ts";
import { trailSpanText } from "./chart-trail.ts";

/**
 * What the heat trail at a cell is made of: how far it looks back, and since when that is; where it would look beyond the data, when they begin.
 * @param fromSec null while it is being asked for.
 * @param firstSec first second of the data, null where it is not known: older ones may come.
 * @param utcOffsetSec local time minus UTC.
 */
export function trailWords(span: TrailSpan, fromSec: number | null, firstSec: number | null, utcOffsetSec: number): string {
  const title = span.kind === "session" ? "Trail, session so far" : `Trail, last ${trailSpanText(span)}`;
  if (fromSec === null) return title;
  const clock = (sec: number): string => clockText(Math.floor(sec) + utcOffsetSec);
  return firstSec !== null && fromSec < firstSec ? `${title}\n(data begin ${clock(firstSec)})` : `${title}\nsince ${clock(fromSec)}`;
}
