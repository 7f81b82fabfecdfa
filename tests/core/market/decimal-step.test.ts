import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ceilSteps, type DecimalStep, formatSteps, parseDecimalStep, parseSteps, plainDecimal, stepsToNumber } from "../../../core/market/decimal-step.ts";

const step: fc.Arbitrary<DecimalStep> = fc
  .tuple(fc.integer({ min: 1, max: 99_999 }), fc.integer({ min: 0, max: 12 }))
  .map(([mantissa, decimals]) => parseDecimalStep(decimalText(BigInt(mantissa), decimals)));

const decimal = fc
  .tuple(fc.bigInt({ min: -(10n ** 18n), max: 10n ** 18n }), fc.integer({ min: 0, max: 14 }))
  .map(([digits, decimals]) => ({ digits, decimals, text: decimalText(digits, decimals) }));

function decimalText(digits: bigint, decimals: number): string {
  const text = (digits < 0n ? -digits : digits).toString().padStart(decimals + 1, "0");
  const whole = text.slice(0, text.length - decimals);
  return (digits < 0n ? "-" : "") + (decimals === 0 ? whole : `${whole}.${text.slice(-decimals)}`);
}

describe("parseDecimalStep", () => {
  it.each([
    ["0.25", 25, 2],
    ["5", 5, 0],
    ["100", 100, 0],
    ["0.10", 1, 1],
    [" 0.001 ", 1, 3],
    ["+1.", 1, 0],
  ])("reads %s", (text, mantissa, decimals) => {
    expect(parseDecimalStep(text)).toEqual({ mantissa, decimals });
  });

  it.each(["", "0", "0.000", "-0.1", "1e-3", ".5", "abc", "1,5", "0.1.1", "NaN", "Infinity", "99999999999999999", "0.0000000000000001"])(
    "refuses %j",
    (text) => {
      expect(() => parseDecimalStep(text)).toThrow(RangeError);
    },
  );
});

describe("parseSteps and formatSteps", () => {
  it("are inverse to each other", () => {
    fc.assert(
      fc.property(step, fc.integer({ min: -(2 ** 35), max: 2 ** 35 }), (size, steps) => {
        expect(parseSteps(formatSteps(steps, size), size)).toBe(steps);
      }),
    );
  });

  it("keeps the exactness of products beyond 2^53 when formatting", () => {
    expect(formatSteps(Number.MAX_SAFE_INTEGER, { mantissa: 25, decimals: 2 })).toBe("2251799813685247.75");
    expect(formatSteps(-Number.MAX_SAFE_INTEGER, { mantissa: 99_999, decimals: 0 })).toBe(`-${BigInt(Number.MAX_SAFE_INTEGER) * 99_999n}`);
  });

  it("agree with big integers on any decimal text", () => {
    fc.assert(
      fc.property(decimal, step, ({ digits, decimals, text }, size) => {
        const common = Math.max(decimals, size.decimals);
        const value = digits * 10n ** BigInt(common - decimals);
        const unit = BigInt(size.mantissa) * 10n ** BigInt(common - size.decimals);
        const scaled = (digits < 0n ? -digits : digits) * 10n ** BigInt(size.decimals);
        const fits = scaled / 10n ** BigInt(decimals) <= BigInt(Number.MAX_SAFE_INTEGER);
        expect(parseSteps(text, size)).toBe(value % unit === 0n && fits ? Number(value / unit) : Number.NaN);
      }),
      { numRuns: 2000 },
    );
  });

  it("finds whole multiples among decimals, however many zeros they carry", () => {
    fc.assert(
      fc.property(step, fc.integer({ min: -1e6, max: 1e6 }), fc.nat(9), (size, steps, zeros) => {
        const text = formatSteps(steps, size);
        expect(parseSteps((text.includes(".") ? text : `${text}.`) + "0".repeat(zeros), size)).toBe(steps);
      }),
    );
  });

  it("reads a part of a longer text", () => {
    expect(parseSteps("B,61800.30,0.006", { mantissa: 1, decimals: 1 }, 2, 10)).toBe(618003);
  });

  it.each(["", "-", "+", ".", ".5", "1.2.3", "1e5", "0x10", " 1", "1 ", "NaN", "Infinity", "12a", "--1", "1,0", "٣"])("refuses %j", (text) => {
    expect(parseSteps(text, { mantissa: 1, decimals: 2 })).toBeNaN();
  });

  it("refuses what is no multiple of the step, and never gives minus zero", () => {
    const quarter = parseDecimalStep("0.25");
    expect(parseSteps("4347.80", quarter)).toBeNaN();
    expect(parseSteps("4347.75", quarter)).toBe(17391);
    expect(Object.is(parseSteps("-0.00", quarter), 0)).toBe(true);
  });
});

describe("stepsToNumber", () => {
  it("is the double nearest to the decimal text", () => {
    fc.assert(
      fc.property(step, fc.integer({ min: -(2 ** 35), max: 2 ** 35 }), (size, steps) => {
        expect(stepsToNumber(steps, size) + 0).toBe(Number(formatSteps(steps, size)));
      }),
    );
  });
});

describe("ceilSteps", () => {
  it("agrees with big integers: the least count of steps that is not less", () => {
    fc.assert(
      fc.property(decimal, step, ({ digits, decimals, text }, size) => {
        const value = digits * 10n ** BigInt(size.decimals);
        const unit = BigInt(size.mantissa) * 10n ** BigInt(decimals);
        const steps = value / unit + (value > 0n && value % unit !== 0n ? 1n : 0n);
        expect(ceilSteps(text, size)).toBe(Number(steps));
      }),
      { numRuns: 1000 },
    );
  });

  it("leaves whole steps as they are", () => {
    fc.assert(
      fc.property(step, fc.integer({ min: -(2 ** 35), max: 2 ** 35 }), (size, steps) => {
        expect(ceilSteps(formatSteps(steps, size), size)).toBe(steps);
      }),
    );
  });

  it.each(["", ".5", "1e-8", "1,5", "NaN", "Infinity", "-"])("gives no number for %j", (text) => {
    expect(ceilSteps(text, { mantissa: 1, decimals: 2 })).toBeNaN();
  });
});

describe("plainDecimal", () => {
  it("writes any finite number without an exponent, so that it reads back as the same", () => {
    expect([1e-8, 1.5e-7, 0.25, -3e-9, 1.5e21, 0].map(plainDecimal)).toEqual(["0.00000001", "0.00000015", "0.25", "-0.000000003", "1500000000000000000000", "0"]);
    fc.assert(
      fc.property(fc.double({ noDefaultInfinity: true, noNaN: true }), (value) => {
        expect(plainDecimal(value)).toMatch(/^-?\d+(\.\d+)?$/);
        expect(Number(plainDecimal(value))).toBe(value + 0);
      }),
    );
  });
});
