import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { placeTags, spansMeet, type TakenPlace, type WantedTag } from "../../../client/scene/place-tags.ts";

const SIZE = 20;
const LIMIT = 400;
const REACH = 30;
const tagAt = (centrePx: number, order = centrePx): WantedTag => ({ centrePx, order });
const takenAt = (from: number, order = from + SIZE / 2): TakenPlace => ({ from, to: from + SIZE, order });
/** What a tag says may lie beside its middle. */
const aside = fc.integer({ min: -15, max: 15 });
const wantedTags = fc.array(
  fc.tuple(fc.oneof(fc.integer({ min: -30, max: 430 }), fc.constant(Number.NaN)), aside).map(([centre, by]) => tagAt(centre, centre + by)),
  { maxLength: 6 },
);
const taken = fc.option(fc.tuple(fc.integer({ min: 0, max: LIMIT - SIZE }), aside), { nil: null }).map((place) => (place === null ? [] : [takenAt(place[0], place[0] + 10 + place[1])]));

describe("placing tags", () => {
  it("leaves one that is not in the way where it belongs", () => {
    expect(placeTags([tagAt(100), tagAt(200)], [takenAt(140)], SIZE, LIMIT, REACH)).toEqual([
      { from: 90, to: 110 },
      { from: 190, to: 210 },
    ]);
  });

  it("stacks those that are close, each on its own side", () => {
    expect(placeTags([tagAt(105), tagAt(96)], [takenAt(90)], SIZE, LIMIT, REACH)).toEqual([
      { from: 110, to: 130 },
      { from: 70, to: 90 },
    ]);
  });

  it("keeps the order of what tags say where their places tell another one", () => {
    expect(placeTags([tagAt(100, 104)], [takenAt(92, 103)], SIZE, LIMIT, REACH)).toEqual([{ from: 112, to: 132 }]);
    expect(placeTags([tagAt(100, 102)], [takenAt(92, 103)], SIZE, LIMIT, REACH)).toEqual([{ from: 72, to: 92 }]);
    expect(placeTags([tagAt(100, 130)], [takenAt(112, 125)], SIZE, LIMIT, 2 * REACH)).toEqual([{ from: 132, to: 152 }]);
  });

  it("leaves out one that has no place near its own, and one that belongs beyond an end", () => {
    expect(placeTags([100, 101, 102, 103, 5, 396, Number.NaN].map((centre) => tagAt(centre)), [], SIZE, LIMIT, REACH).map((span) => span?.from ?? null)).toEqual([90, 110, null, null, null, null, null]);
  });

  it("never overlaps, keeps their order, and goes no farther than allowed", () => {
    fc.assert(
      fc.property(wantedTags, taken, (wanted, places) => {
        const spans = placeTags(wanted, places, SIZE, LIMIT, REACH);
        expect(spans).toHaveLength(wanted.length);
        for (const [index, span] of spans.entries()) {
          if (span === null) continue;
          expect(span.to - span.from).toBe(SIZE);
          expect(span.from).toBeGreaterThanOrEqual(0);
          expect(span.to).toBeLessThanOrEqual(LIMIT);
          expect(Math.abs(span.from - (wanted[index].centrePx - SIZE / 2))).toBeLessThanOrEqual(REACH);
          for (const place of places) {
            expect(spansMeet(span, place)).toBe(false);
            if (place.order !== wanted[index].order) expect(span.from > place.from).toBe(wanted[index].order > place.order);
          }
          for (const [other, beside] of spans.entries()) {
            if (other === index || beside === null) continue;
            expect(spansMeet(span, beside)).toBe(false);
            if (wanted[other].order > wanted[index].order) expect(beside.from).toBeGreaterThan(span.from);
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
        fc.pre(places.every((place) => !spansMeet(own, place) && centre < place.order === own.from < place.from));
        expect(placeTags([tagAt(centre)], places, SIZE, LIMIT, REACH)).toEqual([own]);
      }),
    );
  });
});
