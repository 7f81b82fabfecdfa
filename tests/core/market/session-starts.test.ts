import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { sessionStarts } from "../../../core/market/session-starts.ts";

const sec = (iso: string): number => Date.parse(iso) / 1000;
const iso = (starts: readonly number[]): string[] => starts.map((start) => new Date(start * 1000).toISOString().slice(0, 16));

describe("session starts", () => {
  it("takes the first second of the range and not the one after its end", () => {
    const starts = sessionStarts(ALL_DAY_UTC, sec("2024-08-08T00:00Z"), sec("2024-08-10T00:00Z"));
    expect(iso(starts)).toEqual(["2024-08-08T00:00", "2024-08-09T00:00"]);
  });

  it("is empty within a day", () => {
    expect(sessionStarts(ALL_DAY_UTC, sec("2024-08-08T00:01Z"), sec("2024-08-08T23:59Z"))).toEqual([]);
  });

  it("follows a zone's clocks over the change to and from summer time", () => {
    const rule = { timeZone: "America/Chicago", start: "17:00" };
    expect(iso(sessionStarts(rule, sec("2024-03-09T12:00Z"), sec("2024-03-12T00:00Z")))).toEqual([
      "2024-03-09T23:00",
      "2024-03-10T22:00",
      "2024-03-11T22:00",
    ]);
    expect(iso(sessionStarts(rule, sec("2024-11-02T12:00Z"), sec("2024-11-04T12:00Z")))).toEqual(["2024-11-02T22:00", "2024-11-03T23:00"]);
  });

  it("finds a start in an hour that clocks skip, and the first in one they pass twice", () => {
    expect(iso(sessionStarts({ timeZone: "America/New_York", start: "02:30" }, sec("2024-03-10T00:00Z"), sec("2024-03-11T00:00Z")))).toEqual([
      "2024-03-10T07:30",
    ]);
    expect(iso(sessionStarts({ timeZone: "America/New_York", start: "01:30" }, sec("2024-11-03T00:00Z"), sec("2024-11-04T00:00Z")))).toEqual([
      "2024-11-03T05:30",
    ]);
  });

  it("knows the zones at both ends of the world", () => {
    const range = [sec("2024-08-08T00:00Z"), sec("2024-08-09T00:00Z")] as const;
    expect(iso(sessionStarts({ timeZone: "Pacific/Kiritimati", start: "00:00" }, ...range))).toEqual(["2024-08-08T10:00"]);
    expect(iso(sessionStarts({ timeZone: "Pacific/Pago_Pago", start: "00:00" }, ...range))).toEqual(["2024-08-08T11:00"]);
  });

  it("gives up on ranges where starts cannot be told apart", () => {
    expect(sessionStarts(ALL_DAY_UTC, 0, 401 * 86_400)).toEqual([]);
    expect(sessionStarts(ALL_DAY_UTC, 0, 400 * 86_400)).toHaveLength(400);
  });

  it("names what it cannot understand", () => {
    expect(() => sessionStarts({ timeZone: "UTC", start: "24:00" }, 0, 1)).toThrow('session start "24:00" must be a time of day HH:MM');
    expect(() => sessionStarts({ timeZone: "Mars/Olympus", start: "00:00" }, 0, 1)).toThrow(RangeError);
  });
});
