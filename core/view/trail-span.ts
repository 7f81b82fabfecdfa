import type { SessionCalendar } from "../market/session.ts";

/** How far back the heat trail looks: so many seconds, or to the start of the session. */
export type TrailSpan = { readonly kind: "seconds"; readonly seconds: number } | { readonly kind: "session" };

/** Seconds `[fromSec, toSec)`. */
export interface TrailRange {
  readonly fromSec: number;
  readonly toSec: number;
}

/** `true` when both look equally far back. */
export function sameTrailSpan(a: TrailSpan | null, b: TrailSpan | null): boolean {
  if (a === null || b === null) return a === b;
  return a.kind === b.kind && (a.kind !== "seconds" || b.kind !== "seconds" || a.seconds === b.seconds);
}

/**
 * The seconds whose volume the trail of a column is made of: those up to the end of the column or, while it is forming, up to the end of the data. Since the
 * session's start means the session of the last of these seconds.
 * @param columnEndSec first second after the column.
 * @param dataEndSec end of the newest second with a trade.
 * @returns null when the session cannot be told (`calendar` null).
 */
export function trailRange(span: TrailSpan, calendar: SessionCalendar | null, columnEndSec: number, dataEndSec: number): TrailRange | null {
  const toSec = Math.min(columnEndSec, dataEndSec);
  if (span.kind === "seconds") return { fromSec: toSec - span.seconds, toSec };
  return calendar === null ? null : { fromSec: calendar.boundsOf(toSec - 1).startSec, toSec };
}
