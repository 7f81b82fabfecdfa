import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC } from "../../../core/market/instrument.ts";
import { SessionCalendar } from "../../../core/market/session.ts";

const sec = (iso: string): number => Date.parse(iso) / 1000;
const iso = (epochSec: number): string => `${new Date(epochSec * 1000).toISOString().slice(0, 19)}Z`;

function boundsOf(timeZone: string, start: string, at: string): string[] {
  const { startSec, endSec } = new SessionCalendar({ timeZone, start }).boundsOf(sec(at));
  return [iso(startSec), iso(endSec)];
}

/** Wall-clock text in a zone, through another formatter than the one under test. */
function wallTime(timeZone: string): (epochSec: number) => string {
  const format = new Intl.DateTimeFormat("sv-SE", { timeZone, dateStyle: "short", timeStyle: "short" });
  return (epochSec) => format.format(epochSec * 1000);
}

describe("SessionCalendar", () => {
  it("takes days from midnight UTC for venues that never close", () => {
    const calendar = new SessionCalendar(ALL_DAY_UTC);
    const day = { startSec: sec("2024-08-08T00:00:00Z"), endSec: sec("2024-08-09T00:00:00Z") };
    expect(calendar.boundsOf(day.startSec)).toEqual(day);
    expect(calendar.boundsOf(day.endSec - 1)).toEqual(day);
    expect(calendar.boundsOf(day.endSec).startSec).toBe(day.endSec);
    expect(calendar.boundsOf(day.startSec - 1).endSec).toBe(day.startSec);
  });

  it("follows the wall clock: a futures session that starts at 17:00 in Chicago", () => {
    expect(boundsOf("America/Chicago", "17:00", "2022-01-24T14:30:00Z")).toEqual(["2022-01-23T23:00:00Z", "2022-01-24T23:00:00Z"]);
    expect(boundsOf("America/Chicago", "17:00", "2022-07-01T22:00:00Z")).toEqual(["2022-07-01T22:00:00Z", "2022-07-02T22:00:00Z"]);
  });

  it("has a session of 23 hours when the clocks go forward and of 25 when they go back", () => {
    expect(boundsOf("America/New_York", "00:00", "2024-03-10T12:00:00Z")).toEqual(["2024-03-10T05:00:00Z", "2024-03-11T04:00:00Z"]);
    expect(boundsOf("America/New_York", "00:00", "2024-11-03T12:00:00Z")).toEqual(["2024-11-03T04:00:00Z", "2024-11-04T05:00:00Z"]);
  });

  it("starts after the jump where the clocks skip the start, and at the first of two equal wall times", () => {
    expect(boundsOf("America/New_York", "02:30", "2024-03-10T12:00:00Z")).toEqual(["2024-03-10T07:00:00Z", "2024-03-11T06:30:00Z"]);
    expect(boundsOf("America/New_York", "01:30", "2024-11-03T06:00:00Z")).toEqual(["2024-11-03T05:30:00Z", "2024-11-04T06:30:00Z"]);
    expect(boundsOf("America/Sao_Paulo", "00:00", "2018-11-04T12:00:00Z")).toEqual(["2018-11-04T03:00:00Z", "2018-11-05T02:00:00Z"]);
  });

  it("has two sessions a day where it has an end: from start to end, and the rest, also past midnight", () => {
    const bounds = (start: string, end: string, at: string): string[] => {
      const { startSec, endSec } = new SessionCalendar({ timeZone: "America/Chicago", start, end }).boundsOf(sec(at));
      return [iso(startSec), iso(endSec)];
    };
    expect(bounds("08:30", "15:00", "2024-03-05T15:00:00Z")).toEqual(["2024-03-05T14:30:00Z", "2024-03-05T21:00:00Z"]);
    expect(bounds("08:30", "15:00", "2024-03-05T21:00:00Z")).toEqual(["2024-03-05T21:00:00Z", "2024-03-06T14:30:00Z"]);
    expect(bounds("17:00", "16:00", "2024-03-05T12:00:00Z")).toEqual(["2024-03-04T23:00:00Z", "2024-03-05T22:00:00Z"]);
    expect(bounds("08:30", "15:00", "2024-03-10T12:00:00Z")).toEqual(["2024-03-09T21:00:00Z", "2024-03-10T13:30:00Z"]);
    expect(() => bounds("08:30", "08:30", "2024-03-05T15:00:00Z")).toThrow(/^session\.end "08:30" must be another time/);
    expect(() => bounds("08:30", "3 pm", "2024-03-05T15:00:00Z")).toThrow(/^session\.end "3 pm" must be a time of day/);
  });

  it("survives a day that does not exist", () => {
    expect(boundsOf("Pacific/Apia", "06:00", "2011-12-30T12:00:00Z")).toEqual(["2011-12-30T10:00:00Z", "2011-12-30T16:00:00Z"]);
    expect(boundsOf("Pacific/Apia", "06:00", "2011-12-30T05:00:00Z")).toEqual(["2011-12-29T16:00:00Z", "2011-12-30T10:00:00Z"]);
  });

  it("agrees with a walk over every minute of the days around, in any zone and at any start", () => {
    const zones = ["UTC", "America/New_York", "Europe/London", "Australia/Lord_Howe", "Asia/Kathmandu", "America/Sao_Paulo", "Africa/Cairo"];
    const minute = fc.integer({ min: sec("2010-01-01T00:00:00Z") / 60, max: sec("2026-12-31T00:00:00Z") / 60 });
    fc.assert(
      fc.property(fc.constantFrom(...zones), fc.nat(23), fc.nat(59), minute, (timeZone, hour, startMinute, at) => {
        const start = `${String(hour).padStart(2, "0")}:${String(startMinute).padStart(2, "0")}`;
        const { startSec, endSec } = new SessionCalendar({ timeZone, start }).boundsOf(at * 60 + 17);
        const wall = wallTime(timeZone);
        expect(startSec).toBeLessThanOrEqual(at * 60 + 17);
        expect(endSec).toBeGreaterThan(at * 60 + 17);
        expect(isStart(wall, start, startSec)).toBe(true);
        expect(isStart(wall, start, endSec)).toBe(true);
        expect((endSec - startSec) / 3600).toBeGreaterThanOrEqual(22);
        expect((endSec - startSec) / 3600).toBeLessThanOrEqual(26);
      }),
      { numRuns: 1000 },
    );
  });

  it.each([
    [{ timeZone: "Mars/Olympus", start: "00:00" }, /session\.timeZone "Mars\/Olympus" must be an IANA time zone/],
    [{ timeZone: "UTC", start: "24:00" }, /session\.start "24:00" must be a time of day/],
    [{ timeZone: "UTC", start: "9:30" }, /session\.start "9:30" must be a time of day/],
  ])("names what is wrong: %j", (rule, message) => {
    expect(() => new SessionCalendar(rule)).toThrow(message);
  });
});

/** The wall clock reaches the start at this second: it shows it, or has just jumped over it. */
function isStart(wall: (epochSec: number) => string, start: string, epochSec: number): boolean {
  const now = wall(epochSec);
  const before = wall(epochSec - 60);
  const wanted = `${now.slice(0, 10)} ${start}`;
  return now === wanted || (before < wanted && now > wanted);
}
