import type { HttpProblem } from "./http-route.ts";
import { MAX_HISTORY_SEC } from "../limits.ts";

/** A range of seconds, `fromSec` included, `toSec` not. */
export interface HistoryRange {
  readonly fromSec: number;
  readonly toSec: number;
}

const EPOCH_MS = /^-?\d{1,16}$/;
/** Date, or date and time with `Z` or an offset: what ISO 8601 says without depending on this machine's time zone. */
const ISO_8601 = /^\d{4}-\d{2}-\d{2}(T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2}))?$/;
/** Last millisecond a Date can hold. */
const MAX_TIME_MS = 8.64e15;

/**
 * Reads `from` (included) and `to` (excluded) of a history request: ISO 8601 or epoch milliseconds. Without `to` the range ends after the last bar; without
 * `from` it begins at the first bar, or as late as the longest permitted range allows. Bars lie in the range by the start of their second.
 * @param firstSec start of the first bar, and @param endSec end of the last; null when there is none.
 */
export function parseHistoryRange(query: URLSearchParams, firstSec: number | null, endSec: number | null): HistoryRange | HttpProblem {
  const fromMs = parseTime(query.get("from"));
  const toMs = parseTime(query.get("to"));
  if (Number.isNaN(fromMs)) return badTime("from", query.get("from"));
  if (Number.isNaN(toMs)) return badTime("to", query.get("to"));
  const toSec = toMs === null ? Math.max(endSec ?? 0, fromMs === null ? 0 : Math.ceil(fromMs / 1000)) : Math.ceil(toMs / 1000);
  const fromSec = fromMs === null ? Math.max(Math.min(firstSec ?? 0, toSec), toSec - MAX_HISTORY_SEC) : Math.ceil(fromMs / 1000);
  if (fromSec > toSec) return { code: "bad-range", message: "from must not be after to", field: "from" };
  if (toSec - fromSec > MAX_HISTORY_SEC) {
    const message = `the range has ${toSec - fromSec} seconds, at most ${MAX_HISTORY_SEC} are given at once; ask in parts`;
    return { code: "range-too-long", message, field: "to" };
  }
  return { fromSec, toSec };
}

/** Epoch milliseconds, null where there is no text, NaN where it is no time. */
function parseTime(text: string | null): number | null {
  if (text === null) return null;
  if (EPOCH_MS.test(text)) return Math.abs(Number(text)) <= MAX_TIME_MS ? Number(text) : Number.NaN;
  return ISO_8601.test(text) && isDayOfMonth(text) ? Date.parse(text) : Number.NaN;
}

/** `Date.parse` takes 30 February for 2 March. */
function isDayOfMonth(text: string): boolean {
  const [year, month, day] = text.slice(0, 10).split("-").map(Number);
  return day <= new Date(Date.UTC(year, month, 0)).getUTCDate();
}

function badTime(field: "from" | "to", text: string | null): HttpProblem {
  const message = `${field} ${JSON.stringify(text)} is no time; expected ISO 8601 such as 2026-01-31T09:30:00Z or epoch milliseconds`;
  return { code: "bad-time", message, field };
}
