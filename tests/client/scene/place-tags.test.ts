import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeTags, spansMeet } from "../../../client/scene/place-tags.ts";

const SIZE = 20;
const LIMIT = 400;
const REACH = 30;
const centres = fc.array(fc.oneof(fc.integer({ min: -30, max: 430 }), fc.constant(Number.NaN)), { maxLength: 6 });
const taken = fc.option(fc.integer({ min: 0, max: LIMIT - SIZE }), { nil: null }).map((from) => (from === null ? [] : [{ from, to: from + SIZE }]));

describe("placing tags", () => {
  it("leaves one that is not in the way where it belongs", () => {
    expect(placeTags([100, 200], [{ from: 140, to: 160 }], SIZE, LIMIT, REACH)).toEqual([
      { from: 90, to: 110 },
      { from: 190, to: 210 },
    ]);
  });

  it("stacks those that are close, each on its own side", () => {
    expect(placeTags([105, 96], [{ from: 90, to: 110 }], SIZE, LIMIT, REACH)).toEqual([
      { from: 110, to: 130 },
      { from: 70, to: 90 },
    ]);
  });

  it("leaves out one that has no place near its own, and one that belongs beyond an end", () => {
    expect(placeTags([100, 101, 102, 103, 5, 396, Number.NaN], [], SIZE, LIMIT, REACH).map((span) => span?.from ?? null)).toEqual([90, 110, null, null, null, null, null]);
  });

  it("never overlaps, keeps their order, and goes no farther than allowed", () => {
    fc.assert(
      fc.property(centres, taken, (wanted, places) => {
        const spans = placeTags(wanted, places, SIZE, LIMIT, REACH);
        expect(spans).toHaveLength(wanted.length);
        for (const [index, span] of spans.entries()) {
          if (span === null) continue;
          expect(span.to - span.from).toBe(SIZE);
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeLessThanOrEqual(LIMIT);
          expect(Math.abs(span.from - (wanted[index] - SIZE / 2))).toBeLessThanOrEqual(REACH);
          for (const place of places) expect(spansMeet(span, place)).toBe(false);
          for (const [other, beside] of spans.entries()) {
            if (other === index || beside === null) continue;
            expect(spansMeet(span, beside)).toBe(false);
            if (wanted[other] > wanted[index]) expect(beside.from).toBeGreaterThan(span.from);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  it("gives the first its own place whenever that is free", () => {
    fc.assert(
      fc.property(fc.integer({ min: 10, max: 390 }), taken, (centre, places) => {
        const own = { from: centre - 10, to: centre + 10 };
        fc.pre(places.every((place) => !spansMeet(own, place)));
        expect(placeTags([centre], places, SIZE, LIMIT, REACH)).toEqual([own]);
      }),
    );
  });
});
