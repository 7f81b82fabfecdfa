import fc from "fast-check";
import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { FormingBar } from "../../../core/market/forming-bar.ts";
import { normalizeGaps } from "../../../core/orderflow/fold/gaps.ts";
import { seededRandom } from "../../../client/gallery/seeded-random.ts";

/** A trade in whole ticks and lots. */
export interface PlainTrade {
  readonly timeSec: number;
  readonly priceTicks: number;
  readonly sizeLots: number;
  readonly side: "buy" | "sell";
}

/** A random market with what real ones have: calm and hurried stretches, empty seconds, one-sided seconds, single prices, gaps, negative prices, zero sizes. */
export interface MarketCase {
  readonly trades: readonly PlainTrade[];
  readonly bars: BarView;
  readonly gaps: Float64Array;
  /** Ascending bar indices at which the stream is cut into portions. */
  readonly cuts: readonly number[];
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

/** 2024-03-09 23:58:20 UTC, shortly before midnight, so that sessions change within a case. */
const START_SEC = 1_710_028_700;

/** Columns of trades that are in order of time. */
export function barsOfTrades(trades: readonly PlainTrade[]): BarView {
  const columns = new BarColumns();
  const bar = new FormingBar();
  for (const { timeSec, priceTicks, sizeLots, side } of trades) {
    if (bar.trades > 0 && bar.timeSec !== timeSec) columns.appendForming(bar);
    if (bar.trades === 0 || bar.timeSec !== timeSec) bar.start(timeSec);
    bar.add(priceTicks, side === "sell" ? sizeLots : 0, side === "buy" ? sizeLots : 0);
  }
  if (bar.trades > 0) columns.appendForming(bar);
  return columns.view();
}

interface Shape {
  readonly seed: number;
  readonly seconds: number;
  readonly emptyShare: number;
  readonly spread: number;
  readonly gapCount: number;
  readonly cutCount: number;
  readonly lotScale: number;
  readonly basePrice: number;
}

/** @param maxSeconds longest case; windows of half a minute need more than a minute to say anything. */
export function marketCase(maxSeconds: number): fc.Arbitrary<MarketCase> {
  return fc
    .record({
      seed: fc.integer(),
      seconds: fc.integer({ min: 1, max: maxSeconds }),
      emptyShare: fc.constantFrom(0, 0.1, 0.5, 0.9),
      spread: fc.integer({ min: 1, max: 14 }),
      gapCount: fc.integer({ min: 0, max: 3 }),
      cutCount: fc.integer({ min: 0, max: 6 }),
      lotScale: fc.constantFrom(3, 40, 5_000, 20_000_000),
      basePrice: fc.constantFrom(-3, 5, 100_000),
    })
    .map(caseOf);
}

function caseOf(shape: Shape): MarketCase {
  const random = seededRandom(shape.seed);
  const trades = tradesOf(shape, random);
  const bars = barsOfTrades(trades);
  const pick = (count: number): number => Math.floor(random() * count);
  const gaps: number[] = [];
  for (let gap = 0; gap < shape.gapCount; gap++) {
    const from = START_SEC - 5 + pick(shape.seconds + 10);
    gaps.push(from, from + 1 + pick(8));
  }
  return {
    trades,
    bars,
    gaps: normalizeGaps(gaps),
    cuts: Array.from({ length: shape.cutCount }, () => pick(bars.length + 1)).sort((a, b) => a - b),
    timeframeSec: [1, 2, 5, 15, 60][pick(5)],
    ticksPerRow: [1, 1, 2, 5, 10][pick(5)],
  };
}

/** A price that wanders and now and then runs; in a run one side trades much and the price follows, or does not. */
function tradesOf({ seconds, emptyShare, spread, lotScale, basePrice }: Shape, random: () => number): PlainTrade[] {
  const trades: PlainTrade[] = [];
  let price = basePrice;
  let runSeconds = 0;
  let runSide: "buy" | "sell" = "buy";
  let runDrift = 0;
  for (let second = 0; second < seconds; second++) {
    if (runSeconds === 0 && random() < 0.06) {
      runSeconds = 1 + Math.floor(random() * 5);
      runSide = random() < 0.5 ? "buy" : "sell";
      runDrift = random() < 0.5 ? 0 : Math.ceil(random() * spread);
    }
    const running = runSeconds > 0;
    if (running) runSeconds--;
    else if (random() < emptyShare) continue;
    price += running ? (runSide === "buy" ? runDrift : -runDrift) : Math.round((random() - 0.5) * 3);
    const width = random() < 0.2 ? 1 : spread;
    const oneSided = random() < 0.2;
    const count = 1 + Math.floor(random() * (running ? 12 : 5));
    for (let trade = 0; trade < count; trade++) {
      trades.push({
        timeSec: START_SEC + second,
        priceTicks: price + Math.floor(random() * width) - (width >> 1),
        sizeLots: random() < 0.05 ? 0 : Math.ceil(random() ** 3 * lotScale * (running ? 4 : 1)),
        side: running ? (random() < 0.85 ? runSide : runSide === "buy" ? "sell" : "buy") : oneSided || random() < 0.5 ? "buy" : "sell",
      });
    }
  }
  return trades;
}

/** The pairs that have started at or before a second: all that a stream can know then. */
export function gapsKnownAt(gaps: Float64Array, sec: number): Float64Array {
  let count = 0;
  while (count < gaps.length && gaps[count] <= sec) count += 2;
  return gaps.subarray(0, count);
}

/** Calls `append` for each portion between the cuts, every other one as a view of its own, with the gaps known by then. */
export function feedInParts(market: MarketCase, append: (bars: BarView, from: number, to: number, gaps: Float64Array) => void): void {
  const ends = [...market.cuts, market.bars.length];
  let from = 0;
  ends.forEach((to, part) => {
    if (to > from) {
      const known = gapsKnownAt(market.gaps, market.bars.timeSec[to - 1]);
      if (part % 2 === 0) append(market.bars, from, to, known);
      else append(copyOf(market.bars, from, to), 0, to - from, known);
    }
    from = to;
  });
}

function copyOf(bars: BarView, from: number, to: number): BarView {
  const columns = new BarColumns();
  columns.append(bars, from, to);
  return columns.view();
}
