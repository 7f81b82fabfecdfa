import { describe, expect, it } from "vitest";
import { centredSpan } from "../../../client/scene/axis-tags.ts";
import { HiddenLabels } from "../../../client/scene/hidden-labels.ts";

const every20 = (index: number): number => index * 20;
const half5 = (): number => 5;

describe("labels under a tag", () => {
  it("hides those the tag touches, and only those", () => {
    const hidden = new HiddenLabels();
    hidden.find({ from: 25, to: 55 }, 10, every20, half5);
    expect(Array.from({ length: 5 }, (_, index) => hidden.hides(index))).toEqual([false, false, true, false, false]);
    hidden.find({ from: 24, to: 56 }, 10, every20, half5);
    expect(Array.from({ length: 5 }, (_, index) => hidden.hides(index))).toEqual([false, true, true, true, false]);
  });

  it("hides nothing without a tag", () => {
    const hidden = new HiddenLabels();
    hidden.find({ from: 0, to: 99 }, 10, every20, half5);
    hidden.find(null, 10, every20, half5);
    expect(hidden.hides(0)).toBe(false);
  });

  it("says whether the answer changed, so that nothing is packed in vain", () => {
    const hidden = new HiddenLabels();
    expect(hidden.find({ from: 30, to: 50 }, 10, every20, half5)).toBe(true);
    expect(hidden.find({ from: 31, to: 51 }, 10, every20, half5)).toBe(false);
    expect(hidden.find({ from: 50, to: 70 }, 10, (index) => 180 - index * 20, half5)).toBe(true);
    expect(hidden.hides(6)).toBe(true);
  });
});

describe("labels at the ends of an axis", () => {
  it("hides those an end cuts or that lie beyond it, and keeps those that just fit", () => {
    const hidden = new HiddenLabels();
    hidden.find({ from: Number.NEGATIVE_INFINITY, to: 0 }, 4, (index) => [-40, 4, 5, 30][index], half5);
    expect([0, 1, 2, 3].map((index) => hidden.hides(index))).toEqual([true, true, false, false]);
    hidden.find({ from: 100, to: Number.POSITIVE_INFINITY }, 4, (index) => [160, 96, 95, 30][index], half5);
    expect([0, 1, 2, 3].map((index) => hidden.hides(index))).toEqual([true, true, false, false]);
  });
});

describe("spans", () => {
  it("are centred and stay on the axis", () => {
    expect(centredSpan(100, 18, 500)).toEqual({ from: 91, to: 109 });
    expect(centredSpan(-40, 18, 500)).toEqual({ from: 0, to: 18 });
    expect(centredSpan(499, 18, 500)).toEqual({ from: 482, to: 500 });
    expect(centredSpan(5, 18, 10)).toEqual({ from: 0, to: 18 });
  });
});
