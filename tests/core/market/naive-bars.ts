import fc from "fast-check";
import type { BarView } from "../../../core/market/bar-view.ts";

/** A bar as a plain row: the slow, obvious form that columns are compared with. */
export interface NaiveBar {
  timeSec: number;
  openTicks: number;
  highTicks: number;
  lowTicks: number;
  closeTicks: number;
  volumeLots: number;
  bidLots: number;
  askLots: number;
  trades: number;
  openInterest: number;
  estimated: number;
  levels: NaiveLevel[];
}

export interface NaiveLevel {
  priceTicks: number;
  bidLots: number;
  askLots: number;
  trades: number;
}

/** Rows with arbitrary contents in every field: growth and copying must not care what the numbers mean. */
export const naiveBars = (maxBars: number, maxLevels: number): fc.Arbitrary<NaiveBar[]> =>
  fc.array(
    fc.record({
      timeSec: fc.nat(),
      openTicks: fc.integer(),
      highTicks: fc.integer(),
      lowTicks: fc.integer(),
      closeTicks: fc.integer(),
      volumeLots: fc.maxSafeNat(),
      bidLots: fc.maxSafeNat(),
      askLots: fc.maxSafeNat(),
      trades: fc.nat(),
      openInterest: fc.oneof(fc.constant(Number.NaN), fc.nat()),
      estimated: fc.integer({ min: 0, max: 1 }),
      levels: fc.array(
        fc.record({ priceTicks: fc.integer(), bidLots: fc.maxSafeNat(), askLots: fc.maxSafeNat(), trades: fc.nat() }),
        { maxLength: maxLevels },
      ),
    }),
    { maxLength: maxBars },
  );

const BAR_KEYS = [
  "timeSec",
  "openTicks",
  "highTicks",
  "lowTicks",
  "closeTicks",
  "volumeLots",
  "bidLots",
  "askLots",
  "trades",
  "openInterest",
  "estimated",
] as const;

/** Rows as a view whose level arrays hold `padding` foreign levels on both sides. */
export function viewOf(rows: readonly NaiveBar[], padding = 0): BarView {
  const foreign = Array.from({ length: padding }, () => ({ priceTicks: -7, bidLots: 777, askLots: 777, trades: 777 }));
  const levels = [...foreign, ...rows.flatMap((row) => row.levels), ...foreign];
  const offsets = [padding];
  for (const row of rows) offsets.push(offsets[offsets.length - 1] + row.levels.length);
  const column = (key: (typeof BAR_KEYS)[number]) => rows.map((row) => row[key]);
  return {
    length: rows.length,
    timeSec: Float64Array.from(column("timeSec")),
    openTicks: Int32Array.from(column("openTicks")),
    highTicks: Int32Array.from(column("highTicks")),
    lowTicks: Int32Array.from(column("lowTicks")),
    closeTicks: Int32Array.from(column("closeTicks")),
    volumeLots: Float64Array.from(column("volumeLots")),
    bidLots: Float64Array.from(column("bidLots")),
    askLots: Float64Array.from(column("askLots")),
    trades: Int32Array.from(column("trades")),
    openInterest: Float64Array.from(column("openInterest")),
    estimated: Uint8Array.from(column("estimated")),
    levelOffsets: Int32Array.from(offsets),
    levelPriceTicks: Int32Array.from(levels.map((level) => level.priceTicks)),
    levelBidLots: Float64Array.from(levels.map((level) => level.bidLots)),
    levelAskLots: Float64Array.from(levels.map((level) => level.askLots)),
    levelTrades: Int32Array.from(levels.map((level) => level.trades)),
  };
}

/** The bars `from..to-1` of a view as plain rows. */
export function rowsOf(bars: BarView, from = 0, to = bars.length): NaiveBar[] {
  const rows: NaiveBar[] = [];
  for (let index = from; index < to; index++) {
    const row = { levels: [] as NaiveLevel[] } as NaiveBar;
    for (const key of BAR_KEYS) row[key] = bars[key][index];
    for (let level = bars.levelOffsets[index]; level < bars.levelOffsets[index + 1]; level++) {
      row.levels.push({
        priceTicks: bars.levelPriceTicks[level],
        bidLots: bars.levelBidLots[level],
        askLots: bars.levelAskLots[level],
        trades: bars.levelTrades[level],
      });
    }
    rows.push(row);
  }
  return rows;
}
