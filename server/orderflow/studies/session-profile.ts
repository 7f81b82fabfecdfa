import * as v from "valibot";
import { lowerBoundBar } from "../../../core/market/bar-view.ts";
import { type SessionBounds, SessionCalendar } from "../../../core/market/session.ts";
import { valueArea, VALUE_AREA_DEFAULTS } from "../../../core/orderflow/profile/value-area.ts";
import { numberColumn } from "../answer/common-columns.ts";
import type { AnswerField } from "../answer/study-answer.ts";
import { profileBatches, profileInTurns } from "../profile-in-turns.ts";
import { commonFields, decimalWithin, PRICE_TICK } from "../request/request-fields.ts";
import { toTicksPerRow } from "../request/request-steps.ts";
import type { StudyContext } from "../study-context.ts";
import { defineStudy } from "../study-route.ts";

/** Smallest share a value area may be asked for: shares have six decimals. */
const LEAST_SHARE = 0.000001;

/** Say where a profile is incomplete. */
export const PROFILE_FLAGS: readonly AnswerField[] = [
  { name: "reliable", kind: "flag", omit: 1, description: "`false` where the range has a gap. Left out otherwise." },
  { name: "estimated", kind: "flag", omit: 0, description: "`true` where the range holds bars without levels. Left out otherwise." },
];

/** `POST /api/v1/volume-profile/session` */
export const SESSION_PROFILE_STUDY = defineStudy({
  path: "volume-profile/session",
  summary: "Session volume profile",
  description: "What was traded at each price in the session of the last bar of the range, from the session's start to the end of the range, with point of control and value area.",
  request: v.strictObject({
    ...commonFields("1m"),
    value_area: v.optional(decimalWithin(LEAST_SHARE, 1, "Share of the volume that the value area holds."), VALUE_AREA_DEFAULTS.share),
    rows_per_step: v.optional(
      v.pipe(v.picklist([1, 2], "must be 1 or 2"), v.description("Rows by which the value area grows: 2 compares pairs of rows (Dalton), 1 single rows.")),
      VALUE_AREA_DEFAULTS.rowsPerStep,
    ),
    price_tick: PRICE_TICK,
  }),
  answer: {
    listName: "profile",
    columns: [
      numberColumn("price", "price", "Lowest tick of the row."),
      numberColumn("volume", "volume", "Both sides."),
      numberColumn("volume", "bid", "Sold at the bid."),
      numberColumn("volume", "ask", "Bought at the ask."),
      numberColumn("volume", "delta", "ask - bid."),
    ],
    fields: [
      { name: "poc", kind: "price", description: "Point of control: the row with the most volume." },
      { name: "vah", kind: "price", description: "Highest row of the value area." },
      { name: "val", kind: "price", description: "Lowest row of the value area." },
      { name: "session_start", kind: "time", description: "Nominal start of the session." },
      { name: "session_end", kind: "time", description: "Its nominal end, excluded." },
      ...PROFILE_FLAGS,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", price_tick: 50, value_area: 0.7 },
    answer: {
      profile: [{ price: 61550, volume: 40.434, bid: 27.381, ask: 13.053, delta: -14.328 }],
      poc: 61600,
      vah: 61700,
      val: 61600,
      session_start: "2024-08-08T00:00:00.000Z",
      session_end: "2024-08-09T00:00:00.000Z",
    },
  },
  respond: async (context, request) => {
    const { instrument, shown } = context;
    const ticksPerRow = toTicksPerRow(instrument, request.price_tick);
    const session = sessionOfShown(context);
    const profile = await profileInTurns(context, session.startSec, Math.min(session.endSec, shown.endSec), ticksPerRow);
    const area = valueArea(profile.rows, { share: request.value_area, rowsPerStep: request.rows_per_step });
    const priceOf = (row: number | undefined): number => (row === undefined ? Number.NaN : row * ticksPerRow);
    return {
      units: instrument,
      fields: {
        poc: priceOf(area?.pocRow),
        vah: priceOf(area?.highRow),
        val: priceOf(area?.lowRow),
        session_start: session.startSec,
        session_end: session.endSec,
        reliable: profile.reliable ? 1 : 0,
        estimated: profile.estimated ? 1 : 0,
      },
      batches: profileBatches(context, profile),
    };
  },
});

/** The session of the last bar shown; of `NaN` bounds, which hold nothing, when none is. */
function sessionOfShown({ bars, shown, instrument }: StudyContext): SessionBounds {
  const last = lowerBoundBar(bars, shown.endSec) - 1;
  if (last < 0 || bars.timeSec[last] < shown.startSec) return { startSec: Number.NaN, endSec: Number.NaN };
  return new SessionCalendar(instrument.session).boundsOf(bars.timeSec[last]);
}
