import { describe, expect, it } from "vitest";
import { RAMP_COUNT, RAMP_HEAT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { oklabDistance, oklabToRgb, rgbToOklab } from "../../../core/view/oklab.ts";
import { buildPalette, isPaletteName, opaquePixel, PALETTE_NAMES, sideColours } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { contrastOf } from "./contrast.ts";

const rgbOf = (pixel: number): number => ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 255);

for (const theme of Object.values(THEMES)) {
  for (const name of PALETTE_NAMES) {
    describe(`the ${name} palette in the ${theme.name} theme`, () => {
      const palette = buildPalette(theme, name);
      const ramps = Array.from({ length: RAMP_COUNT }, (_, ramp) => Array.from(palette.subarray(ramp * RAMP_SIZE, (ramp + 1) * RAMP_SIZE), rgbOf));

      it("is opaque", () => {
        expect(palette.length).toBe(RAMP_COUNT * RAMP_SIZE);
        expect(palette.every((pixel) => pixel >>> 24 === 0xff)).toBe(true);
      });

      it("gets evenly stronger: away from the background, without a step back or a jump", () => {
        const direction = theme.name === "dark" ? 1 : -1;
        for (const ramp of ramps) {
          const lightness = ramp.map((rgb) => rgbToOklab(rgb).lightness);
          const whole = (lightness[RAMP_SIZE - 1] - lightness[0]) * direction;
          expect(whole).toBeGreaterThan(0.55);
          for (let index = 1; index < RAMP_SIZE; index++) {
            const step = (lightness[index] - lightness[index - 1]) * direction;
            expect(step).toBeGreaterThan(-0.002);
            expect(step).toBeLessThan((whole / RAMP_SIZE) * 3);
            expect(oklabDistance(rgbToOklab(ramp[index]), rgbToOklab(ramp[index - 1]))).toBeLessThan(0.008);
          }
        }
      });

      it("shows a single lot: the first colour stands off the background", () => {
        for (const ramp of ramps) expect(oklabDistance(rgbToOklab(ramp[0]), rgbToOklab(theme.background))).toBeGreaterThan(0.08);
      });

      it("tells the sides apart at every strength but the last", () => {
        const [, sell, buy] = ramps;
        for (let index = 0; index < RAMP_SIZE * 0.8; index++) expect(oklabDistance(rgbToOklab(sell[index]), rgbToOklab(buy[index]))).toBeGreaterThan(0.07);
      });

      it("has side colours that can be read on every surface", () => {
        for (const colour of Object.values(sideColours(theme, name))) {
          for (const surface of [theme.background, theme.panel]) expect(contrastOf(colour, surface)).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(theme.onFill, colour)).toBeGreaterThanOrEqual(4.5);
        }
      });
    });
  }
}

describe("the default palette", () => {
  /** Machado, Oliveira, Fernandes 2009: how red-blind and green-blind eyes see linear light. */
  const BLINDNESS = {
    protanopia: [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
    deuteranopia: [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  };

  function seenBy(matrix: readonly number[], rgb: number): number {
    const linear = [16, 8, 0].map((shift) => (((rgb >>> shift) & 255) / 255) ** 2.2);
    return [0, 1, 2].reduce((seen, channel) => {
      const light = linear.reduce((sum, value, index) => sum + value * matrix[channel * 3 + index], 0);
      return (seen << 8) | Math.round(255 * Math.min(1, Math.max(0, light)) ** (1 / 2.2));
    }, 0);
  }

  it.each(Object.entries(BLINDNESS))("keeps its sides apart under %s", (_, matrix) => {
    for (const theme of Object.values(THEMES)) {
      const { buy, sell } = sideColours(theme, "blue-orange");
      expect(oklabDistance(rgbToOklab(seenBy(matrix, buy)), rgbToOklab(seenBy(matrix, sell)))).toBeGreaterThan(0.15);
    }
  });
});

describe("colours", () => {
  it("go to OKLab and back", () => {
    for (const rgb of [0, 0xffffff, 0xff0000, 0x00ff00, 0x0000ff, 0x123456, 0xfedcba]) expect(oklabToRgb(rgbToOklab(rgb))).toBe(rgb);
    expect(rgbToOklab(0xffffff).lightness).toBeCloseTo(1, 6);
  });

  it("become pixels with red in the lowest byte", () => {
    expect(opaquePixel(0x112233)).toBe(0xff332211);
    expect(buildPalette(THEMES.dark, "blue-orange")[RAMP_HEAT * RAMP_SIZE]).toBe(opaquePixel(0x28224f));
  });

  it("have palettes with names", () => {
    expect(isPaletteName("green-red")).toBe(true);
    expect(isPaletteName("rainbow")).toBe(false);
  });
});
