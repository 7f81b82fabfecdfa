import { normalizeGaps } from "../../../core/orderflow/fold/gaps.ts";
import { findRecording, readRecordedTrades } from "../../support/recordings.ts";
import { barsOfTrades, type PlainTrade } from "./market-case.ts";

/** The recordings, with tick and lot size, and the totals their source computed with decimal arithmetic, in lots. */
export const RECORDINGS = [
  { name: "binance_usdm_btcusdt_20240808", tick: "0.1", lot: "0.001", trades: 21_313, boughtLots: 1_251_576, soldLots: 1_177_790, prices: 1898, seconds: 344 },
  { name: "binance_usdm_ethusdt_20240808", tick: "0.01", lot: "0.001", trades: 14_076, boughtLots: 4_960_564, soldLots: 4_204_384, prices: 685, seconds: 344 },
  { name: "binance_spot_btcusdt_20240808", tick: "0.01", lot: "0.00001", trades: 9757, boughtLots: 9_665_118, soldLots: 11_538_197, prices: 2617, seconds: 345 },
  { name: "binance_spot_ethusdt_20240808", tick: "0.01", lot: "0.0001", trades: 6106, boughtLots: 9_530_359, soldLots: 13_082_790, prices: 498, seconds: 320 },
  { name: "binance_cm_btcusd_perp_20240808", tick: "0.1", lot: "1", trades: 2286, boughtLots: 35_603, soldLots: 47_638, prices: 672, seconds: 202 },
  { name: "binance_cm_ethusd_perp_20240808", tick: "0.01", lot: "1", trades: 1732, boughtLots: 115_762, soldLots: 133_797, prices: 357, seconds: 229 },
  { name: "binance_spot_BTCUSDT_20260216", tick: "0.01", lot: "0.00001", trades: 10_215, boughtLots: 2_259_500, soldLots: 1_682_560, prices: 1226, seconds: 281 },
  { name: "cme_ES_20220124_sierra", tick: "0.25", lot: "1", trades: 2026, boughtLots: 1432, soldLots: 1414, prices: 19, seconds: 58 },
  { name: "lobster_AMZN", tick: "0.01", lot: "1", trades: 11_419, boughtLots: 390_733, soldLots: 420_022, prices: 541, seconds: 3162 },
] as const;

export type Recording = (typeof RECORDINGS)[number];

/** Where a recording stands, or `undefined`. */
export function recordingFile({ name }: Recording): string | undefined {
  return findRecording(`trades/${name}.csv.gz`);
}

/** The trades of a recording by second, in order of arrival within each: some feeds step back in time. */
export function recordedTrades(recording: Recording, file: string): PlainTrade[] {
  return readRecordedTrades(file, recording.tick, recording.lot).sort((a, b) => a.timeSec - b.timeSec);
}

/** Bars of a recording and two invented gaps, one of which swallows a few seconds with trades. */
export function recordedMarket(trades: readonly PlainTrade[]) {
  const middle = trades.at(trades.length >> 1)?.timeSec ?? 0;
  return { trades, bars: barsOfTrades(trades), gaps: normalizeGaps([middle, middle + 3, middle + 20, middle + 21]) };
}
