import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../../../core/market/bar-view.ts";
import { type BarFootprint, barFootprint, IMBALANCE_MARKS } from "../../../../core/orderflow/footprint/bar-footprint.ts";
import { diagonalImbalances, IMBALANCE_DEFAULTS, type ImbalanceParameters } from "../../../../core/orderflow/footprint/diagonal-imbalance.ts";
import { barsOfTrades, marketCase, type PlainTrade } from "../market-case.ts";
import { RECORDINGS, recordedMarket, recordedTrades, recordingFile } from "../recorded-markets.ts";
import { rowsOfSeries } from "../series-rows.ts";

const NO_GAPS = new Float64Array(0);

/** A bar by brute force over the trades, marks aside. */
function sumTrades(trades: readonly PlainTrade[], startSec: number, { timeframeSec, ticksPerRow }: ImbalanceParameters) {
  const inBar = trades.filter(({ timeSec }) => timeSec >= startSec && timeSec < startSec + timeframeSec);
  const rows = new Map<number, { bid: number; ask: number; trades: number }>();
  let delta = 0;
  const deltas = [0];
  for (const [at, { timeSec, priceTicks, sizeLots, side }] of inBar.entries()) {
    const row = Math.floor(priceTicks / ticksPerRow);
    const sums = rows.get(row) ?? { bid: 0, ask: 0, trades: 0 };
    if (side === "buy") sums.ask += sizeLots;
    else sums.bid += sizeLots;
    sums.trades++;
    rows.set(row, sums);
    delta += side === "buy" ? sizeLots : -sizeLots;
    if (inBar[at + 1]?.timeSec !== timeSec) deltas.push(delta);
  }
  const prices = inBar.map(({ priceTicks }) => priceTicks);
  return {
    rows: [...rows].toSorted(([a], [b]) => a - b).map(([row, sums]) => ({ row, ...sums })),
    openTicks: prices[0],
    highTicks: Math.max(...prices),
    lowTicks: Math.min(...prices),
    closeTicks: prices[prices.length - 1],
    minDeltaLots: Math.min(...deltas),
    maxDeltaLots: Math.max(...deltas),
  };
}

function plain({ row, bidLots, askLots, trades, openTicks, highTicks, lowTicks, closeTicks, minDeltaLots, maxDeltaLots }: BarFootprint) {
  const rows = Array.from(row, (number, at) => ({ row: number, bid: bidLots[at], ask: askLots[at], trades: trades[at] }));
  return { rows, openTicks, highTicks, lowTicks, closeTicks, minDeltaLots, maxDeltaLots };
}

/** Rows with a mark: `row side stacked`. */
function marksOf({ row, buyMark, sellMark }: BarFootprint): string[] {
  const say = (marks: Uint8Array, side: string): string[] =>
    Array.from(row, (number, at) => (marks[at] === IMBALANCE_MARKS.none ? "" : `${number} ${side} ${marks[at] === IMBALANCE_MARKS.stacked}`));
  return [...say(buyMark, "buy"), ...say(sellMark, "sell")].filter((text) => text !== "").toSorted();
}

function expectBars(trades: readonly PlainTrade[], bars: BarView, gaps: Float64Array, parameters: ImbalanceParameters): number {
  const { timeframeSec } = parameters;
  const all = rowsOfSeries(diagonalImbalances(bars, gaps, parameters));
  const starts = new Set(trades.map(({ timeSec }) => Math.floor(timeSec / timeframeSec) * timeframeSec));
  let marks = 0;
  for (const startSec of starts) {
    const bar = barFootprint(bars, gaps, startSec, parameters);
    if (bar === null) throw new Error(`no bar at ${startSec}`);
    expect(plain(bar)).toEqual(sumTrades(trades, startSec, parameters));
    const expected = all.filter(({ timeSec }) => timeSec === startSec).map(({ row, side, stacked }) => `${row} ${side > 0 ? "buy" : "sell"} ${stacked === 1}`);
    expect(marksOf(bar)).toEqual(expected.toSorted());
    marks += expected.length;
  }
  return marks;
}

describe("the footprint of one bar", () => {
  it("equals loops over its trades, and its marks are those of all bars' imbalances", () => {
    fc.assert(
      fc.property(marketCase(240), ({ trades, bars, gaps, timeframeSec, ticksPerRow }) => {
        expectBars(trades, bars, gaps, { ...IMBALANCE_DEFAULTS, timeframeSec, ticksPerRow });
        expectBars(trades, bars, gaps, { ratio: 1.5, minimumLots: 1, emptyCountsAsOne: true, stackRows: 2, timeframeSec, ticksPerRow });
      }),
      { numRuns: 60 },
    );
  });

  it("is that of a recording", ({ skip }) => {
    const [recording] = RECORDINGS;
    const file = recordingFile(recording);
    if (file === undefined) return skip(`${recording.name} is not there`);
    const { trades, bars, gaps } = recordedMarket(recordedTrades(recording, file));
    for (const [timeframeSec, ticksPerRow] of [[5, 1], [15, 5], [60, 10]]) {
      expect(expectBars(trades, bars, gaps, { ...IMBALANCE_DEFAULTS, timeframeSec, ticksPerRow })).toBeGreaterThan(50);
    }
  });

  it("names its point of control and says what is missing or estimated in it", () => {
    const trades: PlainTrade[] = [
      { timeSec: 60, priceTicks: 11, sizeLots: 5, side: "buy" },
      { timeSec: 61, priceTicks: 10, sizeLots: 9, side: "sell" },
    ];
    const parameters = { ...IMBALANCE_DEFAULTS, timeframeSec: 5, ticksPerRow: 1 };
    const bars = barsOfTrades(trades);
    expect(barFootprint(bars, NO_GAPS, 60, parameters)).toMatchObject({ pocRow: 10, reliable: true, estimated: false });
    expect(barFootprint(bars, Float64Array.of(64, 66), 60, parameters)?.reliable).toBe(false);
    expect(barFootprint({ ...bars, estimated: Uint8Array.of(0, 1) }, NO_GAPS, 60, parameters)?.estimated).toBe(true);
    expect(barFootprint(bars, NO_GAPS, 65, parameters)).toBeNull();
  });
});
