import type { BarView } from "../../core/market/bar-view.ts";

/** Share of the prices between a second's lowest and highest that trade: one in three. */
const MAX_PRICE_STEP = 5;

/**
 * `seconds` consecutive seconds of `levelsPerSecond` levels each, spread over about three times as many prices around a drifting middle, as in a fast
 * market with a small tick. Built straight into columns, so that benches start at once. Deterministic.
 */
export function buildSpreadBars(firstSec: number, seconds: number, levelsPerSecond: number): BarView {
  const levels = seconds * levelsPerSecond;
  const bars = {
    length: seconds,
    timeSec: Float64Array.from({ length: seconds }, (_, bar) => firstSec + bar),
    openTicks: new Int32Array(seconds),
    highTicks: new Int32Array(seconds),
    lowTicks: new Int32Array(seconds),
    closeTicks: new Int32Array(seconds),
    volumeLots: new Float64Array(seconds),
    bidLots: new Float64Array(seconds),
    askLots: new Float64Array(seconds),
    trades: new Int32Array(seconds).fill(levelsPerSecond),
    openInterest: new Float64Array(seconds).fill(Number.NaN),
    estimated: new Uint8Array(seconds),
    levelOffsets: Int32Array.from({ length: seconds + 1 }, (_, bar) => bar * levelsPerSecond),
    levelPriceTicks: new Int32Array(levels),
    levelBidLots: new Float64Array(levels),
    levelAskLots: new Float64Array(levels),
    levelTrades: new Int32Array(levels).fill(1),
  };
  let state = 0x2545f491;
  const random = (): number => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) / 2 ** 32;
  };
  let low = 600_000;
  for (let bar = 0; bar < seconds; bar++) {
    low += Math.floor(random() * 9) - 4;
    let price = low;
    for (let level = bar * levelsPerSecond; level < (bar + 1) * levelsPerSecond; level++) {
      const lots = Math.ceil(1 / (random() ** 2 + 1e-5));
      bars.levelPriceTicks[level] = price;
      if (random() < 0.5) bars.levelBidLots[level] = lots;
      else bars.levelAskLots[level] = lots;
      bars.bidLots[bar] += bars.levelBidLots[level];
      bars.askLots[bar] += bars.levelAskLots[level];
      bars.highTicks[bar] = price;
      price += 1 + Math.floor(random() * MAX_PRICE_STEP);
    }
    bars.volumeLots[bar] = bars.bidLots[bar] + bars.askLots[bar];
    bars.lowTicks[bar] = bars.openTicks[bar] = low;
    bars.closeTicks[bar] = bars.highTicks[bar];
  }
  return bars;
}
