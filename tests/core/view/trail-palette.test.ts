import { describe, expect, it } from "vitest";
import { RAMP_COUNT, RAMP_HEAT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { oklabDistance, rgbToOklab } from "../../../core/view/oklab.ts";
import { buildPalette, PALETTE_NAMES } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { buildTrailPalette, TRAIL_ALPHA } from "../../../core/view/trail-palette.ts";

const rgbOf = (pixel: number): number => ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 255);

describe.each(Object.values(THEMES))("the colours of the heat trail: $name", (theme) => {
  const trail = Array.from(buildTrailPalette(theme).subarray(RAMP_HEAT * RAMP_SIZE, (RAMP_HEAT + 1) * RAMP_SIZE), (pixel) => rgbToOklab(rgbOf(pixel)));
  const background = rgbToOklab(theme.background);
  /** Contrast with the background, as a share of lightness: more for what stands out. */
  const away = (lightness: number): number => Math.abs(lightness - background.lightness);

  it("grow evenly from just off the background, and carry the mark of what lies under cells", () => {
    const steps = trail.slice(1).map((colour, index) => away(colour.lightness) - away(trail[index].lightness));
    for (const step of steps) expect(step).toBeGreaterThan(-0.002);
    expect(oklabDistance(trail[0], background)).toBeGreaterThan(0.01);
    expect(away(trail[RAMP_SIZE - 1].lightness)).toBeGreaterThan(0.12);
    expect(buildTrailPalette(theme)[0] >>> 24).toBe(TRAIL_ALPHA);
  });

  it.each(PALETTE_NAMES)("stay behind every cell: %s", (name) => {
    const strongest = Math.max(...trail.map(({ lightness }) => away(lightness)));
    const cells = Array.from(buildPalette(theme, name, true), (pixel) => rgbToOklab(rgbOf(pixel)));
    expect(cells).toHaveLength(RAMP_COUNT * RAMP_SIZE);
    for (const cell of cells) {
      expect(away(cell.lightness)).toBeGreaterThan(strongest + 0.02);
      for (let step = 0; step < RAMP_SIZE; step += 15) expect(oklabDistance(cell, trail[step])).toBeGreaterThan(0.06);
    }
  });
});
