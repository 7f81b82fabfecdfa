import * as v from "valibot";
import { lowerBoundBar } from "../../../core/market/bar-view.ts";
import { SessionCalendar } from "../../../core/market/session.ts";
import { touchesGap } from "../../../core/orderflow/fold/gaps.ts";
import { createVwapSeries, SessionVwapFold } from "../../../core/orderflow/flow/session-vwap.ts";
import type { TableBatch } from "../../../protocol/table.ts";
import { ESTIMATED, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { anchorOfShown } from "../anchor-of-shown.ts";
import { barBatches, barStart } from "../bar-batches.ts";
import { RequestError } from "../request/request-error.ts";
import { commonFields, decimalWithin, moment } from "../request/request-fields.ts";
import { readTimeSec } from "../request/shown-range.ts";
import { type SeriesRows, seriesStudy } from "../series-answer.ts";
import type { StudyContext } from "../study-context.ts";
import { defineStudy } from "../study-route.ts";

const REQUEST = v.strictObject({
  ...commonFields("1m"),
  session_start: v.optional(moment("Anchor of the sums, instead of the instrument's session start. Nothing before it is shown.")),
  session_end: v.optional(moment("End of the anchored session, excluded. Only together with `session_start`.")),
  std_dev_multiplier: v.optional(decimalWithin(0, 100, "How many sigmas the bands lie off the VWAP."), 2),
});

/** `POST /api/v1/orderflow/vwap` */
export const VWAP_STUDY = defineStudy({
  path: "orderflow/vwap",
  summary: "Session VWAP with bands",
  description: "The volume-weighted average over all traded levels since the session started, one point per bar, with bands at a multiple of the volume-weighted standard deviation.",
  request: REQUEST,
  answer: {
    listName: "data",
    columns: [
      TIMESTAMP,
      { name: "vwap", kind: "price", nullable: true, description: "Volume-weighted average price of the session so far." },
      { name: "upper_band", kind: "price", nullable: true, description: "VWAP + multiplier x sigma." },
      { name: "lower_band", kind: "price", nullable: true, description: "VWAP - multiplier x sigma." },
      numberColumn("price", "price", "Close of the bar."),
      RELIABLE,
      ESTIMATED,
    ],
    fields: [
      { name: "session_start", kind: "time", description: "Nominal start of the session of the last bar shown, or the one asked for." },
      { name: "session_end", kind: "time", description: "Its end, excluded." },
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", timeframe: "1m", limit: 2, std_dev_multiplier: 2 },
    answer: {
      data: [
        {
          timestamp: "2024-08-08T23:58:00.000Z",
          vwap: 61680.79917637261,
          upper_band: 61810.22057709338,
          lower_band: 61551.37777565185,
          price: 61694.4,
        },
      ],
      session_start: "2024-08-08T00:00:00.000Z",
      session_end: "2024-08-09T00:00:00.000Z",
    },
  },
  respond: (context, request) => {
    const anchored = readSession(request);
    const inside = anchored === undefined ? context : within(context, anchored);
    const { instrument, timeframeSec, shown } = inside;
    const last = lowerBoundBar(inside.bars, shown.endSec) - 1;
    const isEmpty = last < 0 || inside.bars.timeSec[last] < shown.startSec;
    const session = anchored ?? (isEmpty ? undefined : new SessionCalendar(instrument.session).boundsOf(barStart(inside, inside.bars.timeSec[last])));
    const reset = anchored === undefined ? "session" : "never";
    const fromSec = anchored === undefined ? anchorOfShown(inside, reset) : barStart(inside, anchored.startSec, true);
    const fold = new SessionVwapFold({ timeframeSec, session: instrument.session, reset });
    const toBatch = (rows: SeriesRows<"timeSec" | "priceTicks" | "vwapTicks" | "sigmaTicks" | "reliable" | "estimated">, length: number): TableBatch => {
      const { timeSec, vwapTicks, sigmaTicks } = rows;
      const band = (sign: 1 | -1): Float64Array => vwapTicks.map((vwap, row) => vwap + sign * request.std_dev_multiplier * sigmaTicks[row]);
      const reliable = anchored === undefined ? rows.reliable : rows.reliable.map((flag, row) => (touchesGap(inside.gaps, anchored.startSec, timeSec[row]) ? 0 : flag));
      const numbers = { timestamp: timeSec, vwap: vwapTicks, upper_band: band(1), lower_band: band(-1), price: rows.priceTicks, reliable, estimated: rows.estimated };
      return { length, numbers };
    };
    return {
      units: instrument,
      fields: { session_start: session?.startSec ?? Number.NaN, session_end: session?.endSec ?? Number.NaN },
      batches: barBatches(inside, fromSec, seriesStudy(fold, createVwapSeries(), toBatch)),
    };
  },
});

interface AnchoredSession {
  readonly startSec: number;
  /** NaN: open. */
  readonly endSec: number;
}

function readSession({ session_start: start, session_end: end }: v.InferOutput<typeof REQUEST>): AnchoredSession | undefined {
  if (start === undefined) {
    if (end === undefined) return undefined;
    throw new RequestError(400, { code: "missing-field", message: "session_start is missing, where session_end is given", field: "session_start" });
  }
  const startSec = readTimeSec("session_start", start);
  const endSec = end === undefined ? Number.NaN : readTimeSec("session_end", end);
  if (!(startSec > endSec)) return { startSec, endSec };
  throw new RequestError(400, { code: "bad-range", message: "session_start must not be after session_end", field: "session_start" });
}

/** Shows nothing outside of the session. */
function within(context: StudyContext, { startSec, endSec }: AnchoredSession): StudyContext {
  const { shown } = context;
  const start = Math.max(shown.startSec, startSec);
  const end = Number.isNaN(endSec) ? shown.endSec : Math.min(shown.endSec, endSec);
  return { ...context, shown: { startSec: start, endSec: Math.max(start, end) } };
}
