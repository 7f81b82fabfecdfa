import { describe, expect, it } from "vitest";
import { offsetWords, ZoneClock } from "../../client/time-zone.ts";

const at = (text: string): number => Date.parse(text) / 1000;

describe("ZoneClock", () => {
  it("knows the exchange's clock on both sides of a change", () => {
    const clock = new ZoneClock();
    expect(clock.offsetSec("exchange", "America/Chicago", at("2024-03-10T07:59:59Z"))).toBe(-6 * 3600);
    expect(clock.offsetSec("exchange", "America/Chicago", at("2024-03-10T08:00:00Z"))).toBe(-5 * 3600);
    expect(clock.offsetSec("exchange", "Asia/Kolkata", at("2024-03-10T08:00:00Z"))).toBe(5.5 * 3600);
  });

  it("is UTC when that is chosen, and before an instrument is known", () => {
    const clock = new ZoneClock();
    expect(clock.offsetSec("utc", "America/Chicago", 0)).toBe(0);
    expect(clock.offsetSec("exchange", null, 0)).toBe(0);
  });

  it("asks this computer for the local clock", () => {
    const sec = at("2024-07-01T12:00:00Z");
    expect(new ZoneClock().offsetSec("local", "Asia/Tokyo", sec)).toBe(-new Date(sec * 1000).getTimezoneOffset() * 60 + 0);
  });
});

describe("offsetWords", () => {
  it("writes whole and broken hours", () => {
    expect([0, 7200, -12_600, 20_700].map(offsetWords)).toEqual(["UTC", "UTC+2", "UTC-3:30", "UTC+5:45"]);
  });
});
