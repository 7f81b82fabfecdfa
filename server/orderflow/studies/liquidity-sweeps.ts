import * as v from "valibot";
import { LIQUIDITY_SWEEP_DEFAULTS, type LiquiditySweepEvent, LiquiditySweepFold } from "../../../core/orderflow/signals/liquidity-sweep.ts";
import { EVIDENCE, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { eventAnswer } from "../event-answer.ts";
import { commonFields, decimalWithin, wholeNumber } from "../request/request-fields.ts";
import { defineStudy } from "../study-route.ts";

const TYPES: Readonly<Record<LiquiditySweepEvent["kind"], string>> = { "upside-sweep": "UPSIDE_SWEEP", "downside-sweep": "DOWNSIDE_SWEEP" };

/** `POST /api/v1/orderflow/liquidity-sweeps` */
export const LIQUIDITY_SWEEPS_STUDY = defineStudy({
  path: "orderflow/liquidity-sweeps",
  summary: "Liquidity sweeps",
  description: "Price runs beyond a recent extreme on volume and comes straight back. Stamped with the sweeping second, listed from the reversal on.",
  request: v.strictObject({
    ...commonFields("1s"),
    level_seconds: v.optional(wholeNumber(2, 3600, "The level is the extreme of the seconds from this many before the sweep up to two before it."), LIQUIDITY_SWEEP_DEFAULTS.lookbackSec),
    within: v.optional(wholeNumber(0, 600, "Seconds after the sweep in which to reverse."), LIQUIDITY_SWEEP_DEFAULTS.withinSec),
    volume_factor: v.optional(decimalWithin(0, 1000, "Least volume, as a multiple of the mean of the second and the ten bars before."), LIQUIDITY_SWEEP_DEFAULTS.volumeFactor),
    side_share: v.optional(decimalWithin(0, 1, "Least share of the volume on the sweeping side."), LIQUIDITY_SWEEP_DEFAULTS.sideShare),
    wick_factor: v.optional(decimalWithin(0, 1000, "Least length of the wick, as a multiple of the body."), LIQUIDITY_SWEEP_DEFAULTS.wickFactor),
  }),
  answer: {
    columns: [
      TIMESTAMP,
      { name: "type", kind: "text", values: Object.values(TYPES), description: "Which way price ran." },
      numberColumn("price", "swept_level", "The extreme that was passed."),
      numberColumn("price", "reversal_price", "Close of the reversal's second."),
      { name: "reversal_time", kind: "time", description: "Second of the reversal." },
      numberColumn("volume", "volume", "Volume of the sweeping second."),
      { name: "label", kind: "text", description: "The event in words." },
      EVIDENCE,
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT" },
    answer: [
      {
        timestamp: "2024-08-08T23:54:59.000Z",
        type: "DOWNSIDE_SWEEP",
        swept_level: 61812.6,
        reversal_price: 61813,
        reversal_time: "2024-08-08T23:55:00.000Z",
        volume: 9.074,
        label: "Ran below a recent low and came back within 1 s",
        evidence: {
          confirmed_timestamp: "2024-08-08T23:55:00.000Z",
          lookback_seconds: 20,
          extreme: 61800,
          wick: 13,
          body: 5.7,
          wick_factor: 2,
          mean_volume: 3.0063636363636363,
          volume_factor: 1.5,
          side_share: 0.9586731320255676,
          required_side_share: 0.6,
        },
      },
    ],
  },
  respond: (context, request) =>
    eventAnswer(context, {
      fold: new LiquiditySweepFold({
        lookbackSec: request.level_seconds,
        withinSec: request.within,
        volumeFactor: request.volume_factor,
        sideShare: request.side_share,
        wickFactor: request.wick_factor,
      }),
      confirmedWithinSec: request.within + 1,
      priceOf: ({ sweptTicks }) => sweptTicks,
      numbers: {
        swept_level: ({ sweptTicks }) => sweptTicks,
        reversal_price: ({ reversalTicks }) => reversalTicks,
        reversal_time: ({ confirmedSec }) => confirmedSec,
        volume: ({ volumeLots }) => volumeLots,
      },
      texts: { type: ({ kind }) => TYPES[kind], label: labelOf },
    }),
});

function labelOf({ kind, timeSec, confirmedSec }: LiquiditySweepEvent): string {
  const [extreme, way] = kind === "upside-sweep" ? ["high", "above"] : ["low", "below"];
  return `Ran ${way} a recent ${extreme} and came back within ${confirmedSec - timeSec} s`;
}
