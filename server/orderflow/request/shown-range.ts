import { type BarView, lowerBoundBar } from "../../../core/market/bar-view.ts";
import { timeframeSec } from "../../../core/market/timeframe.ts";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { EXPECTED_TIME, parseTimeText } from "../../http/time-text.ts";
import { DEFAULT_STUDY_BARS, MAX_STUDY_BARS } from "../../limits.ts";
import { badField, quote, RequestError } from "./request-error.ts";
import type { CommonRequest } from "./request-fields.ts";

/** What is shown: bars and events that start in `startSec..endSec-1`. */
export interface ShownRange {
  readonly startSec: number;
  readonly endSec: number;
}

/** Epoch seconds of a time in a request: the first second that begins at or after it. @throws RequestError naming the field. */
export function readTimeSec(field: string, value: string | number): number {
  const timeMs = parseTimeText(String(value));
  if (!Number.isNaN(timeMs)) return Math.ceil(timeMs / 1000);
  throw new RequestError(400, { code: "bad-time", message: `${field} ${quote(value)} is no time; expected ${EXPECTED_TIME}`, field });
}

/**
 * What a request shows: the last bars, or a range of time.
 * @throws RequestError when the fields contradict each other or the range holds too many bars.
 */
export function readShownRange(request: CommonRequest, bars: BarView): ShownRange {
  const { start_time: start, end_time: end } = request;
  if (request.limit !== undefined && request.lookback !== undefined) throw badField("lookback", undefined, "is another name for limit; give one of them");
  const count = request.limit ?? request.lookback;
  const barSec = timeframeSec(request.timeframe);
  const dataEndSec = bars.length === 0 ? 0 : bars.timeSec[bars.length - 1] + 1;
  const endSec = end === undefined ? dataEndSec : readTimeSec("end_time", end);
  if (start === undefined) return { startSec: lastBarsStart(bars, endSec, count ?? DEFAULT_STUDY_BARS, barSec), endSec };
  if (count !== undefined) throw badField(request.limit === undefined ? "lookback" : "limit", undefined, "cannot be given together with start_time");
  const startSec = readTimeSec("start_time", start);
  if (end === undefined) return checkSpan({ startSec, endSec: Math.max(startSec, endSec) }, barSec);
  if (startSec > endSec) throw new RequestError(400, { code: "bad-range", message: "start_time must not be after end_time", field: "start_time" });
  return checkSpan({ startSec, endSec }, barSec);
}

function checkSpan(range: ShownRange, barSec: number): ShownRange {
  const bars = Math.ceil((range.endSec - range.startSec) / barSec);
  if (bars <= MAX_STUDY_BARS) return range;
  const message = `the range spans ${bars} bars of ${barSec} s, at most ${MAX_STUDY_BARS} are shown at once; ask in parts or for a longer timeframe`;
  throw new RequestError(400, { code: "range-too-long", message, field: "start_time" });
}

/** Start of the bar from which on `count` bars with a trade start before `endSec`. */
function lastBarsStart(bars: BarView, endSec: number, count: number, barSec: number): number {
  const { timeSec } = bars;
  let startSec = endSec;
  let counted = 0;
  for (let index = lowerBoundBar(bars, endSec) - 1; index >= 0; index--) {
    if (timeSec[index] >= startSec) continue;
    if (counted === count) break;
    startSec = floorDiv(timeSec[index], barSec) * barSec;
    counted++;
  }
  return startSec;
}
