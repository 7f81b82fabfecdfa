import * as v from "valibot";
import { ESTIMATED, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { differenceOf, quotientOf } from "../column-arithmetic.ts";
import { footprintBatches } from "../footprint-batches.ts";
import { commonFields, PRICE_TICK } from "../request/request-fields.ts";
import { toTicksPerRow } from "../request/request-steps.ts";
import { defineStudy } from "../study-route.ts";

/** `POST /api/v1/orderflow/micro-footprint` */
export const MICRO_FOOTPRINT_STUDY = defineStudy({
  path: "orderflow/micro-footprint",
  summary: "Footprint of single seconds",
  description: "As the footprint, by default of single seconds, with the number of trades and the ratio of the sides per row.",
  request: v.strictObject({ ...commonFields("1s"), price_tick: PRICE_TICK }),
  answer: {
    columns: [
      TIMESTAMP,
      {
        name: "levels",
        kind: "list",
        description: "The traded rows of the bar.",
        items: [
          numberColumn("price", "price", "Lowest tick of the row."),
          numberColumn("volume", "bid", "Sold at the bid."),
          numberColumn("volume", "ask", "Bought at the ask."),
          numberColumn("volume", "delta", "ask - bid."),
          numberColumn("number", "trades", "Number of trades."),
          { name: "imbalance_ratio", kind: "number", nullable: true, description: "ask / bid; null where bid is 0." },
        ],
      },
      RELIABLE,
      ESTIMATED,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", limit: 2 },
    answer: [
      { timestamp: "2024-08-08T23:59:58.000Z", levels: [{ price: 61659.7, bid: 2.078, ask: 0, delta: -2.078, trades: 11, imbalance_ratio: 0 }] },
    ],
  },
  respond: (context, request) => ({
    units: context.instrument,
    batches: footprintBatches(context, toTicksPerRow(context.instrument, request.price_tick), (levels) => ({
      price: levels.price,
      bid: levels.bid,
      ask: levels.ask,
      delta: differenceOf(levels.ask, levels.bid),
      trades: levels.trades,
      imbalance_ratio: quotientOf(levels.ask, levels.bid),
    })),
  }),
});
