import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IMBALANCE_DEFAULTS } from "../../core/orderflow/footprint/diagonal-imbalance.ts";
import { LEVEL_MARKS } from "../../core/orderflow/footprint/level-imbalances.ts";
import { readLevels } from "../../workers/level-reading.ts";
import { SymbolStream } from "../../workers/symbol-stream.ts";
import { barsOfTrades, type PlainTrade } from "../core/orderflow/market-case.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { sliceBars } from "./bar-slices.ts";
import { naiveCells } from "./naive-cells.ts";
import { anyBars } from "./random-bars.ts";

describe("readLevels", () => {
  it("equals a naive list of the levels, whatever the range", () => {
    fc.assert(
      fc.property(anyBars, fc.integer({ min: -5, max: 60 }), fc.nat(120), (bars, shift, span) => {
        const stream = new SymbolStream("TEST");
        stream.begin(acknowledgement(bars.length, { closedThroughSec: bars.timeSec[bars.length - 1] + 1 }));
        stream.columns.applyBacklog(0, sliceBars(bars, 0, bars.length));
        const fromSec = bars.timeSec[0] + shift;
        const { timeSec, priceTicks, bidLots, askLots, trades } = readLevels(stream, fromSec, fromSec + span);
        const told = Array.from(timeSec, (sec, at) => ({ column: sec, row: priceTicks[at], bidLots: bidLots[at], askLots: askLots[at], trades: trades[at] }));
        expect(told).toEqual(naiveCells(bars, 1, 1).filter(({ column }) => column >= fromSec && column < fromSec + span));
      }),
      { numRuns: 200 },
    );
  });

  it("tells imbalances by a rule as soon as what it looks back on is there", () => {
    const seconds = Array.from({ length: 1000 }, (_, at) => 1000 + at);
    const bars = barsOfTrades(seconds.flatMap((timeSec): PlainTrade[] => [{ timeSec, priceTicks: 50, sizeLots: 1, side: "sell" }, { timeSec, priceTicks: 51, sizeLots: 9, side: "buy" }]));
    const stream = new SymbolStream("TEST");
    stream.begin(acknowledgement(bars.length, { closedThroughSec: 2000 }));
    stream.columns.applyBacklog(500, sliceBars(bars, 500, bars.length));
    expect(readLevels(stream, 1990, 1991).imbalance).toBeNull();
    expect(readLevels(stream, 1990, 1991, { ...IMBALANCE_DEFAULTS, minimumLots: 1 }).imbalance).toEqual(Uint8Array.of(0, LEVEL_MARKS.buying));
    expect(readLevels(stream, 1990, 1991, IMBALANCE_DEFAULTS).imbalance).toBeNull();
    stream.columns.applyBacklog(0, sliceBars(bars, 0, 500));
    expect(readLevels(stream, 1990, 1991, IMBALANCE_DEFAULTS).imbalance).toEqual(Uint8Array.of(0, LEVEL_MARKS.buying));
    expect(() => readLevels(stream, 1990, 1991, { ...IMBALANCE_DEFAULTS, ratio: 0.5 })).toThrow("ratio 0.5 must be at least 1");
  });

  it("names a range that is none", () => {
    const stream = new SymbolStream("TEST");
    stream.begin(acknowledgement(0));
    expect(() => readLevels(stream, 0, 601)).toThrow("the range 0 to 601 is not one of 0 to 600 whole seconds");
    expect(() => readLevels(stream, 10, 9)).toThrow(RangeError);
    expect(() => readLevels(stream, Number.NaN, 9)).toThrow(RangeError);
  });
});
