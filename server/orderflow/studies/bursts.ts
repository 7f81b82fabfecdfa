import * as v from "valibot";
import type { DecimalStep } from "../../../core/market/decimal-step.ts";
import { BURST_DEFAULTS } from "../../../core/orderflow/signals/burst.ts";
import { type BurstFlowEvent, MICRO_PULLBACK_DEFAULTS, MicroPullbackFold } from "../../../core/orderflow/signals/micro-pullback.ts";
import { EVIDENCE, meanVolume, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { eventAnswer } from "../event-answer.ts";
import { badField } from "../request/request-error.ts";
import { amount, commonFields, decimalWithin, wholeNumber } from "../request/request-fields.ts";
import { toLots } from "../request/request-steps.ts";
import { defineStudy } from "../study-route.ts";

const TYPES: Readonly<Record<BurstFlowEvent["kind"], string>> = {
  "buying-burst": "BUYING_BURST",
  "selling-burst": "SELLING_BURST",
  "micro-pullback": "MICRO_PULLBACK",
  "micro-push": "MICRO_PUSH",
};

/** `POST /api/v1/orderflow/bursts` */
export const BURSTS_STUDY = defineStudy({
  path: "orderflow/bursts",
  summary: "Bursts, micro pullbacks and pushes",
  description: "Runs of seconds in which one side trades far more than before, each listed once it has ended, and the pullbacks and pushes that follow them.",
  request: v.strictObject({
    ...commonFields("1s"),
    threshold: v.optional(amount("Volume per second of one side that a burst exceeds. Default: mean + `deviations` sd to start, the mean to go on.")),
    deviations: v.optional(decimalWithin(0, 100, "Standard deviations above the mean at which a burst starts."), BURST_DEFAULTS.deviations),
    window: v.optional(wholeNumber(30, 3600, "Seconds before the start from which the mean is taken."), BURST_DEFAULTS.windowSec),
    least_retrace: v.optional(decimalWithin(0, 1000, "Share of the burst's move from which a retrace counts."), MICRO_PULLBACK_DEFAULTS.leastRetrace),
    most_retrace: v.optional(decimalWithin(0, 1000, "Share up to which it is a pullback."), MICRO_PULLBACK_DEFAULTS.mostRetrace),
    within: v.optional(wholeNumber(1, 600, "Seconds in which to pull back, and then to push."), MICRO_PULLBACK_DEFAULTS.withinSec),
  }),
  answer: {
    columns: [
      TIMESTAMP,
      { name: "type", kind: "text", values: Object.values(TYPES), description: "What it is." },
      numberColumn("number", "duration", "Seconds; 1 for pullbacks and pushes."),
      numberColumn("volume", "total_volume", "Both sides."),
      numberColumn("number", "avg_delta", "Mean of ask - bid per second; negative when selling."),
      { name: "label", kind: "text", description: "The event in words." },
      numberColumn("price", "price", "Close of the burst's first second; extreme of a pullback's or push's second."),
      EVIDENCE,
      { name: "burst_timestamp", kind: "time", nullable: true, omit: "missing", description: "First second of the burst that a pullback or push follows. JSON leaves it out for bursts." },
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT" },
    answer: [
      {
        timestamp: "2024-08-08T23:54:59.000Z",
        type: "SELLING_BURST",
        duration: 2,
        total_volume: 15.53,
        avg_delta: -5.07,
        label: "Selling burst, 2 s",
        price: 61807.8,
        evidence: {
          confirmed_timestamp: "2024-08-08T23:55:01.000Z",
          first_volume: 8.699,
          threshold_volume: 8.193355703982606,
          mean_volume: 1.544046511627907,
          deviation_volume: 3.32465459617735,
          deviations: 2,
          window_seconds: 43,
          origin: 61818.7,
          extreme: 61800,
          side_volume: 12.835,
          least_volume: 4.136,
        },
      },
    ],
  },
  respond: (context, request) => {
    const { instrument } = context;
    if (request.most_retrace < request.least_retrace) throw badField("most_retrace", request.most_retrace, `must be at least least_retrace ${request.least_retrace}`);
    const fold = new MicroPullbackFold({
      thresholdLots: toLots(instrument, "threshold", request.threshold),
      deviations: request.deviations,
      windowSec: request.window,
      leastRetrace: request.least_retrace,
      mostRetrace: request.most_retrace,
      withinSec: request.within,
    });
    return eventAnswer(context, {
      fold,
      confirmedWithinSec: Number.POSITIVE_INFINITY,
      priceOf: ({ priceTicks }) => priceTicks,
      numbers: {
        duration: (event) => ("durationSec" in event ? event.durationSec : 1),
        total_volume: ({ volumeLots }) => volumeLots,
        avg_delta: (event) => averageDelta(event, instrument.lot),
        price: ({ priceTicks }) => priceTicks,
        burst_timestamp: (event) => ("burstSec" in event ? event.burstSec : Number.NaN),
      },
      texts: { type: ({ kind }) => TYPES[kind], label: labelOf },
    });
  },
});

/** Rounded once, from the whole lots of all seconds. */
function averageDelta(event: BurstFlowEvent, lot: DecimalStep): number {
  if (!("averageDeltaLots" in event)) return meanVolume(event.deltaLots, 1, lot);
  return meanVolume(Math.round(event.averageDeltaLots * event.durationSec), event.durationSec, lot);
}

function labelOf(event: BurstFlowEvent): string {
  switch (event.kind) {
    case "buying-burst":
      return `Buying burst, ${event.durationSec} s`;
    case "selling-burst":
      return `Selling burst, ${event.durationSec} s`;
    case "micro-pullback":
      return `Pullback of ${Math.round(event.evidence.retrace * 100)} % after a ${event.side === "buy" ? "buying" : "selling"} burst`;
    case "micro-push":
      return `Push beyond a ${event.side === "buy" ? "buying" : "selling"} burst`;
  }
}
