import type { SessionCalendar } from "../../../../core/market/session.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { dashY } from "../../primitives/quad-list.ts";

/** Sessions that can still be told apart; with more in view none is drawn. */
const MAX_SESSIONS = 120;
const SHORTEST_SESSION_SEC = 23 * 3600;

/** Packs one dashed line over the whole height where each session of `fromSec..toSec` starts. */
export function packSessions(
  batch: Batch,
  calendar: SessionCalendar,
  fromSec: number,
  toSec: number,
  heightPx: number,
  hairlinePx: number,
  color: ImageColor,
): void {
  if ((toSec - fromSec) / SHORTEST_SESSION_SEC > MAX_SESSIONS) return;
  const fill = dashY(6 * hairlinePx, 4 * hairlinePx);
  let startSec = calendar.boundsOf(Math.floor(fromSec)).endSec;
  while (startSec < toSec) {
    const x = startSec - batch.originSec;
    batch.quads.push(x, 0, x, heightPx, 0, 0, hairlinePx, 0, color, fill);
    startSec = calendar.boundsOf(startSec).endSec;
  }
}
