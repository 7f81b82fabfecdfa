import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { missingSeconds, normalizeGaps, touchesGap } from "../../../../core/orderflow/fold/gaps.ts";

describe("gaps", () => {
  it("joins what overlaps or touches and drops what is empty", () => {
    expect([...normalizeGaps([10, 12, 3, 5, 5, 6, 11, 20, 30, 30])]).toEqual([3, 6, 10, 20]);
  });

  it("counts missing seconds as a walk over every second does", () => {
    const pairs = fc.array(fc.tuple(fc.nat(40), fc.nat(6)), { maxLength: 6 });
    fc.assert(
      fc.property(pairs, fc.integer({ min: -5, max: 50 }), fc.integer({ min: -5, max: 50 }), (ranges, fromSec, toSec) => {
        const gaps = normalizeGaps(ranges.flatMap(([from, length]) => [from, from + length]));
        let missing = 0;
        for (let sec = fromSec; sec < toSec; sec++) if (ranges.some(([from, length]) => sec >= from && sec < from + length)) missing++;
        expect(missingSeconds(gaps, fromSec, toSec)).toBe(missing);
        expect(touchesGap(gaps, fromSec, toSec)).toBe(missing > 0);
      }),
      { numRuns: 2000 },
    );
  });
});
