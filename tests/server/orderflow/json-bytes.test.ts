import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type DecimalStep, formatSteps, parseDecimalStep, stepsToNumber } from "../../../core/market/decimal-step.ts";
import { JsonBytes } from "../../../server/orderflow/answer/json-bytes.ts";

const text = (write: (out: JsonBytes) => void): string => {
  const out = new JsonBytes();
  write(out);
  return new TextDecoder().decode(out.take());
};

describe("JSON as bytes", () => {
  it("writes steps as the exact decimal, which reads as the nearest double", () => {
    const steps = fc.oneof(fc.integer({ min: -5000, max: 5000 }), fc.maxSafeInteger().map((value) => Math.trunc(value / 1000)));
    const step = fc.tuple(fc.integer({ min: 1, max: 999 }), fc.integer({ min: 0, max: 15 }));
    fc.assert(
      fc.property(steps, step, (count, [mantissa, decimals]) => {
        const unit: DecimalStep = { mantissa, decimals };
        const written = text((out) => out.steps(count, unit));
        const exact = formatSteps(count, unit);
        expect(Number(written)).toBe(Number(exact));
        expect(JSON.parse(written)).toBe(stepsToNumber(count, unit) + 0);
        if (Number.isSafeInteger(count * mantissa)) expect(written).toBe(exact.includes(".") ? exact.replace(/\.?0+$/, "") : exact);
      }),
      { numRuns: 2000 },
    );
  });

  it.each([
    [0, "0.1", "0"],
    [-0, "0.1", "0"],
    [1, "0.1", "0.1"],
    [-1, "0.001", "-0.001"],
    [618_003, "0.1", "61800.3"],
    [618_000, "0.1", "61800"],
    [-75, "0.25", "-18.75"],
    [7, "5", "35"],
    [1, "0.00000001", "0.00000001"],
    [Number.NaN, "0.1", "null"],
    [Number.POSITIVE_INFINITY, "0.1", "null"],
    [2.5, "0.1", "0.25"],
  ])("writes %d steps of %s as %s", (steps, size, expected) => {
    expect(text((out) => out.steps(steps, parseDecimalStep(size)))).toBe(expected);
  });

  it("writes a number that comes again as it did the first time, whatever came between", () => {
    const step = parseDecimalStep("0.001");
    const steps = fc.array(fc.oneof(fc.integer({ min: -3000, max: 3000 }), fc.constantFrom(5, 5 + 2048, 5 + 4096, -5, 2 ** 40 + 5, Number.MAX_SAFE_INTEGER)), { maxLength: 60 });
    fc.assert(
      fc.property(steps, (counts) => {
        const together = text((out) => {
          for (const count of [...counts, ...counts]) {
            out.steps(count, step);
            out.number(count);
            out.raw(" ");
          }
        });
        const apart = counts.map((count) => `${text((out) => out.steps(count, step))}${count} `).join("");
        expect(together).toBe(apart + apart);
      }),
    );
  });

  it("writes any number so that it reads as itself, and what is none as null", () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        expect(JSON.parse(text((out) => out.number(value)))).toBe(Number.isFinite(value) ? value + 0 : null);
      }),
    );
  });

  it("writes any text, whatever has been written before, and begins anew after it was taken", () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: "grapheme", maxLength: 200 }), { maxLength: 50 }), (texts) => {
        const out = new JsonBytes();
        for (let round = 0; round < 2; round++) {
          for (const one of texts) out.raw(one);
          expect(new TextDecoder().decode(out.take())).toBe(texts.join(""));
          expect(out.length).toBe(0);
        }
      }),
    );
  });

  it("grows beyond its first room", () => {
    const long = "ä".repeat(100_000);
    expect(text((out) => out.raw(long))).toBe(long);
  });
});

describe("times as bytes", () => {
  it("are what ISO 8601 says of any second", () => {
    const seconds = fc.oneof(fc.integer({ min: -100_000, max: 100_000 }), fc.integer({ min: -62_135_596_800, max: 253_402_300_799 }));
    fc.assert(
      fc.property(fc.array(seconds, { minLength: 1, maxLength: 20 }), (times) => {
        const written = text((out) => {
          for (const timeSec of times) out.time(timeSec);
        });
        expect(written).toBe(times.map((timeSec) => JSON.stringify(new Date(timeSec * 1000).toISOString())).join(""));
      }),
      { numRuns: 1000 },
    );
  });

  it("are null where there is none", () => {
    expect(text((out) => out.time(Number.NaN))).toBe("null");
  });
});
