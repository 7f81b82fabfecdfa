import * as v from "valibot";
import { pointOfControl } from "../../../core/orderflow/profile/point-of-control.ts";
import { PEAK_DEFAULTS } from "../../../core/orderflow/profile/profile-peaks.ts";
import { profileNodes } from "../../../core/orderflow/profile/profile-nodes.ts";
import { numberColumn } from "../answer/common-columns.ts";
import { profileBatches, profileInTurns } from "../profile-in-turns.ts";
import { commonFields, decimalWithin, oneOf, PRICE_TICK } from "../request/request-fields.ts";
import { toTicksPerRow } from "../request/request-steps.ts";
import { defineStudy } from "../study-route.ts";
import { PROFILE_FLAGS } from "./session-profile.ts";

/** `POST /api/v1/orderflow/micro-volume-profile` */
export const MICRO_VOLUME_PROFILE_STUDY = defineStudy({
  path: "orderflow/micro-volume-profile",
  summary: "Volume profile of a range, with its nodes",
  description: "What was traded at each price in the range shown, its point of control, and its high and low volume nodes.",
  request: v.strictObject({
    ...commonFields("1s"),
    price_tick: PRICE_TICK,
    method: v.optional(oneOf(["quantile", "peaks"], "How nodes are found: a fifth of the rows each, or hills and valleys of the smoothed profile."), "quantile"),
    least_prominence: v.optional(decimalWithin(0, 1, "By peaks: least prominence of a high node, as a share of the highest smoothed row."), PEAK_DEFAULTS.leastProminence),
    least_high: v.optional(decimalWithin(0, 1, "By peaks: least volume of a high node, as a share of the highest smoothed row."), PEAK_DEFAULTS.leastHigh),
    most_low: v.optional(decimalWithin(0, 1, "By peaks: most volume of a low node, as a share of the highest smoothed row."), PEAK_DEFAULTS.mostLow),
  }),
  answer: {
    listName: "profile",
    columns: [
      numberColumn("price", "price", "Lowest tick of the row."),
      numberColumn("volume", "volume", "Both sides."),
      numberColumn("volume", "bid", "Sold at the bid."),
      numberColumn("volume", "ask", "Bought at the ask."),
    ],
    fields: [
      { name: "micro_poc", kind: "price", description: "Point of control: the row with the most volume." },
      { name: "hvn", kind: "price", isList: true, description: "High volume nodes, ascending." },
      { name: "lvn", kind: "price", isList: true, description: "Low volume nodes, ascending." },
      ...PROFILE_FLAGS,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", limit: 120, price_tick: 10, method: "quantile" },
    answer: { profile: [{ price: 61590, volume: 40.434, bid: 27.381, ask: 13.053 }], micro_poc: 61600, hvn: [61600], lvn: [61590] },
  },
  respond: async (context, request) => {
    const { instrument, shown } = context;
    const ticksPerRow = toTicksPerRow(instrument, request.price_tick);
    const profile = await profileInTurns(context, shown.startSec, shown.endSec, ticksPerRow);
    await context.turns.next();
    const peaks = { leastProminence: request.least_prominence, leastHigh: request.least_high, mostLow: request.most_low };
    const { highRows, lowRows } = profileNodes(profile.rows, request.method, peaks);
    const poc = pointOfControl(profile.rows);
    return {
      units: instrument,
      fields: {
        micro_poc: poc < 0 ? Number.NaN : profile.rows.row[poc] * ticksPerRow,
        hvn: highRows.map((row) => row * ticksPerRow),
        lvn: lowRows.map((row) => row * ticksPerRow),
        reliable: profile.reliable ? 1 : 0,
        estimated: profile.estimated ? 1 : 0,
      },
      batches: profileBatches(context, profile),
    };
  },
});
