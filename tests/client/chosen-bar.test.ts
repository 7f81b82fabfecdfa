import { describe, expect, it } from "vitest";
import { footprintCsv } from "../../client/app/footprint/footprint-csv.ts";
import { type BarSource, ChosenBar } from "../../client/chart-bar.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { parseInstrument } from "../../core/market/instrument.ts";
import type { BarFootprintQuery, BarFootprintReading } from "../../protocol/bar-footprint.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

const INSTRUMENT = parseInstrument({
  symbol: "TEST",
  description: "",
  tickSize: "0.25",
  lotSize: "0.001",
  volumeUnit: "",
  session: { timeZone: "UTC", start: "00:00" },
});

function readingOf(timeSec: number): BarFootprintReading {
  return {
    symbol: "TEST",
    startSec: timeSec,
    timeframeSec: 5,
    ticksPerRow: 2,
    previousSec: null,
    nextSec: timeSec + 5,
    gap: false,
    forming: false,
    untilSec: null,
    bar: {
      row: Int32Array.of(-1, 0, 3),
      bidLots: Float64Array.of(1500, 0, 20),
      askLots: Float64Array.of(500, 3000, 0),
      trades: Float64Array.of(4, 2, 1),
      buyMark: Uint8Array.of(0, 2, 0),
      sellMark: Uint8Array.of(1, 1, 0),
      pocRow: 0,
      openTicks: -2,
      highTicks: 7,
      lowTicks: -2,
      closeTicks: 6,
      minDeltaLots: -1000,
      maxDeltaLots: 2000,
      reliable: true,
      estimated: false,
    },
  };
}

function setUp() {
  const asked: BarFootprintQuery[] = [];
  const answers: ((reading: BarFootprintReading | null | Promise<never>) => void)[] = [];
  const told: number[] = [];
  const bar = new ChosenBar(
    (query) => {
      asked.push(query);
      return new Promise((resolve) => answers.push(resolve));
    },
    () => told.push(asked.length),
  );
  const source: BarSource = {
    choices: { ...createChoicesStore(null, "").getState(), sheet: "footprint", selectedBarSec: 100 },
    instrument: INSTRUMENT,
    status: NO_STREAM_STATUS,
    pausedAtSec: null,
    timeframeSec: 5,
    ticksPerRow: 2,
  };
  const answer = async (reading: BarFootprintReading | null | Promise<never>): Promise<void> => {
    answers.shift()?.(reading);
    await new Promise((resolve) => setTimeout(resolve, 0));
  };
  return { bar, source, asked, told, answer };
}

describe("the chosen bar", () => {
  it("is asked for once while nothing changes, and again when the bar or the data is another", async () => {
    const { bar, source, asked, told, answer } = setUp();
    expect(bar.read(source).bar).toBeNull();
    expect(asked).toEqual([expect.objectContaining({ symbol: "TEST", timeSec: 100, timeframeSec: 5, ticksPerRow: 2, ratio: 3, minimumLots: null, stackRows: 3 })]);
    await answer(readingOf(100));
    expect(told).toEqual([1]);
    const known = bar.read(source).bar;
    expect(known).toMatchObject({ startSec: 100, nextSec: 105, tick: INSTRUMENT.tick, ratio: 3 });
    expect(bar.read(source).bar).toBe(known);
    expect(asked).toHaveLength(1);
    bar.read({ ...source, status: { ...NO_STREAM_STATUS, trades: 7 } });
    expect(asked).toHaveLength(2);
    await answer(readingOf(100));
    expect(bar.read({ ...source, choices: { ...source.choices, selectedBarSec: 105 } }).bar?.startSec).toBe(100);
    expect(asked[2].timeSec).toBe(105);
    await answer(readingOf(105));
    expect(bar.read({ ...source, choices: { ...source.choices, selectedBarSec: 105 } }).bar?.startSec).toBe(105);
  });

  it("is asked for again while history is on its way, and not at all while its sheet is closed", async () => {
    const { bar, source, asked, told, answer } = setUp();
    bar.read(source);
    await answer(null);
    expect(told).toEqual([]);
    expect(bar.read(source).bar).toBeNull();
    expect(asked).toHaveLength(2);
    await answer(readingOf(100));
    expect(bar.read({ ...source, choices: { ...source.choices, sheet: "none" } }).bar).toBeNull();
    expect(bar.read({ ...source, choices: { ...source.choices, selectedBarSec: null } }).bar).toBeNull();
    expect(asked).toHaveLength(2);
  });

  it("says why the engine refuses it, until it answers", async () => {
    const { bar, source, asked, told, answer } = setUp();
    expect(bar.read(source)).toEqual({ bar: null, barRefusal: "" });
    await answer(Promise.reject(new RangeError("ratio 0.5 must be at least 1")));
    expect(told).toEqual([1]);
    expect(bar.read(source)).toEqual({ bar: null, barRefusal: "ratio 0.5 must be at least 1" });
    expect(asked).toHaveLength(1);
    bar.read({ ...source, status: { ...NO_STREAM_STATUS, trades: 7 } });
    await answer(readingOf(100));
    expect(bar.read({ ...source, status: { ...NO_STREAM_STATUS, trades: 7 } })).toMatchObject({ bar: { startSec: 100 }, barRefusal: "" });
  });

  it("is read no further than the second at which the picture was paused, and not again once that is closed", async () => {
    const { bar, source, asked, answer } = setUp();
    const paused = { ...source, pausedAtSec: 104 };
    const at = (closedThroughSec: number, trades: number): BarSource => ({ ...paused, status: { ...NO_STREAM_STATUS, closedThroughSec, trades } });
    bar.read(at(103, 1));
    await answer(readingOf(100));
    expect(asked[0].untilSec).toBe(104);
    bar.read(at(104, 2));
    await answer(readingOf(100));
    bar.read(at(105, 3));
    expect(asked).toHaveLength(2);
    bar.read({ ...source, status: { ...NO_STREAM_STATUS, closedThroughSec: 105, trades: 3 } });
    expect(asked[2].untilSec).toBeNull();
  });

  it("takes the least volume of an imbalance as lots", () => {
    const { bar, source, asked } = setUp();
    const { choices } = source;
    bar.read({ ...source, choices: { ...choices, imbalances: { ...choices.imbalances, minimumVolume: 1.25, ratio: 4 } } });
    expect(asked[0]).toMatchObject({ minimumLots: 1250, ratio: 4 });
  });
});

describe("a bar as comma-separated lines", () => {
  it("is exact, the highest price first", () => {
    const reading = { ...readingOf(100), tick: INSTRUMENT.tick, lot: INSTRUMENT.lot, ratio: 3 };
    expect(footprintCsv(reading)).toBe(
      [
        "price,bid,ask,delta,volume,trades,imbalance",
        "1.50,0.020,0.000,-0.020,0.020,1,",
        "0.00,0.000,3.000,3.000,3.000,2,buy stacked + sell imbalance",
        "-0.50,1.500,0.500,-1.000,2.000,4,sell imbalance",
        "",
      ].join("\n"),
    );
    expect(footprintCsv({ ...reading, bar: null })).toBe("price,bid,ask,delta,volume,trades,imbalance\n");
  });
});
