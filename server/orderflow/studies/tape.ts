import * as v from "valibot";
import { type BarView, lowerBoundBar } from "../../../core/market/bar-view.ts";
import type { DecimalStep } from "../../../core/market/decimal-step.ts";
import { createTapeSeries, TAPE_DEFAULTS, TapeFold, type TapeParameters, type TapeSeries } from "../../../core/orderflow/flow/tape.ts";
import type { TableBatch } from "../../../protocol/table.ts";
import { meanVolume, numberColumn, RELIABLE, TIMESTAMP } from "../answer/common-columns.ts";
import { barSlices } from "../bar-slices.ts";
import { commonFields, decimalWithin, wholeNumber } from "../request/request-fields.ts";
import type { StudyContext } from "../study-context.ts";
import { defineStudy } from "../study-route.ts";

/** By the sign of ask - bid volume, from -1. */
const HIT_SIDES = ["HIT_BID", "NEUTRAL", "HIT_ASK"] as const;
/** Trades of a second have 32 bits. */
const MAX_TRADES = 2 ** 31 - 1;
const AGGRESSIONS = ["PASSIVE", "AGGRESSIVE"] as const;

/** `POST /api/v1/orderflow/tape` */
export const TAPE_STUDY = defineStudy({
  path: "orderflow/tape",
  summary: "Speed of the tape",
  description: "Per second with a trade: how many trades, how large on average, which side traded more, and whether the second stands out. Always single seconds.",
  request: v.strictObject({
    ...commonFields("1s"),
    threshold: v.optional(wholeNumber(0, Number.MAX_SAFE_INTEGER, "Trades per second above which a second is AGGRESSIVE. Default: `mean_factor` times the mean of the window, at least `least_trades`.")),
    window: v.optional(wholeNumber(30, 3600, "Seconds before from which the mean is taken."), TAPE_DEFAULTS.windowSec),
    mean_factor: v.optional(decimalWithin(0, 1000, "How many times the mean a second must exceed to be AGGRESSIVE."), TAPE_DEFAULTS.meanFactor),
    least_trades: v.optional(wholeNumber(0, MAX_TRADES, "Trades that a second must exceed in any case."), TAPE_DEFAULTS.leastTrades),
  }),
  answer: {
    columns: [
      TIMESTAMP,
      numberColumn("number", "trades_per_second", "Trades of the second."),
      { name: "avg_trade_size", kind: "number", nullable: true, description: "Volume / trades; null where the source counts no trades." },
      { name: "hit_side", kind: "text", values: HIT_SIDES, description: "The side with more volume." },
      { name: "aggression", kind: "text", values: AGGRESSIONS, description: "PASSIVE also while the window holds less than 30 seconds." },
      RELIABLE,
    ],
  },
  example: {
    request: { symbol: "BTCUSDT", limit: 60 },
    answer: [{ timestamp: "2024-08-08T23:59:00.000Z", trades_per_second: 70, avg_trade_size: 0.18, hit_side: "HIT_ASK", aggression: "PASSIVE" }],
  },
  respond: (context, { threshold, window, mean_factor, least_trades }) => ({
    units: context.instrument,
    batches: tapeBatches(context, { thresholdTrades: threshold ?? null, windowSec: window, meanFactor: mean_factor, leastTrades: least_trades }),
  }),
});

async function* tapeBatches({ bars, gaps, instrument, shown, turns }: StudyContext, parameters: TapeParameters): AsyncGenerator<TableBatch> {
  const fold = new TapeFold(parameters);
  const series = createTapeSeries();
  const first = lowerBoundBar(bars, shown.startSec);
  const to = lowerBoundBar(bars, shown.endSec);
  let index = first === to ? to : warmUpIndex(bars, first, parameters.windowSec);
  for await (const slice of barSlices(bars, index, to, turns)) {
    fold.append(bars, slice.from, slice.to, gaps, series);
    const hidden = Math.min(series.length, Math.max(0, first - index));
    index = slice.to;
    if (hidden < series.length) yield toBatch(series, hidden, instrument.lot);
    series.truncate(0);
  }
}

/** A bar at least a window before the first one shown, or the first of all: from there on the window is as if everything had been seen. */
function warmUpIndex(bars: BarView, first: number, windowSec: number): number {
  const fromSec = bars.timeSec[first] - windowSec;
  const index = lowerBoundBar(bars, fromSec);
  return bars.timeSec[index] === fromSec ? index : Math.max(0, index - 1);
}

function toBatch({ columns, length }: TapeSeries, from: number, lot: DecimalStep): TableBatch {
  const trades = columns.trades.subarray(from, length);
  const numbers = {
    timestamp: columns.timeSec.subarray(from, length),
    trades_per_second: trades,
    avg_trade_size: trades.map((count, row) => meanVolume(columns.volumeLots[from + row], count, lot)),
    reliable: columns.reliable.subarray(from, length),
  };
  const texts = {
    hit_side: Array.from(columns.side.subarray(from, length), (side) => HIT_SIDES[side + 1]),
    aggression: Array.from(columns.aggressive.subarray(from, length), (flag) => AGGRESSIONS[flag]),
  };
  return { length: length - from, numbers, texts };
}
