import * as v from "valibot";
import type { AnchorRule } from "../../../core/orderflow/flow/anchor-periods.ts";
import { createCvdSeries, DeltaCvdFold } from "../../../core/orderflow/flow/delta-cvd.ts";
import { anchorOfShown } from "../anchor-of-shown.ts";
import { numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { barBatches } from "../bar-batches.ts";
import { commonFields } from "../request/request-fields.ts";
import { seriesStudy } from "../series-answer.ts";
import { defineStudy } from "../study-route.ts";

const RESET_MESSAGE = 'must be "session", "never" or a whole number of hours from 1 to 24';
const RESET = v.pipe(
  v.union([v.picklist(["session", "never"]), v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(24))], RESET_MESSAGE),
  v.description("When the running sum starts again at 0: at each session start, never, or each so many hours counted from the session start."),
);

/** `POST /api/v1/orderflow/cvd` */
export const CVD_STUDY = defineStudy({
  path: "orderflow/cvd",
  summary: "Delta and cumulative volume delta",
  description: "Per bar the delta (ask - bid volume) and the candle of the running sum: it opens at the previous close; high and low are its extremes at 1 s steps.",
  request: v.strictObject({ ...commonFields("1m"), reset: v.optional(RESET, "session") }),
  answer: {
    columns: [
      TIMESTAMP,
      numberColumn("volume", "delta", "Volume bought at the ask minus volume sold at the bid."),
      numberColumn("volume", "cumulative_delta", "Sum of the deltas since the reset, this bar included."),
      numberColumn("volume", "open", "The sum before this bar; 0 after a reset."),
      numberColumn("volume", "high", "Its highest value, the open included."),
      numberColumn("volume", "low", "Its lowest value, the open included."),
      numberColumn("volume", "close", "The same as `cumulative_delta`."),
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", timeframe: "1m", limit: 3, reset: "session" },
    answer: [
      {
        timestamp: "2024-08-08T23:57:00.000Z",
        delta: -88.306,
        cumulative_delta: -125.362,
        open: -37.056,
        high: -33.996,
        low: -177.79,
        close: -125.362,
      },
    ],
  },
  respond: (context, { reset }) => {
    const rule: AnchorRule = typeof reset === "number" ? { hours: reset } : reset;
    const { instrument, timeframeSec } = context;
    const fold = new DeltaCvdFold({ timeframeSec, session: instrument.session, reset: rule });
    const study = seriesStudy(fold, createCvdSeries(), (rows, length) => ({
      length,
      numbers: {
        timestamp: rows.timeSec,
        delta: rows.deltaLots,
        cumulative_delta: rows.closeLots,
        open: rows.openLots,
        high: rows.highLots,
        low: rows.lowLots,
        close: rows.closeLots,
        reliable: rows.reliable,
      },
    }));
    return { units: instrument, batches: barBatches(context, anchorOfShown(context, rule), study) };
  },
});
