import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { checkOptions, checkPrice, checkTime, checkView } from "../../client/automation-checks.ts";
import { DEFAULT_CHOICES } from "../../client/state/choices.ts";
import { formatSteps, stepsToNumber } from "../../core/market/decimal-step.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";

const BTC = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: ALL_DAY_UTC });
const ES = parseInstrument({ symbol: "ES", description: "", tickSize: "0.25", lotSize: "1", volumeUnit: "", session: ALL_DAY_UTC });
const VIEW = { fromSec: 1000, toSec: 1300, lowTicks: 500, highTicks: 600 };

describe("checkTime", () => {
  it("reads epoch milliseconds and ISO 8601, without a zone as UTC", () => {
    expect(checkTime("time", 1_723_161_240_500)).toBe(1_723_161_240.5);
    for (const text of ["2024-08-08T23:54:00Z", "2024-08-08T23:54:00", "2024-08-08 23:54", "2024-08-09T01:54:00+02:00"]) {
      expect(checkTime("time", text), text).toBe(1_723_161_240);
    }
    expect(checkTime("time", "2024-08-08")).toBe(1_723_075_200);
  });

  it("refuses anything else in a sentence", () => {
    for (const value of [Number.NaN, Infinity, 1e17, "yesterday", "12:00", "2024-13-40", null, {}, undefined]) {
      expect(() => checkTime("from", value)).toThrow(/^from is .+; expected epoch milliseconds or ISO 8601/);
    }
  });
});

describe("checkPrice", () => {
  it("turns every price of the instrument back into its ticks, as text and as a number", () => {
    fc.assert(
      fc.property(fc.constantFrom(BTC, ES), fc.integer({ min: -10_000_000, max: 10_000_000 }), (instrument, ticks) => {
        expect(checkPrice("price", formatSteps(ticks, instrument.tick), instrument)).toBe(ticks);
        expect(checkPrice("price", stepsToNumber(ticks, instrument.tick), instrument)).toBe(ticks);
      }),
    );
  });

  it("forgives binary fractions and nothing else", () => {
    expect(checkPrice("price", 0.1 + 0.2, BTC)).toBe(3);
    for (const value of [61_667.53, "61667.53", "", "x", Number.NaN, null]) {
      expect(() => checkPrice("price", value, BTC)).toThrow(/^price is .+; expected a price of BTCUSDT, a multiple of 0\.1$/);
    }
  });
});

describe("checkView", () => {
  it("keeps what is left out", () => {
    expect(checkView({ from: 900_000, high: 70 }, VIEW, BTC)).toEqual({ fromSec: 900, toSec: 1300, lowTicks: 500, highTicks: 700 });
    expect(checkView({}, VIEW, BTC)).toEqual(VIEW);
  });

  it("refuses an empty window, unknown names and things that are no object", () => {
    expect(() => checkView({ from: 1_300_000 }, VIEW, BTC)).toThrow("a time after `from`");
    expect(() => checkView({ low: 61, high: 60 }, VIEW, BTC)).toThrow("high is 60; expected a price above `low`");
    expect(() => checkView({ low: "cheap" }, VIEW, BTC)).toThrow('low is "cheap"; expected a price');
    expect(() => checkView({ start: 1 }, VIEW, BTC)).toThrow('setView does not know "start"; expected any of from, to, low, high');
    expect(() => checkView(null, VIEW, BTC)).toThrow("an object with any of");
  });
});

describe("checkOptions", () => {
  it("takes every choice, and following", () => {
    expect(checkOptions({ symbol: "ES", timeframe: "1m", rowTicks: "auto", mode: "delta", palette: "green-red", follow: false }, DEFAULT_CHOICES)).toEqual({
      symbol: "ES",
      timeframe: "1m",
      rowTicks: null,
      mode: "delta",
      palette: "green-red",
      follow: false,
    });
  });

  it("takes the settings of an indicator in part, or as on and off, and leaves the rest as it is", () => {
    const current = { ...DEFAULT_CHOICES, cvd: { ...DEFAULT_CHOICES.cvd, style: "candles" as const } };
    expect(checkOptions({ cvd: { heightShare: 0.3 }, profile: false }, current)).toEqual({
      cvd: { ...current.cvd, heightShare: 0.3 },
      profile: { ...current.profile, shown: false },
    });
    expect(() => checkOptions({ profile: { minutes: 0 } }, current)).toThrow("profile.minutes is 0; expected a whole number from 1 to 1440");
  });

  it("refuses a bad value and an unknown name in a sentence", () => {
    expect(() => checkOptions({ timeframe: "2m" }, DEFAULT_CHOICES)).toThrow('timeframe is "2m"; expected one of 1s, 5s');
    expect(() => checkOptions({ follow: 1 }, DEFAULT_CHOICES)).toThrow("follow is 1; expected true or false");
    expect(() => checkOptions({ colour: "red" }, DEFAULT_CHOICES)).toThrow('setOptions does not know "colour"');
    fc.assert(
      fc.property(fc.anything(), (value) => {
        try {
          expect(checkOptions(value, DEFAULT_CHOICES)).toBeTypeOf("object");
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
