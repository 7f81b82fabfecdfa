import { describe, expect, it } from "vitest";
import { displayName, FULL_HD, isPlain, parseDisplay, type SceneSetup } from "../../../bench/frames/scene-setup.ts";

const SETUP: SceneSetup = { scene: "heat", cells: 1000, renderer: "canvas", display: FULL_HD, windows: 1, slowdown: 1 };

describe("displays", () => {
  it.each(["1920x1080", "3840x2160", "1920x1080@2", "800x600@1.5"])("reads %s and writes it again", (text) => {
    expect(displayName(parseDisplay("--displays", text))).toBe(text);
  });

  it.each(["1920", "0x1080", "1920x1080@0", "4k", ""])("refuses %j in a sentence", (text) => {
    expect(() => parseDisplay("--displays", text)).toThrow(`--displays has "${text}", expected WIDTHxHEIGHT`);
  });
});

it("holds budgets against one window of 1920x1080 at the processor's own speed alone", () => {
  expect(isPlain(SETUP)).toBe(true);
  expect(isPlain({ ...SETUP, display: { ...FULL_HD, pixelRatio: 2 } })).toBe(false);
  expect(isPlain({ ...SETUP, windows: 2 })).toBe(false);
  expect(isPlain({ ...SETUP, slowdown: 4 })).toBe(false);
});
