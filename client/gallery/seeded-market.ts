import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { FormingBar } from "../../core/market/forming-bar.ts";
import { seededRandom } from "./seeded-random.ts";

/** A market to look at. */
export interface SeededMarket {
  readonly bars: BarView;
  readonly gaps: Float64Array;
}

export interface SeededMarketOptions {
  readonly seed: number;
  readonly firstSec: number;
  readonly seconds: number;
  readonly priceTicks: number;
  /** Seconds `[from, to)` after the first that the source lost. */
  readonly lost?: readonly (readonly [number, number])[];
}

/** Trades in clusters: calm and busy stretches, trends, runs on one side, and sizes with a heavy tail. The same bars for the same seed. */
export function seedMarket(options: SeededMarketOptions): SeededMarket {
  const random = seededRandom(options.seed);
  const lost = options.lost ?? [];
  const columns = new BarColumns();
  const bar = new FormingBar();
  let price = options.priceTicks;
  let heat = 0.2;
  let drift = 0;
  for (let second = 0; second < options.seconds; second++) {
    heat = Math.max(0.05, heat * 0.97 + (random() < 0.02 ? random() * 2 : 0));
    drift = drift * 0.95 + (random() - 0.5) * 0.06;
    const trades = Math.floor(-Math.log(1 - random()) * 14 * heat);
    const inGap = lost.some(([from, to]) => second >= from && second < to);
    bar.start(options.firstSec + second);
    for (let trade = 0; trade < trades; trade++) {
      const buys = random() < 0.5 + drift * 0.3;
      if (random() < 0.3) price += (random() < 0.5 + drift ? 1 : -1) * Math.ceil(random() ** 3 * 6);
      const lots = Math.ceil(Math.exp(random() * 3 + random() ** 6 * 6));
      if (!inGap) bar.add(price + (buys ? 1 : 0), buys ? 0 : lots, buys ? lots : 0);
    }
    if (bar.trades > 0 && !inGap) columns.append(viewOf(bar));
  }
  return { bars: columns.view(), gaps: Float64Array.from(lost.flat(), (second) => options.firstSec + second) };
}

function viewOf(bar: FormingBar): BarView {
  return {
    length: 1,
    timeSec: Float64Array.of(bar.timeSec),
    openTicks: Int32Array.of(bar.openTicks),
    highTicks: Int32Array.of(bar.highTicks),
    lowTicks: Int32Array.of(bar.lowTicks),
    closeTicks: Int32Array.of(bar.closeTicks),
    volumeLots: Float64Array.of(bar.bidLots + bar.askLots),
    bidLots: Float64Array.of(bar.bidLots),
    askLots: Float64Array.of(bar.askLots),
    trades: Int32Array.of(bar.trades),
    openInterest: Float64Array.of(Number.NaN),
    estimated: Uint8Array.of(0),
    levelOffsets: Int32Array.of(0, bar.levelCount),
    levelPriceTicks: bar.levelPriceTicks.slice(0, bar.levelCount),
    levelBidLots: bar.levelBidLots.slice(0, bar.levelCount),
    levelAskLots: bar.levelAskLots.slice(0, bar.levelCount),
    levelTrades: bar.levelTrades.slice(0, bar.levelCount),
  };
}
