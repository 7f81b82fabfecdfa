import { describe, expect, it } from "vitest";
import { parseInstrument } from "../../../core/market/instrument.ts";
import { centredSpan, priceTagText, spanBeside } from "../../../client/scene/axis-tags.ts";

const LIMIT = 100;
const at = (centre: number) => centredSpan(centre, 20, LIMIT);

describe("tags on an axis", () => {
  it("stay where they are while nothing is in the way", () => {
    expect(spanBeside(at(50), at(80), LIMIT)).toEqual(at(50));
    expect(spanBeside(at(60), at(80), LIMIT)).toEqual({ from: 50, to: 70 });
  });

  it("give way to the side on which they lie", () => {
    expect(spanBeside(at(45), at(50), LIMIT)).toEqual({ from: 20, to: 40 });
    expect(spanBeside(at(55), at(50), LIMIT)).toEqual({ from: 60, to: 80 });
    expect(spanBeside(at(50), at(50), LIMIT)).toEqual({ from: 60, to: 80 });
  });

  it("give way to the other side at the ends of the axis", () => {
    expect(spanBeside(at(12), at(15), LIMIT)).toEqual({ from: 25, to: 45 });
    expect(spanBeside(at(95), at(85), LIMIT)).toEqual({ from: 55, to: 75 });
  });
});

describe("what a tag says", () => {
  const future = parseInstrument({ symbol: "ES", description: "", tickSize: "0.25", lotSize: "1", volumeUnit: "", session: { timeZone: "UTC", start: "00:00" } });

  it("is a price of the market, and of an average one decimal more", () => {
    expect(priceTagText({ priceTicks: 17_383, moreDecimals: 0 }, future)).toBe("4,345.75");
    expect(priceTagText({ priceTicks: 17_383.4, moreDecimals: 1 }, future)).toBe("4,345.850");
    expect(priceTagText({ priceTicks: 17_383.013, moreDecimals: 1 }, future)).toBe("4,345.753");
  });
});
