import { lowerBoundBar } from "../core/market/bar-view.ts";
import type { SessionRule } from "../core/market/instrument.ts";
import { type SessionBounds, SessionCalendar } from "../core/market/session.ts";
import type { SymbolColumns } from "./symbol-columns.ts";

/** Where the session of the newest second begins, and at which price. */
export class SessionOpen {
  /** Null for a rule that cannot be understood. */
  readonly calendar: SessionCalendar | null;

  /** A rule that cannot be understood leaves every answer open; the chart works without. */
  constructor(rule: SessionRule) {
    this.calendar = calendarOf(rule);
  }

  /** The session of the newest bar held; null while there is none. */
  current(columns: SymbolColumns): SessionBounds | null {
    const { bars } = columns;
    return bars.length === 0 || this.calendar === null ? null : this.calendar.boundsOf(bars.timeSec[bars.length - 1]);
  }

  /** First price of the newest session, or of the data where that begins later; null while history does not reach back so far. */
  openTicks(columns: SymbolColumns): number | null {
    const session = this.current(columns);
    const { bars } = columns;
    if (session === null || !(columns.historyComplete || bars.timeSec[0] <= session.startSec)) return null;
    return bars.openTicks[lowerBoundBar(bars, session.startSec)];
  }
}

function calendarOf(rule: SessionRule): SessionCalendar | null {
  try {
    return new SessionCalendar(rule);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}
