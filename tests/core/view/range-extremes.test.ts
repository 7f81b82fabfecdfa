import fc from "fast-check";
import { expect, it } from "vitest";
import { RangeExtremes } from "../../../core/view/range-extremes.ts";

it("tells what a search of every row tells, also after rows have changed", () => {
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 2000 }), fc.integer(), fc.array(fc.tuple(fc.nat(2000), fc.nat(2000), fc.nat(2000)), { maxLength: 6 }), (length, seed, turns) => {
      let state = seed | 1;
      const next = (): number => (state = Math.imul(state, 1_103_515_245) + 12_345) >> 8;
      const lows = Float64Array.from({ length }, () => (next() % 50 === 0 ? Number.NaN : next()));
      const highs = lows.map((low) => low + 5);
      const extremes = new RangeExtremes();
      for (const [changed, a, b] of turns) {
        for (let row = changed; row < length; row++) highs[row] = (lows[row] = next()) + 9;
        extremes.forgetFrom(changed);
        const [from, to] = [Math.min(a, b, length), Math.min(Math.max(a, b), length)];
        const known = [...lows.subarray(from, to)].filter((value) => !Number.isNaN(value));
        const tops = [...highs.subarray(from, to)].filter((value) => !Number.isNaN(value));
        expect(extremes.over(lows, highs, from, to)).toEqual({ least: Math.min(...known), greatest: Math.max(...tops) });
      }
    }),
    { numRuns: 300 },
  );
});
