import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lowerBoundBar } from "../../../core/market/bar-view.ts";
import { isTimeframe, TIMEFRAMES, timeframeSec } from "../../../core/market/timeframe.ts";
import { floorDiv } from "../../../core/market/floor-div.ts";
import { naiveBars, viewOf } from "./naive-bars.ts";

describe("floorDiv", () => {
  it("is exact for every safe integer", () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 1, max: 2 ** 40 }), (dividend, divisor) => {
        const remainder = ((BigInt(dividend) % BigInt(divisor)) + BigInt(divisor)) % BigInt(divisor);
        expect(floorDiv(dividend, divisor)).toBe(Number((BigInt(dividend) - remainder) / BigInt(divisor)));
      }),
      { numRuns: 2000 },
    );
  });
});

describe("timeframes", () => {
  it("ascend, and each divides an hour", () => {
    const seconds = TIMEFRAMES.map(timeframeSec);
    expect(seconds).toEqual([...seconds].sort((a, b) => a - b));
    expect(seconds.every((sec) => 3600 % sec === 0)).toBe(true);
  });

  it("are told from other words", () => {
    expect(["1m", "2m", "toString", 60, undefined].map(isTimeframe)).toEqual([true, false, false, false, false]);
  });
});

describe("lowerBoundBar", () => {
  it("finds the first bar at or after a time", () => {
    fc.assert(
      fc.property(naiveBars(30, 0), fc.nat(100), (rows, timeSec) => {
        const times = [...new Set(rows.map((row) => row.timeSec % 100))].sort((a, b) => a - b);
        const bars = viewOf(times.map((time, index) => ({ ...rows[index], timeSec: time })));
        const found = times.findIndex((time) => time >= timeSec);
        expect(lowerBoundBar(bars, timeSec)).toBe(found < 0 ? times.length : found);
      }),
    );
  });
});
