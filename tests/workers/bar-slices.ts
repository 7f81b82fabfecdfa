import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";

/** The bars `from..to-1` as columns of their own, as a frame brings them. */
export function sliceBars(bars: BarView, from: number, to: number): BarView {
  const columns = new BarColumns();
  columns.append(bars, from, to);
  return columns.view();
}

/** An earlier state of a second: its levels up to `levels`, at least one. */
export function formingState(bars: BarView, index: number, levels: number): BarView {
  const start = bars.levelOffsets[index];
  const end = start + Math.max(1, Math.min(levels, bars.levelOffsets[index + 1] - start));
  const levelPriceTicks = bars.levelPriceTicks.slice(start, end);
  const levelBidLots = bars.levelBidLots.slice(start, end);
  const levelAskLots = bars.levelAskLots.slice(start, end);
  const levelTrades = bars.levelTrades.slice(start, end);
  const bid = sum(levelBidLots);
  const ask = sum(levelAskLots);
  return {
    length: 1,
    timeSec: Float64Array.of(bars.timeSec[index]),
    openTicks: Int32Array.of(levelPriceTicks[0]),
    highTicks: Int32Array.of(levelPriceTicks[levelPriceTicks.length - 1]),
    lowTicks: Int32Array.of(levelPriceTicks[0]),
    closeTicks: Int32Array.of(levelPriceTicks[0]),
    volumeLots: Float64Array.of(bid + ask),
    bidLots: Float64Array.of(bid),
    askLots: Float64Array.of(ask),
    trades: Int32Array.of(sum(levelTrades)),
    openInterest: Float64Array.of(Number.NaN),
    estimated: Uint8Array.of(0),
    levelOffsets: Int32Array.of(0, end - start),
    levelPriceTicks,
    levelBidLots,
    levelAskLots,
    levelTrades,
  };
}

/** Several single bars as one view. */
export function joinBars(parts: readonly BarView[]): BarView {
  const columns = new BarColumns();
  for (const part of parts) columns.append(part);
  return columns.view();
}

function sum(values: Float64Array | Int32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}
