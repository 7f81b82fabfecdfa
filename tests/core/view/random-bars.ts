import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { seededRandom } from "../../../client/gallery/seeded-random.ts";

/** One traded level of one second. */
export interface PlainLevel {
  readonly timeSec: number;
  readonly priceTicks: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

/** Columns of plain levels, which must ascend by time, then price. Open and close are the lowest and the highest price. */
export function barsOf(levels: readonly PlainLevel[]): BarView {
  const columns = new BarColumns();
  for (let from = 0; from < levels.length; ) {
    let to = from;
    while (to < levels.length && levels[to].timeSec === levels[from].timeSec) to++;
    columns.append(oneBar(levels.slice(from, to)));
    from = to;
  }
  return columns.view();
}

function oneBar(levels: readonly PlainLevel[]): BarView {
  const sum = (pick: (level: PlainLevel) => number): number => levels.reduce((total, level) => total + pick(level), 0);
  const low = levels[0].priceTicks;
  const high = levels[levels.length - 1].priceTicks;
  const bid = sum((level) => level.bidLots);
  const ask = sum((level) => level.askLots);
  return {
    length: 1,
    timeSec: Float64Array.of(levels[0].timeSec),
    openTicks: Int32Array.of(low),
    highTicks: Int32Array.of(high),
    lowTicks: Int32Array.of(low),
    closeTicks: Int32Array.of(high),
    volumeLots: Float64Array.of(bid + ask),
    bidLots: Float64Array.of(bid),
    askLots: Float64Array.of(ask),
    trades: Int32Array.of(sum((level) => level.trades)),
    openInterest: Float64Array.of(Number.NaN),
    estimated: Uint8Array.of(0),
    levelOffsets: Int32Array.of(0, levels.length),
    levelPriceTicks: Int32Array.from(levels, (level) => level.priceTicks),
    levelBidLots: Float64Array.from(levels, (level) => level.bidLots),
    levelAskLots: Float64Array.from(levels, (level) => level.askLots),
    levelTrades: Int32Array.from(levels, (level) => level.trades),
  };
}

/** A wandering market: `seconds` seconds from `firstSec`, some empty, each with levels around a drifting price, some rows untouched within. */
export function randomLevels(seed: number, seconds: number, options: { firstSec?: number; priceTicks?: number; spread?: number; emptyShare?: number } = {}): PlainLevel[] {
  const random = seededRandom(seed);
  const { firstSec = 1_700_000_000, spread = 12, emptyShare = 0.2 } = options;
  const levels: PlainLevel[] = [];
  let price = options.priceTicks ?? 0;
  for (let second = 0; second < seconds; second++) {
    price += Math.round((random() - 0.5) * spread);
    if (random() < emptyShare) continue;
    const width = 1 + Math.floor(random() * spread);
    for (let offset = 0; offset < width; offset++) {
      if (offset > 0 && random() < 0.3) continue;
      const bidLots = random() < 0.3 ? 0 : Math.floor(random() ** 6 * 1e6);
      const askLots = bidLots === 0 || random() < 0.6 ? 1 + Math.floor(random() ** 6 * 1e6) : 0;
      levels.push({ timeSec: firstSec + second, priceTicks: price + offset, bidLots, askLots, trades: 1 + Math.floor(random() * 20) });
    }
  }
  return levels;
}
