import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { SpanSet } from "../../workers/span-set.ts";

const LIMIT = 60;
const edit = fc.record({ add: fc.boolean(), from: fc.integer({ min: 0, max: LIMIT }), length: fc.integer({ min: -2, max: 15 }) });

/** The same set as a list of yes and no. */
function build(edits: readonly { add: boolean; from: number; length: number }[]): { spans: SpanSet; members: boolean[] } {
  const spans = new SpanSet();
  const members = Array.from({ length: LIMIT + 20 }, () => false);
  for (const { add, from, length } of edits) {
    if (add) spans.add(from, from + length);
    else spans.remove(from, from + length);
    for (let value = from; value < from + length; value++) members[value] = add;
  }
  return { spans, members };
}

describe("SpanSet", () => {
  it("is the set of numbers that were added and not removed, in the fewest spans", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), (edits) => {
        const { spans, members } = build(edits);
        const expected: { from: number; to: number }[] = [];
        members.forEach((isMember, value) => {
          if (!isMember) return;
          const last = expected.at(-1);
          if (last?.to === value) last.to++;
          else expected.push({ from: value, to: value + 1 });
        });
        expect(spans.spans).toEqual(expected);
        expect(spans.isEmpty).toBe(expected.length === 0);
      }),
    );
  });

  it("finds the members inside a window first, then those nearest to it", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), fc.integer({ min: 0, max: LIMIT }), fc.integer({ min: 1, max: 20 }), (edits, from, length) => {
        const { spans, members } = build(edits);
        const to = from + length;
        const found = spans.nearest(from, to);
        const inside = members.slice(from, to).lastIndexOf(true);
        if (found === null) expect(spans.isEmpty).toBe(true);
        else if (inside >= 0) expect(found.to).toBe(from + inside + 1);
        else {
          const distance = (value: number) => (value < from ? from - value : value - to + 1);
          const nearest = Math.min(...members.flatMap((isMember, value) => (isMember ? [distance(value)] : [])));
          expect(Math.min(distance(found.from), distance(found.to - 1))).toBe(nearest);
        }
      }),
    );
  });

  it("tells how far around a window nothing is in the set", () => {
    fc.assert(
      fc.property(fc.array(edit, { maxLength: 30 }), fc.integer({ min: 0, max: LIMIT }), fc.integer({ min: 1, max: 20 }), (edits, from, length) => {
        const { spans, members } = build(edits);
        const free = spans.freeAround(from, from + length);
        expect(free === null).toBe(members.slice(from, from + length).includes(true));
        if (free === null) return;
        const low = members.slice(0, from).lastIndexOf(true);
        const high = members.indexOf(true, from + length);
        expect(free).toEqual({ from: low < 0 ? Number.NEGATIVE_INFINITY : low + 1, to: high < 0 ? Number.POSITIVE_INFINITY : high });
      }),
    );
  });
});
