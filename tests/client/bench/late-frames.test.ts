import { expect, it } from "vitest";
import { countLateFrames, countLongFrames } from "../../../client/bench/late-frames.ts";

it("counts frames after which the browser had left one out, and those that people feel", () => {
  const gapsMs = [16.7, 25, 25.1, 33.3, 50, 50.1, 400];
  expect(countLateFrames(gapsMs)).toBe(5);
  expect(countLongFrames(gapsMs)).toBe(2);
});
