import { describe, expect, it } from "vitest";
import { GapList } from "../../workers/gap-list.ts";

describe("GapList", () => {
  it("holds gaps ascending, whatever order they come in", () => {
    const gaps = new GapList();
    for (const [from, to] of [
      [50, 60],
      [10, 12],
      [30, 31],
    ]) {
      expect(gaps.add(from, to)).toBe(true);
    }
    expect([...gaps.bounds]).toEqual([10, 12, 30, 31, 50, 60]);
  });

  it("hears nothing new when a gap comes again, and takes a new end", () => {
    const gaps = new GapList();
    gaps.add(10, 12);
    const before = gaps.bounds;
    expect(gaps.add(10, 12)).toBe(false);
    expect(gaps.bounds).toBe(before);
    expect(gaps.add(10, 20)).toBe(true);
    expect([...gaps.bounds]).toEqual([10, 20]);
    expect([...before]).toEqual([10, 12]);
  });

  it("knows which seconds it touches", () => {
    const gaps = new GapList();
    gaps.add(10, 12);
    expect([gaps.touches(8, 10), gaps.touches(9, 11), gaps.touches(11, 12), gaps.touches(12, 15)]).toEqual([false, true, true, false]);
  });

  it("refuses what is no range", () => {
    const gaps = new GapList();
    expect(() => gaps.add(12, 12)).toThrow(/gap from second 12 to 12 is not a range/);
    expect(() => gaps.add(Number.NaN, 12)).toThrow(RangeError);
  });
});
