import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import type { Instrument } from "../../core/market/instrument.ts";

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function createRandom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export interface SeededBarsOptions {
  readonly seed: number;
  readonly count: number;
  /** First second. */
  readonly startSec?: number;
  /** Most levels of a bar. */
  readonly maxLevels?: number;
}

/** Bars that keep every rule of BarView: ascending seconds with holes, sorted levels whose sums are the bar's, some with open interest, some estimated. */
export function seededBars({ seed, count, startSec = 1_700_000_000, maxLevels = 12 }: SeededBarsOptions): BarView {
  const random = createRandom(seed);
  const below = (limit: number): number => Math.floor(random() * limit);
  const columns = new BarColumns();
  let timeSec = startSec;
  let middle = 50_000;
  for (let index = 0; index < count; index++) {
    const levels = 1 + below(maxLevels);
    middle += below(21) - 10;
    columns.append(oneBar(timeSec, middle, levels, below));
    timeSec += random() < 0.9 ? 1 : 1 + below(30);
  }
  return columns.view();
}

function oneBar(timeSec: number, lowTicks: number, levels: number, below: (limit: number) => number): BarView {
  const levelPriceTicks = Int32Array.from({ length: levels }, (_, level) => lowTicks + level * 2);
  const levelBidLots = Float64Array.from({ length: levels }, () => below(1000));
  const levelAskLots = Float64Array.from({ length: levels }, (_, level) => below(1000) + (levelBidLots[level] === 0 ? 1 : 0));
  const levelTrades = Int32Array.from({ length: levels }, () => 1 + below(9));
  return {
    length: 1,
    timeSec: Float64Array.of(timeSec),
    openTicks: Int32Array.of(levelPriceTicks[below(levels)]),
    highTicks: Int32Array.of(levelPriceTicks[levels - 1]),
    lowTicks: Int32Array.of(levelPriceTicks[0]),
    closeTicks: Int32Array.of(levelPriceTicks[below(levels)]),
    volumeLots: Float64Array.of(sumOf(levelBidLots) + sumOf(levelAskLots)),
    bidLots: Float64Array.of(sumOf(levelBidLots)),
    askLots: Float64Array.of(sumOf(levelAskLots)),
    trades: Int32Array.of(sumOf(levelTrades)),
    openInterest: Float64Array.of(below(3) === 0 ? below(1_000_000) : Number.NaN),
    estimated: Uint8Array.of(levels === 1 && below(2) === 0 ? 1 : 0),
    levelOffsets: Int32Array.of(0, levels),
    levelPriceTicks,
    levelBidLots,
    levelAskLots,
    levelTrades,
  };
}

function sumOf(values: Float64Array | Int32Array): number {
  let total = 0;
  for (const value of values) total += value;
  return total;
}

/** An instrument for tests. */
export function testInstrument(symbol = "TEST", tickSize = "0.1", lotSize = "0.001"): Instrument {
  return { symbol, description: "Test market", tickSize, lotSize, volumeUnit: "BTC", session: { timeZone: "UTC", start: "00:00" } };
}
