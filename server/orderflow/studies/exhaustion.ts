import * as v from "valibot";
import { EXHAUSTION_DEFAULTS, type ExhaustionEvent, ExhaustionFold } from "../../../core/orderflow/signals/exhaustion.ts";
import { EVIDENCE, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { barStart } from "../bar-batches.ts";
import { eventAnswer } from "../event-answer.ts";
import { commonFields, decimalWithin, wholeNumber } from "../request/request-fields.ts";
import { defineStudy } from "../study-route.ts";

const TYPES: Readonly<Record<ExhaustionEvent["kind"], string>> = { "bullish-exhaustion": "bullish_exhaustion", "bearish-exhaustion": "bearish_exhaustion" };

/** `POST /api/v1/orderflow/exhaustion` */
export const EXHAUSTION_STUDY = defineStudy({
  path: "orderflow/exhaustion",
  summary: "Exhaustion",
  description: "A move goes on in price but no longer in delta and volume. `bullish_exhaustion` means that the up-move is tiring, `bearish_exhaustion` the down-move. Complete bars only.",
  request: v.strictObject({
    ...commonFields("1s"),
    closes: v.optional(wholeNumber(2, 500, "The close must pass each of the closes before it among this many bars."), EXHAUSTION_DEFAULTS.lookback),
    delta_share: v.optional(decimalWithin(0, 1000, "The delta must be below this share of the previous one."), EXHAUSTION_DEFAULTS.deltaShare),
    volume_share: v.optional(decimalWithin(0, 1000, "The volume must be below this share of the mean of this bar and the ten before."), EXHAUSTION_DEFAULTS.volumeShare),
  }),
  answer: {
    columns: [
      TIMESTAMP,
      { name: "type", kind: "text", values: Object.values(TYPES), description: "Which move is tiring." },
      { name: "reason", kind: "text", description: "The event in words." },
      numberColumn("number", "strength", "0 to 1: 1 - delta / previous delta."),
      numberColumn("price", "price", "Close of the bar."),
      numberColumn("volume", "delta", "Delta of the bar."),
      numberColumn("volume", "prev_delta", "Delta of the bar before."),
      EVIDENCE,
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT" },
    answer: [
      {
        timestamp: "2024-08-08T23:55:04.000Z",
        type: "bullish_exhaustion",
        reason: "highest close of 10 bars on a fading delta and a volume below 0.6 of its mean",
        strength: 0.7943896424167695,
        price: 61819.9,
        delta: 0.667,
        prev_delta: 3.244,
        evidence: {
          confirmed_timestamp: "2024-08-08T23:55:04.000Z",
          lookback: 10,
          passed: 61818.7,
          mean_delta: 2.4714,
          delta_share: 0.5,
          volume: 0.755,
          mean_volume: 3.3646363636363636,
          volume_share: 0.6,
        },
      },
    ],
  },
  respond: (context, request) => {
    const { timeframeSec, shown } = context;
    return eventAnswer(context, {
      fold: new ExhaustionFold({ timeframeSec, lookback: request.closes, deltaShare: request.delta_share, volumeShare: request.volume_share }),
      confirmedWithinSec: barStart(context, shown.endSec, true) - shown.endSec,
      priceOf: ({ priceTicks }) => priceTicks,
      numbers: {
        strength: ({ strength }) => strength,
        price: ({ priceTicks }) => priceTicks,
        delta: ({ deltaLots }) => deltaLots,
        prev_delta: ({ previousDeltaLots }) => previousDeltaLots,
      },
      texts: { type: ({ kind }) => TYPES[kind], reason: reasonOf },
    });
  },
});

function reasonOf({ kind, evidence }: ExhaustionEvent): string {
  const extreme = kind === "bullish-exhaustion" ? "highest" : "lowest";
  return `${extreme} close of ${evidence.lookback} bars on a fading delta and a volume below ${evidence.volumeShare} of its mean`;
}
