import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { mergeRows } from "../../../client/scene/layers/profile/profile-pack.ts";
import type { ProfilePicture } from "../../../client/scene/scene-studies.ts";

function pictureOf(rows: readonly (readonly [row: number, bid: number, ask: number])[], ticksPerRow: number): ProfilePicture {
  return {
    placement: "over",
    title: "session",
    ticksPerRow,
    row: Int32Array.from(rows, ([row]) => row),
    bidLots: Float64Array.from(rows, ([, bid]) => bid),
    askLots: Float64Array.from(rows, ([, , ask]) => ask),
    reliable: true,
    valueArea: null,
    nodes: null,
  };
}

const sum = (values: Iterable<number>): number => [...values].reduce((total, value) => total + value, 0);

describe("mergeRows", () => {
  it("leaves rows of a pixel and more alone", () => {
    const merged = mergeRows(pictureOf([[-2, 3, 4], [5, 0, 9]], 10), 0.1);
    expect(merged).toEqual({ rowsPerGroup: 1, group: [-2, 5], bidLots: [3, 0], askLots: [4, 9], mostLots: 9 });
  });

  it("sums thinner rows by groups that lie still, also below zero", () => {
    const merged = mergeRows(pictureOf([[-3, 1, 0], [-2, 2, 0], [-1, 0, 4], [0, 8, 0], [1, 0, 16]], 1), 0.5);
    expect(merged).toEqual({ rowsPerGroup: 2, group: [-2, -1, 0], bidLots: [1, 2, 8], askLots: [0, 4, 16], mostLots: 24 });
  });

  it("loses no lot, and knows the largest group", () => {
    const rows = fc.uniqueArray(fc.tuple(fc.integer({ min: -5000, max: 5000 }), fc.nat(1e6), fc.nat(1e6)), { selector: ([row]) => row, minLength: 1 });
    fc.assert(
      fc.property(rows, fc.integer({ min: 1, max: 50 }), fc.double({ min: 0.001, max: 4, noNaN: true }), (unsorted, ticksPerRow, pxPerTick) => {
        const picture = pictureOf(unsorted.toSorted(([a], [b]) => a - b), ticksPerRow);
        const { group, bidLots, askLots, mostLots, rowsPerGroup } = mergeRows(picture, pxPerTick);
        expect(sum(bidLots)).toBe(sum(picture.bidLots));
        expect(sum(askLots)).toBe(sum(picture.askLots));
        expect(mostLots).toBe(Math.max(...group.map((_, index) => bidLots[index] + askLots[index])));
        expect(rowsPerGroup * ticksPerRow * pxPerTick).toBeGreaterThanOrEqual(1 - 1e-9);
        expect(new Set(group).size).toBe(group.length);
      }),
    );
  });
});
