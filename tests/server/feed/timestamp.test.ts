import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseEpochMs, parseIsoMs } from "../../../server/feed/timestamp.ts";

const nanos = fc.bigInt({ min: 0n, max: 4_102_444_800n * 10n ** 9n - 1n });

describe("parseEpochMs", () => {
  it("keeps the second of nanoseconds beyond 2^53 exact, and never leaves its millisecond", () => {
    fc.assert(
      fc.property(nanos, (time) => {
        const timeMs = parseEpochMs(String(time), 9);
        expect(Math.floor(timeMs / 1000)).toBe(Number(time / 10n ** 9n));
        expect(Math.floor(timeMs)).toBe(Number(time / 10n ** 6n));
      }),
      { numRuns: 1000 },
    );
    expect(Math.floor(parseEpochMs("1723161256999999999", 9) / 1000)).toBe(1_723_161_256);
  });

  it("keeps order", () => {
    fc.assert(
      fc.property(nanos, fc.bigInt({ min: 0n, max: 2000n }), (time, step) => {
        expect(parseEpochMs(String(time + step), 9)).toBeGreaterThanOrEqual(parseEpochMs(String(time), 9));
      }),
    );
  });

  it.each([
    ["1723161256322", 3, 1_723_161_256_322],
    ["1723161256322.5", 3, 1_723_161_256_322.5],
    ["1723161256322500", 6, 1_723_161_256_322.5],
    ["1723161256", 0, 1_723_161_256_000],
    ["1723161256.25", 0, 1_723_161_256_250],
    ["5", 3, 5],
    ["5", 9, 0],
    ["1723161256.", 0, 1_723_161_256_000],
  ])("reads %s with %i digits below the second", (text, digits, timeMs) => {
    expect(parseEpochMs(text, digits)).toBe(timeMs);
  });

  it("reads a part of a line", () => {
    expect(parseEpochMs("B,1723161256322,61800.30", 3, 2, 15)).toBe(1_723_161_256_322);
  });

  it.each(["", "-5", "+5", ".5", "1.2.3", "12a", "1e9", " 1", "NaN"])("refuses %j", (text) => {
    expect(parseEpochMs(text, 3)).toBeNaN();
  });
});

describe("parseIsoMs", () => {
  it("reads what Date writes", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4_102_444_799_999 }), (timeMs) => {
        expect(parseIsoMs(new Date(timeMs).toISOString())).toBe(timeMs);
      }),
    );
  });

  it.each([
    ["2024-08-08T23:54:16Z", "2024-08-08T23:54:16.000Z"],
    ["2024-08-08 23:54:16.5", "2024-08-08T23:54:16.500Z"],
    ["2024-08-08T23:54:16,250+02:00", "2024-08-08T21:54:16.250Z"],
    ["2024-08-08T23:54-0530", "2024-08-09T05:24:00.000Z"],
    ["2024-02-29t00:00:00z", "2024-02-29T00:00:00.000Z"],
    ["2024-08-08T23:54:16.999999999Z", "2024-08-08T23:54:16.999Z"],
  ])("reads %s", (text, iso) => {
    expect(new Date(parseIsoMs(text)).toISOString()).toBe(iso);
  });

  it.each(["2024-08-08", "2024-13-01T00:00:00Z", "2023-02-29T00:00:00Z", "2024-08-08T24:00:00Z", "2024-08-08T23:60:00Z", "8/8/2024 10:00", ""])(
    "refuses %j",
    (text) => {
      expect(parseIsoMs(text)).toBeNaN();
    },
  );
});
