import type { HttpProblem } from "./http-route.ts";
import { MAX_HISTORY_SEC } from "../limits.ts";
import { EXPECTED_TIME, parseTimeText } from "./time-text.ts";

/** A range of seconds, `fromSec` included, `toSec` not. */
export interface HistoryRange {
  readonly fromSec: number;
  readonly toSec: number;
}

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
  return text === null ? null : parseTimeText(text);
}

function badTime(field: "from" | "to", text: string | null): HttpProblem {
  const message = `${field} ${JSON.stringify(text)} is no time; expected ${EXPECTED_TIME}`;
  return { code: "bad-time", message, field };
}
