import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC, type Instrument, isSymbol, parseInstrument } from "../../../core/market/instrument.ts";

const instrument: Instrument = { symbol: "ES", description: "", tickSize: "0.25", lotSize: "1", volumeUnit: "contracts", session: ALL_DAY_UTC };

describe("instrument", () => {
  it("parses both steps", () => {
    expect(parseInstrument(instrument)).toMatchObject({ tick: { mantissa: 25, decimals: 2 }, lot: { mantissa: 1, decimals: 0 } });
  });

  it.each([
    [{ tickSize: "0" }, /^tickSize "0" is not a positive decimal step/],
    [{ lotSize: "x" }, /^lotSize "x" is not a positive decimal step/],
    [{ symbol: "B TC" }, /^symbol "B TC" must be/],
  ])("names what is wrong: %j", (change, message) => {
    expect(() => parseInstrument({ ...instrument, ...change })).toThrow(message);
  });

  it("allows symbols of 1 to 32 plain characters", () => {
    expect(["A", "DEMO-BTC", "BTC/USDT:PERP", "x".repeat(32)].map(isSymbol)).toEqual([true, true, true, true]);
    expect(["", "x".repeat(33), "a b", "é", "a\n"].map(isSymbol)).toEqual([false, false, false, false, false]);
  });
});
