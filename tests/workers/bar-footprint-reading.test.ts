import { describe, expect, it } from "vitest";
import { NO_GAPS } from "../../core/orderflow/fold/gaps.ts";
import { barFootprint } from "../../core/orderflow/footprint/bar-footprint.ts";
import { IMBALANCE_DEFAULTS } from "../../core/orderflow/footprint/diagonal-imbalance.ts";
import { readBarFootprint } from "../../workers/bar-footprint-reading.ts";
import { SymbolStream } from "../../workers/symbol-stream.ts";
import { barsOfTrades, type PlainTrade } from "../core/orderflow/market-case.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { sliceBars } from "./bar-slices.ts";

const SECONDS = [1000, 1001, 1007, 1030, 1031];
const BARS = barsOfTrades(SECONDS.map((timeSec, at): PlainTrade => ({ timeSec, priceTicks: 50 + at, sizeLots: 3 + at, side: at % 2 === 0 ? "buy" : "sell" })));
const QUERY = { ...IMBALANCE_DEFAULTS, minimumLots: 1, symbol: "TEST", timeframeSec: 5, ticksPerRow: 1 };

function streamOf(from: number): SymbolStream {
  const stream = new SymbolStream("TEST");
  stream.begin(acknowledgement(BARS.length, { closedThroughSec: 1031 }));
  stream.columns.applyBacklog(from, sliceBars(BARS, from, BARS.length));
  return stream;
}

describe("the reading of a bar", () => {
  it("is the bar that holds the second, with the nearest bars that have trades", () => {
    const reading = readBarFootprint(streamOf(0), { ...QUERY, timeSec: 1008 });
    expect(reading).toMatchObject({ symbol: "TEST", startSec: 1005, timeframeSec: 5, previousSec: 1000, nextSec: 1030, gap: false, forming: false });
    expect(reading?.bar).toEqual(barFootprint(BARS, NO_GAPS, 1005, QUERY));
  });

  it("says of an empty bar that nothing traded, of the last one that it is still forming, and of a hole that it is one", () => {
    const stream = streamOf(0);
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1012 })).toMatchObject({ bar: null, previousSec: 1005, nextSec: 1030 });
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1033 })).toMatchObject({ forming: true, previousSec: 1005, nextSec: null });
    stream.gaps.add(1002, 1003);
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1001 })).toMatchObject({ gap: true, previousSec: null, nextSec: 1005 });
  });

  it("waits for the history that the bar and its imbalances look back on", () => {
    const stream = streamOf(3);
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1001 })).toBeNull();
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1030 })?.startSec).toBe(1030);
    expect(readBarFootprint(stream, { ...QUERY, minimumLots: null, timeSec: 1030 })).toBeNull();
    expect(readBarFootprint(stream, { ...QUERY, timeSec: Number.NaN })).toBeNull();
  });

  it("reads no further than a second that it is given", () => {
    const stream = streamOf(0);
    const inside = readBarFootprint(stream, { ...QUERY, timeSec: 1030, untilSec: 1031 });
    expect(inside).toMatchObject({ untilSec: 1031, forming: true, previousSec: 1005, nextSec: null });
    expect(inside?.bar).toEqual(barFootprint(sliceBars(BARS, 0, 4), NO_GAPS, 1030, QUERY));
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1007, untilSec: 1030 })).toMatchObject({ forming: false, nextSec: null });
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1030, untilSec: 1010 })).toMatchObject({ bar: null, previousSec: 1005 });
    expect(readBarFootprint(stream, { ...QUERY, timeSec: 1030 })).toMatchObject({ untilSec: null });
  });

  it("names a parameter that is none", () => {
    expect(() => readBarFootprint(streamOf(0), { ...QUERY, timeSec: 1001, ratio: 0.5 })).toThrow("ratio 0.5 must be at least 1");
  });
});
