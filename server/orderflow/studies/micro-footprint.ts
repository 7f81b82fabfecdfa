import { numberColumn } from "../answer/common-columns.ts";
import { differenceOf, quotientOf } from "../column-arithmetic.ts";
import { defineFootprintStudy } from "../footprint-study.ts";

/** `POST /api/v1/orderflow/micro-footprint` */
export const MICRO_FOOTPRINT_STUDY = defineFootprintStudy({
  path: "orderflow/micro-footprint",
  summary: "Footprint of single seconds",
  description: "As the footprint, by default of single seconds, with the number of trades and the ratio of the sides per row.",
  timeframe: "1s",
  items: [
    numberColumn("price", "price", "Lowest tick of the row."),
    numberColumn("volume", "bid", "Sold at the bid."),
    numberColumn("volume", "ask", "Bought at the ask."),
    numberColumn("volume", "delta", "ask - bid."),
    numberColumn("number", "trades", "Number of trades."),
    { name: "imbalance_ratio", kind: "number", nullable: true, description: "ask / bid; null where bid is 0." },
  ],
  example: {
    request: { symbol: "BTCUSDT", limit: 2 },
    answer: [
      { timestamp: "2024-08-08T23:59:58.000Z", levels: [{ price: 61659.7, bid: 2.078, ask: 0, delta: -2.078, trades: 11, imbalance_ratio: 0 }] },
    ],
  },
  describe: (levels) => ({
    price: levels.price,
    bid: levels.bid,
    ask: levels.ask,
    delta: differenceOf(levels.ask, levels.bid),
    trades: levels.trades,
    imbalance_ratio: quotientOf(levels.ask, levels.bid),
  }),
});
