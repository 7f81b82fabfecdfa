import type { BarView } from "../../core/market/bar-view.ts";

/** Where the chance of a market without a seed begins. */
export const FIRST_STATE = 0x2545f491;

/** Columns of `seconds` consecutive seconds with `levelsPerSecond` levels each; prices, sizes and trades are still 0. */
export function makeLevelColumns(firstSec: number, seconds: number, levelsPerSecond: number): BarView {
  const levels = seconds * levelsPerSecond;
  return {
    length: seconds,
    timeSec: Float64Array.from({ length: seconds }, (_, bar) => firstSec + bar),
    openTicks: new Int32Array(seconds),
    highTicks: new Int32Array(seconds),
    lowTicks: new Int32Array(seconds),
    closeTicks: new Int32Array(seconds),
    volumeLots: new Float64Array(seconds),
    bidLots: new Float64Array(seconds),
    askLots: new Float64Array(seconds),
    trades: new Int32Array(seconds),
    openInterest: new Float64Array(seconds).fill(Number.NaN),
    estimated: new Uint8Array(seconds),
    levelOffsets: Int32Array.from({ length: seconds + 1 }, (_, bar) => bar * levelsPerSecond),
    levelPriceTicks: new Int32Array(levels),
    levelBidLots: new Float64Array(levels),
    levelAskLots: new Float64Array(levels),
    levelTrades: new Int32Array(levels),
  };
}

/** Adds each bar's levels up: its volumes and trades. */
export function sumLevels(bars: BarView): void {
  for (let bar = 0; bar < bars.length; bar++) {
    for (let level = bars.levelOffsets[bar]; level < bars.levelOffsets[bar + 1]; level++) {
      bars.bidLots[bar] += bars.levelBidLots[level];
      bars.askLots[bar] += bars.levelAskLots[level];
      bars.trades[bar] += bars.levelTrades[level];
    }
    bars.volumeLots[bar] = bars.bidLots[bar] + bars.askLots[bar];
  }
}
