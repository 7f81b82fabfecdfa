import * as v from "valibot";
import { DiagonalImbalanceFold, IMBALANCE_DEFAULTS } from "../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { rowMedianWindowSec } from "../../../core/orderflow/footprint/row-volume-median.ts";
import { createImbalanceSeries } from "../../../core/orderflow/footprint/imbalance-series.ts";
import { MAX_RATIO } from "../../../core/orderflow/fold/decimal-ratio.ts";
import { numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { barBatches, firstShownBarSec } from "../bar-batches.ts";
import { amount, commonFields, decimalWithin, PRICE_TICK, trueOrFalse, wholeNumber } from "../request/request-fields.ts";
import { toLots, toTicksPerRow } from "../request/request-steps.ts";
import { seriesStudy } from "../series-answer.ts";
import { defineStudy } from "../study-route.ts";

const TYPES = ["sell_imbalance", "buy_imbalance"] as const;

/** `POST /api/v1/orderflow/imbalances` */
export const IMBALANCES_STUDY = defineStudy({
  path: "orderflow/imbalances",
  summary: "Diagonal imbalances",
  description: "Cells that trade a multiple of the diagonally adjacent cell: ask against the bid one row below (buy), bid against the ask one row above (sell).",
  request: v.strictObject({
    ...commonFields("1m"),
    ratio: v.optional(decimalWithin(1, MAX_RATIO, "How many times the opposite cell the dominant one must be."), IMBALANCE_DEFAULTS.ratio),
    stacked: v.optional(trueOrFalse("Show only imbalances that are part of a stack."), false),
    price_tick: PRICE_TICK,
    min_volume: v.optional(amount("Least volume of the dominant cell. Default: the median row volume of the trailing 15 minutes or 10 bars.")),
    stack_rows: v.optional(wholeNumber(2, 100, "Adjacent rows of one side that make a stack."), IMBALANCE_DEFAULTS.stackRows),
    empty_counts_as_one: v.optional(trueOrFalse("Whether an empty opposite cell counts as one lot; otherwise it makes no imbalance."), IMBALANCE_DEFAULTS.emptyCountsAsOne),
  }),
  answer: {
    columns: [
      TIMESTAMP,
      numberColumn("price", "price", "Lowest tick of the dominant cell's row."),
      { name: "type", kind: "text", values: TYPES, description: "Which side dominates." },
      numberColumn("number", "ratio", "The dominant cell over the opposite one."),
      numberColumn("volume", "bid", "The diagonal pair's volume sold at the bid."),
      numberColumn("volume", "ask", "The diagonal pair's volume bought at the ask."),
      { name: "stacked", kind: "flag", description: "Part of a run of enough adjacent rows of the same side." },
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", timeframe: "1m", price_tick: 5, ratio: 3, limit: 3 },
    answer: [
      {
        timestamp: "2024-08-08T23:57:00.000Z",
        price: 61625,
        type: "sell_imbalance",
        ratio: 6.625780806360023,
        bid: 23.336,
        ask: 3.522,
        stacked: false,
      },
    ],
  },
  respond: (context, request) => {
    const { instrument, timeframeSec } = context;
    const ticksPerRow = toTicksPerRow(instrument, request.price_tick);
    const fold = new DiagonalImbalanceFold({
      timeframeSec,
      ticksPerRow,
      ratio: request.ratio,
      minimumLots: toLots(instrument, "min_volume", request.min_volume),
      emptyCountsAsOne: request.empty_counts_as_one,
      stackRows: request.stack_rows,
    });
    const study = seriesStudy(fold, createImbalanceSeries(), (rows, length) => {
      const shown = request.stacked ? indexesOf(rows.stacked) : undefined;
      const pick = (column: Float64Array): Float64Array => (shown === undefined ? column : Float64Array.from(shown, (row) => column[row]));
      return {
        length: shown?.length ?? length,
        numbers: {
          timestamp: pick(rows.timeSec),
          price: pick(rows.row).map((row) => row * ticksPerRow),
          ratio: pick(rows.ratio),
          bid: pick(rows.bidLots),
          ask: pick(rows.askLots),
          stacked: pick(rows.stacked),
          reliable: pick(rows.reliable),
        },
        texts: { type: Array.from(pick(rows.side), (side) => TYPES[side === 1 ? 1 : 0]) },
      };
    });
    return { units: instrument, batches: barBatches(context, firstShownBarSec(context) - rowMedianWindowSec(timeframeSec), study) };
  },
});

function indexesOf(flags: Float64Array): number[] {
  const indexes: number[] = [];
  flags.forEach((flag, index) => {
    if (flag === 1) indexes.push(index);
  });
  return indexes;
}
