import fc from "fast-check";
import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { TIMEFRAMES, timeframeSec } from "../../core/market/timeframe.ts";
import { seededBars } from "../support/seeded-bars.ts";

/** Bars around any price, below zero too. */
export const anyBars: fc.Arbitrary<BarView> = fc
  .record({ seed: fc.integer(), count: fc.integer({ min: 1, max: 120 }), shift: fc.constantFrom(0, -50_000, -50_020, -1_000_000), startSec: fc.integer({ min: 0, max: 2_000_000_000 }) })
  .map(({ seed, count, shift, startSec }) => shiftPrices(seededBars({ seed, count, startSec }), shift));

export const anyColumnSec = fc.constantFrom(...TIMEFRAMES).map(timeframeSec);
export const anyTicksPerRow = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.constantFrom(100, 1000, 1 << 20));

function shiftPrices(bars: BarView, by: number): BarView {
  const columns = new BarColumns();
  const shifted = (prices: Int32Array) => prices.map((price) => price + by);
  columns.append({
    ...bars,
    openTicks: shifted(bars.openTicks),
    highTicks: shifted(bars.highTicks),
    lowTicks: shifted(bars.lowTicks),
    closeTicks: shifted(bars.closeTicks),
    levelPriceTicks: shifted(bars.levelPriceTicks),
  });
  return columns.view();
}
