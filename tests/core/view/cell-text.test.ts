import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalStep } from "../../../core/market/decimal-step.ts";
import { CELL_MODES, cellText, formatRatio, formatSides } from "../../../core/view/cell-text.ts";

const LOT = parseDecimalStep("0.001");
const cell = { bidLots: 12_418, askLots: 31_077, trades: 214 };

describe("cellText", () => {
  it("writes each mode", () => {
    expect(cellText("volume", cell, LOT, 8)).toBe("43.495");
    expect(cellText("delta", cell, LOT, 8)).toBe("+18.659");
    expect(cellText("bidAsk", cell, LOT, 11)).toBe("12.4 × 31.1");
    expect(cellText("imbalance", cell, LOT, 8)).toBe("▲2.5×");
    expect(cellText("trades", cell, LOT, 8)).toBe("214");
  });

  it("never overflows", () => {
    const lots = fc.integer({ min: 0, max: 10 ** 10 });
    fc.assert(
      fc.property(fc.constantFrom(...CELL_MODES), lots, lots, lots, fc.integer({ min: 0, max: 20 }), (mode, bidLots, askLots, trades, maxChars) => {
        expect(cellText(mode, { bidLots, askLots, trades }, LOT, maxChars).length).toBeLessThanOrEqual(maxChars);
      }),
    );
  });
});

describe("formatSides", () => {
  it("gives both sides or none", () => {
    expect(formatSides(0, 4_120, LOT, 12)).toBe("0 × 4.12");
    expect(formatSides(1, 4_120, LOT, 9)).toBe("<.1 × 4.1");
    expect(formatSides(1, 4_120, LOT, 8)).toBe("<1 × 4");
    expect(formatSides(1, 4_120, LOT, 6)).toBe("");
  });
});

describe("formatRatio", () => {
  it.each([
    [10, 32, 6, "▲3.2×"],
    [32, 10, 6, "▼3.2×"],
    [32, 10, 4, "3.2×"],
    [299, 100, 6, "▼2.9×"],
    [125, 10, 5, "▼12×"],
    [5, 5, 5, "1.0×"],
    [1, 5_000, 6, "▲>999×"],
    [0, 5, 5, "ask"],
    [5, 0, 5, "bid"],
    [0, 0, 5, "0"],
    [32, 10, 3, ""],
  ])("of bid %i and ask %i in %i characters is %s", (bid, ask, maxChars, expected) => {
    expect(formatRatio(bid, ask, maxChars)).toBe(expected);
  });
});
