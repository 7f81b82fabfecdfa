import * as v from "valibot";
import { formatSteps } from "../../../core/market/decimal-step.ts";
import { ABSORPTION_DEFAULTS, type AbsorptionEvent, AbsorptionFold } from "../../../core/orderflow/signals/absorption.ts";
import { EVIDENCE, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { eventAnswer } from "../event-answer.ts";
import { amount, commonFields, decimalWithin, PRICE_TICK, wholeNumber } from "../request/request-fields.ts";
import { toLots, toTicksPerRow } from "../request/request-steps.ts";
import { defineStudy } from "../study-route.ts";

const TYPES: Readonly<Record<AbsorptionEvent["kind"], string>> = { "bid-absorption": "bid_absorption", "ask-absorption": "ask_absorption" };

/** `POST /api/v1/orderflow/absorption` */
export const ABSORPTION_STUDY = defineStudy({
  path: "orderflow/absorption",
  summary: "Absorption",
  description: "One side trades hard and the price holds: `bid_absorption` when sellers dominate, `ask_absorption` when buyers do. Works on single seconds; one event per episode.",
  request: v.strictObject({
    ...commonFields("1s"),
    window: v.optional(wholeNumber(1, 300, "Seconds of the window."), ABSORPTION_DEFAULTS.windowSec),
    min_volume: v.optional(amount("Least volume of the window. Default: mean + `deviations` sd of the windows of the last 15 minutes.")),
    deviations: v.optional(decimalWithin(0, 100, "Standard deviations above the mean that the volume must reach."), ABSORPTION_DEFAULTS.deviations),
    range_share: v.optional(decimalWithin(0, 1, "The window's range as a share of its mid price must be below this."), ABSORPTION_DEFAULTS.rangeShare),
    dominance: v.optional(decimalWithin(0, 1000, "How many times the other side the dominant one must be."), ABSORPTION_DEFAULTS.dominance),
    hold_share: v.optional(decimalWithin(0, 1000, "Most net move in the dominant direction, as a share of the median range."), ABSORPTION_DEFAULTS.holdShare),
    price_tick: PRICE_TICK,
  }),
  answer: {
    columns: [
      TIMESTAMP,
      numberColumn("price", "price", "Row with the most volume of the dominant side."),
      { name: "type", kind: "text", values: Object.values(TYPES), description: "Which side is absorbed." },
      numberColumn("number", "strength", "0 to 1: the dominant side over the other, over 5."),
      numberColumn("volume", "volume", "Volume of the first qualifying window."),
      numberColumn("volume", "bid_volume", "Of it, sold at the bid."),
      numberColumn("volume", "ask_volume", "Of it, bought at the ask."),
      { name: "description", kind: "text", description: "The event in words." },
      EVIDENCE,
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", window: 5 },
    answer: [
      {
        timestamp: "2024-08-08T23:56:56.000Z",
        price: 61715.9,
        type: "ask_absorption",
        strength: 1,
        volume: 49.397,
        bid_volume: 4.441,
        ask_volume: 44.956,
        description: "44.956 bought within 5 s around 61715.9 and the price held",
        evidence: {
          confirmed_timestamp: "2024-08-08T23:56:56.000Z",
          window_seconds: 5,
          range: 10,
          range_share: 0.00016204592705664639,
          most_range_share: 0.0005,
          required_dominance: 2,
          threshold_volume: 24.246513040299288,
          mean_volume: 13.728115384615386,
          deviation_volume: 10.518397655683904,
          deviations: 1,
          windows: 156,
          move: 0.7,
          most_move: 2.875,
          median_range: 11.5,
        },
      },
    ],
  },
  respond: (context, request) => {
    const { instrument } = context;
    const fold = new AbsorptionFold({
      windowSec: request.window,
      minimumLots: toLots(instrument, "min_volume", request.min_volume),
      deviations: request.deviations,
      rangeShare: request.range_share,
      dominance: request.dominance,
      holdShare: request.hold_share,
      ticksPerRow: toTicksPerRow(instrument, request.price_tick),
    });
    const describe = ({ kind, bidLots, askLots, priceTicks }: AbsorptionEvent): string => {
      const [lots, verb] = kind === "bid-absorption" ? [bidLots, "sold"] : [askLots, "bought"];
      const unit = instrument.volumeUnit === "" ? "" : ` ${instrument.volumeUnit}`;
      return `${formatSteps(lots, instrument.lot)}${unit} ${verb} within ${request.window} s around ${formatSteps(priceTicks, instrument.tick)} and the price held`;
    };
    return eventAnswer(context, {
      fold,
      confirmedWithinSec: 0,
      priceOf: ({ priceTicks }) => priceTicks,
      numbers: {
        price: ({ priceTicks }) => priceTicks,
        strength: ({ strength }) => strength,
        volume: ({ volumeLots }) => volumeLots,
        bid_volume: ({ bidLots }) => bidLots,
        ask_volume: ({ askLots }) => askLots,
      },
      texts: { type: ({ kind }) => TYPES[kind], description: describe },
    });
  },
});
