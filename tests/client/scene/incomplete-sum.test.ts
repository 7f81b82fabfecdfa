import { describe, expect, it } from "vitest";
import { INCOMPLETE_OPACITY, incompleteSince } from "../../../client/scene/incomplete-sum.ts";
import { THEMES } from "../../../core/view/theme.ts";

const ROWS = { length: 6, columns: { timeSec: Float64Array.of(0, 10, 20, 50, 60, 90), reliable: Float64Array.of(1, 1, 0, 0, 1, 0) } };
const GAPS = Float64Array.of(25, 30, 40, 50, 70, 90);

describe("a running sum after a gap", () => {
  it("is incomplete since the first gap of its period", () => {
    expect(incompleteSince(ROWS, 10, GAPS, 20)).toBeNull();
    expect(incompleteSince(ROWS, 10, GAPS, 30)).toBe(25);
    expect(incompleteSince(ROWS, 10, GAPS, 60)).toBe(25);
    expect(incompleteSince(ROWS, 10, GAPS, 70)).toBeNull();
    expect(incompleteSince(ROWS, 10, GAPS, 1000)).toBe(70);
    expect(incompleteSince({ ...ROWS, length: 0 }, 10, GAPS, 1000)).toBeNull();
  });

  it("is drawn so that it can be read in both themes", () => {
    for (const theme of Object.values(THEMES)) {
      for (const ink of [theme.buy, theme.sell, theme.vwap]) expect(contrast(blend(ink, theme.background), theme.background)).toBeGreaterThanOrEqual(3);
    }
  });
});

const channels = (color: number): number[] => [color >> 16, (color >> 8) & 255, color & 255];

function blend(ink: number, ground: number): number {
  const [red, green, blue] = channels(ink).map((value, at) => Math.round(value * INCOMPLETE_OPACITY + channels(ground)[at] * (1 - INCOMPLETE_OPACITY)));
  return (red << 16) | (green << 8) | blue;
}

function contrast(a: number, b: number): number {
  const [low, high] = [luminance(a), luminance(b)].sort((x, y) => x - y);
  return (high + 0.05) / (low + 0.05);
}

function luminance(color: number): number {
  const [red, green, blue] = channels(color).map((value) => (value <= 10 ? value / 255 / 12.92 : ((value / 255 + 0.055) / 1.055) ** 2.4));
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}
