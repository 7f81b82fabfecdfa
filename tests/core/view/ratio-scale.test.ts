import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { cellColour } from "../../../core/view/cell-colour.ts";
import { heatCodeOf } from "../../../core/view/heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle } from "../../../core/view/heat-style.ts";
import { buildRatioPalette, opaquePixel, PALETTE_NAMES } from "../../../core/view/palette.ts";
import { firstStrongColour, ratioSpanCodes } from "../../../core/view/ratio-scale.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { contrastOf } from "./contrast.ts";

const FLOOR_LOTS = 1000;
const LOW_CODE = heatCodeOf(FLOOR_LOTS);

function styleOf(threshold: number, theme = THEMES.dark): HeatStyle {
  const palette = buildRatioPalette(theme, "blue-orange", false, firstStrongColour(threshold));
  const highCode = LOW_CODE + ratioSpanCodes(threshold);
  return { formula: HEAT_FORMULAS.ratio, lowCode: LOW_CODE, highCode, perColumn: false, gapX: false, gapY: false, palette, background: opaquePixel(theme.background) };
}

function colourOf(bidLots: number, askLots: number, style: HeatStyle): number {
  return cellColour(heatCodeOf(bidLots), heatCodeOf(askLots), style, style.highCode);
}

const rgbOf = (pixel: number): number => ((pixel & 255) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 255);

describe("the colours of ratios", () => {
  const style = styleOf(3);
  const neutral = colourOf(5000, 5000, style);

  it("are neutral below the threshold, the same for both sides, and a side's from there on", () => {
    for (const ratio of [1, 1.5, 2, 2.5]) expect([colourOf(5000, 5000 * ratio, style), colourOf(5000 * ratio, 5000, style)]).toEqual([neutral, neutral]);
    fc.assert(
      fc.property(fc.integer({ min: FLOOR_LOTS, max: 10 ** 8 }), fc.double({ min: 3, max: 500, noNaN: true }), fc.boolean(), (smaller, ratio, isAsk) => {
        const larger = Math.ceil(smaller * ratio);
        expect(colourOf(isAsk ? smaller : larger, isAsk ? larger : smaller, style)).not.toBe(neutral);
      }),
    );
  });

  it("tell 3 from 5 from 10 times, and are all the same from there on", () => {
    const [three, five, ten, hundred] = [3, 5, 10, 100].map((ratio) => colourOf(5000, 5000 * ratio, style));
    expect(new Set([neutral, three, five, ten]).size).toBe(4);
    expect(hundred).toBe(style.palette[style.palette.length - 1]);
    expect(contrastOf(rgbOf(three), rgbOf(neutral))).toBeGreaterThan(1.5);
    expect(contrastOf(rgbOf(ten), rgbOf(three))).toBeGreaterThan(1.5);
  });

  it("of one side alone are as strong as its volume", () => {
    expect(colourOf(0, 1, style)).toBe(neutral);
    expect(colourOf(2 * FLOOR_LOTS, 0, style)).toBe(neutral);
    expect(colourOf(0, 4 * FLOOR_LOTS, style)).toBe(colourOf(FLOOR_LOTS, 4 * FLOOR_LOTS, style));
    expect(colourOf(3, 900, style)).toBe(neutral);
  });

  it("leave something to tell apart above any threshold", () => {
    for (const threshold of [1, 1.5, 3, 9, 10, 50, 1000]) {
      expect(firstStrongColour(threshold)).toBeGreaterThanOrEqual(0);
      expect(firstStrongColour(threshold)).toBeLessThan(230);
    }
  });

  it("have a neutral tone that is seen on the background, in every palette and theme", () => {
    for (const theme of Object.values(THEMES)) {
      for (const name of PALETTE_NAMES) {
        for (const overTrail of [false, true]) {
          const [tone] = buildRatioPalette(theme, name, overTrail, 120).subarray(256);
          expect(contrastOf(rgbOf(tone), theme.background)).toBeGreaterThan(1.25);
        }
      }
    }
  });
});
