import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseDecimalStep } from "../../../core/market/decimal-step.ts";
import { formatDelta, formatDeltaEvenly, formatPrice, formatVolume, formatVolumeEvenly, groupThousands, numberChars } from "../../../core/view/number-format.ts";

const MILLI = parseDecimalStep("0.001");
const WHOLE = parseDecimalStep("1");

describe("formatVolume", () => {
  it.each([
    [12_418, 6, "12.418"],
    [1_251_576, 9, "1,251.576"],
    [1_251_576, 8, "1,251.58"],
    [1_251_576, 7, "1,251.6"],
    [1_251_576, 5, "1,252"],
    [1_251_576, 4, "1252"],
    [1_251_576, 3, "1k"],
    [12_418_000, 10, "12,418.000"],
    [12_418_000, 6, "12,418"],
    [12_418_000, 5, "12.4k"],
    [12_418_000, 4, "12k"],
    [999_950, 5, "1,000"],
    [999_950, 3, "1k"],
    [140_100, 5, "140.1"],
    [140_100, 4, "140"],
    [1, 5, "0.001"],
    [1, 4, ".001"],
    [1, 3, "<.1"],
    [440, 4, "0.44"],
    [440, 3, ".44"],
    [176, 4, ".176"],
    [0, 1, "0"],
    [999_999_999_999, 4, "1.0B"],
    [400_000_000, 4, "400k"],
    [400_000_000, 3, ".4M"],
  ])("writes %i thousandths in %i characters as %s", (lots, maxChars, expected) => {
    expect(formatVolume(lots, MILLI, maxChars)).toBe(expected);
  });

  it("writes whole lots", () => {
    expect(formatVolume(35_603, WHOLE)).toBe("35,603");
    expect(formatVolume(35_603, WHOLE, 5)).toBe("35.6k");
    expect(formatVolume(2 ** 53 - 1, WHOLE, 3)).toBe("9Q");
  });

  it("never overflows its room, always has a text for three characters or more, and shows 0 for nothing but zero", () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER })),
        fc.constantFrom("1", "0.1", "0.001", "0.00001", "0.25", "5", "0.00000001"),
        fc.integer({ min: 0, max: 24 }),
        (lots, size, maxChars) => {
          const lot = parseDecimalStep(size);
          fc.pre(Number.isSafeInteger(lots * lot.mantissa));
          const text = formatVolume(lots, lot, maxChars);
          expect(text.length).toBeLessThanOrEqual(maxChars);
          if (maxChars >= 3) expect(text).not.toBe("");
          expect(/^0?(\.0*)?[kMBTQ]?$/.test(text) && text !== "").toBe(lots === 0 && maxChars > 0);
        },
      ),
      { numRuns: 2000 },
    );
  });

  it("is within half a unit of the last place of the exact volume", () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10 ** 12 }), fc.integer({ min: 3, max: 12 }), (lots, maxChars) => {
        const text = formatVolume(lots, MILLI, maxChars);
        const suffix = text.at(-1) ?? "";
        const scale = { k: 1e3, M: 1e6, B: 1e9, T: 1e12, Q: 1e15 }[suffix] ?? 1;
        const digits = text.replace(/[kMBTQ,<]/g, "");
        const place = scale * 10 ** -(digits.split(".")[1]?.length ?? 0);
        if (text.startsWith("<")) expect(lots / 1000).toBeLessThan(place);
        else expect(Math.abs(Number(digits) * scale - lots / 1000)).toBeLessThanOrEqual(place / 2 + lots * 1e-12);
      }),
      { numRuns: 2000 },
    );
  });
});

describe("formatDelta", () => {
  it.each([
    [18_659, 7, "+18.659"],
    [-176, 6, "−0.176"],
    [-176, 4, "−.18"],
    [0, 3, "0"],
    [5, 1, ""],
  ])("writes %i thousandths in %i characters as %s", (lots, maxChars, expected) => {
    expect(formatDelta(lots, MILLI, maxChars)).toBe(expected);
  });
});

describe("formatVolumeEvenly", () => {
  it.each([
    [207, 2, 4, "0.21"],
    [5000, 2, 4, "5.00"],
    [300, 1, 4, "0.3"],
    [40, 1, 4, "<0.1"],
    [40, 1, 3, "<.1"],
    [50, 1, 4, "0.1"],
    [140_066, 1, 5, "140.1"],
    [140_066, 2, 5, "140.1"],
    [140_066, 2, 4, "140"],
    [9_999, 2, 4, "10.0"],
    [12_000, 3, 9, "12.000"],
    [1_234_500, 0, 4, "1235"],
    [0, 2, 4, "0"],
  ])("writes %i thousandths with %i decimals in %i characters as %s", (lots, decimals, maxChars, expected) => {
    expect(formatVolumeEvenly(lots, MILLI, decimals, maxChars)).toBe(expected);
  });

  it("never overflows, shows 0 for nothing but zero, and has the decimals asked for wherever they fit", () => {
    fc.assert(
      fc.property(fc.nat(10 ** 10), fc.constantFrom("1", "0.1", "0.001", "0.00001", "0.25", "5"), fc.nat(5), fc.integer({ min: 3, max: 16 }), (lots, size, wanted, maxChars) => {
        const lot = parseDecimalStep(size);
        const decimals = Math.min(wanted, lot.decimals);
        const text = formatVolumeEvenly(lots, lot, decimals, maxChars);
        expect(text).not.toBe("");
        expect(text.length).toBeLessThanOrEqual(maxChars);
        expect(/^0?(\.0*)?[kMBTQ]?$/.test(text)).toBe(lots === 0);
        const digits = String(Math.round((lots * lot.mantissa) / 10 ** (lot.decimals - decimals))).length - decimals;
        if (lots === 0 || text.startsWith("<") || numberChars(Math.max(1, digits), decimals) > maxChars) return;
        expect(text.split(".")[1]?.length ?? 0).toBe(decimals);
      }),
      { numRuns: 2000 },
    );
  });

  it("gives a difference its sign", () => {
    expect(formatDeltaEvenly(-176, MILLI, 2, 5)).toBe("−0.18");
    expect(formatDeltaEvenly(2_000, MILLI, 2, 5)).toBe("+2.00");
    expect(formatDeltaEvenly(0, MILLI, 2, 5)).toBe("0");
  });
});

describe("formatPrice and groupThousands", () => {
  it("are exact", () => {
    expect(formatPrice(617_250, parseDecimalStep("0.1"))).toBe("61,725.0");
    expect(formatPrice(-17_373, parseDecimalStep("0.25"))).toBe("-4,343.25");
    expect(formatPrice(-3, parseDecimalStep("0.25"))).toBe("-0.75");
    expect(groupThousands("-123")).toBe("-123");
    expect(groupThousands("1234567.8901")).toBe("1,234,567.8901");
  });
});
