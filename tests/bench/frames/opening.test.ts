import { expect, it } from "vitest";
import { openingTimes } from "../../../bench/frames/opening.ts";
import { OPENING_MARKS } from "../../../protocol/opening-marks.ts";

it("counts the marks of page and worker, whose clocks begin at different times, from the page's navigation", () => {
  const ownMarks = OPENING_MARKS.map((mark, index) => [mark, 5000 + index] as const);
  const times = openingTimes(4000, [["of somebody else", 1], ...ownMarks]);
  expect(OPENING_MARKS.map((mark) => times[mark])).toEqual(OPENING_MARKS.map((_, index) => 1000 + index));
  expect(Object.keys(times)).toHaveLength(OPENING_MARKS.length);
});

it("names a moment that never came", () => {
  const marks = OPENING_MARKS.filter((mark) => mark !== "flowglass:picture").map((mark) => [mark, 1] as const);
  expect(() => openingTimes(0, marks)).toThrow("the page never came to flowglass:picture");
});
