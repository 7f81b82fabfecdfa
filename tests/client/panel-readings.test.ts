import { describe, expect, it } from "vitest";
import type { ParsedInstrument } from "../../core/market/instrument.ts";
import { findSecond, secondRows } from "../../client/app/panels/second-rows.ts";
import { choicesOfAddress } from "../../client/state/choices-url.ts";
import { secondsAround } from "../../client/chart-panels.ts";
import { microFootprintReading } from "../../client/micro-footprint.ts";

const LIVE = { kind: "live" } as const;
const STEP = { mantissa: 1, decimals: 1 };

describe("the rows of a list by second", () => {
  it("puts a header before the entries of each second, either way round", () => {
    const timeSec = Float64Array.of(5, 5, 7);
    expect([...secondRows(timeSec)]).toEqual([-1, 0, 1, -3, 2]);
    expect([...secondRows(timeSec, true)]).toEqual([-3, 2, -2, 1, 0]);
    expect(secondRows(new Float64Array(0))).toHaveLength(0);
  });

  it("finds a second or says that it is not there", () => {
    expect(findSecond(Float64Array.of(3, 5, 9), 5)).toBe(1);
    expect(findSecond(Float64Array.of(3, 5, 9), 6)).toBe(-1);
    expect(findSecond(new Float64Array(0), 6)).toBe(-1);
  });
});

describe("the micro-footprint", () => {
  const levels = {
    symbol: "TEST",
    fromSec: 0,
    toSec: 30,
    timeSec: Float64Array.of(1, 1, 2, 2),
    priceTicks: Int32Array.of(10, 11, 10, 12),
    bidLots: Float64Array.of(2, 0, 0, 9),
    askLots: Float64Array.of(0, 6, 7, 0),
    trades: Int32Array.of(1, 1, 1, 1),
  };
  const steps = { tick: STEP, lot: STEP } as ParsedInstrument;

  it("marks what outweighs the opposite side of the neighbouring price in the same second", () => {
    const rule = { ratio: 3, minimumLots: 0, emptyCountsAsOne: false };
    expect([...microFootprintReading(levels, steps, rule, LIVE).imbalance]).toEqual([0, 1, 0, 0]);
    expect([...microFootprintReading(levels, steps, { ...rule, minimumLots: 7 }, LIVE).imbalance]).toEqual([0, 0, 0, 0]);
    expect([...microFootprintReading(levels, steps, { ...rule, emptyCountsAsOne: true }, LIVE).imbalance]).toEqual([0, 1, 1, -1]);
  });
});

describe("the seconds of the micro-footprint", () => {
  it("are the newest thirty, thirty either side of the pointer's, or thirty either side of the whole bar, as many as are told at a time", () => {
    expect(secondsAround({ kind: "live" }, 1000)).toEqual({ fromSec: 970, toSec: 1000 });
    expect(secondsAround({ kind: "pointer", sec: 500 }, 1000)).toEqual({ fromSec: 470, toSec: 531 });
    expect(secondsAround({ kind: "bar", sec: 480, lengthSec: 60 }, 1000)).toEqual({ fromSec: 450, toSec: 570 });
    expect(secondsAround({ kind: "bar", sec: 3600, lengthSec: 3600 }, 9000)).toEqual({ fromSec: 3570, toSec: 4170 });
  });
});

describe("an address with panels=off", () => {
  it("closes the panels without a complaint", () => {
    expect(choicesOfAddress("?panels=off")).toEqual({ choices: {}, problems: [], panelsOff: true });
    expect(choicesOfAddress("?panels=on").panelsOff).toBe(false);
  });
});
