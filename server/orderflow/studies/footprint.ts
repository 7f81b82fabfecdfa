import { numberColumn } from "../answer/common-columns.ts";
import { differenceOf, sumOf } from "../column-arithmetic.ts";
import { defineFootprintStudy } from "../footprint-study.ts";

/** `POST /api/v1/orderflow/footprint` */
export const FOOTPRINT_STUDY = defineFootprintStudy({
  path: "orderflow/footprint",
  summary: "Footprint",
  description: "What was traded at each price of each bar: only rows with trades, ascending by price. A row's price is that of its lowest tick.",
  timeframe: "1m",
  items: [
    numberColumn("price", "price", "Lowest tick of the row."),
    numberColumn("volume", "volume", "Both sides."),
    numberColumn("volume", "bid", "Sold at the bid."),
    numberColumn("volume", "ask", "Bought at the ask."),
    numberColumn("volume", "delta", "ask - bid."),
  ],
  example: {
    request: { symbol: "BTCUSDT", timeframe: "1m", price_tick: 10, limit: 1 },
    answer: [{ timestamp: "2024-08-08T23:59:00.000Z", levels: [{ price: 61640, volume: 30.439, bid: 14.844, ask: 15.595, delta: 0.751 }] }],
  },
  describe: (levels) => ({
    price: levels.price,
    volume: sumOf(levels.ask, levels.bid),
    bid: levels.bid,
    ask: levels.ask,
    delta: differenceOf(levels.ask, levels.bid),
  }),
});
