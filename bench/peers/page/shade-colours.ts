import { RAMP_HEAT, RAMP_SIZE } from "../../../core/view/heat-style.ts";
import { buildPalette, opaquePixel } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";

/** Colour of the plot where nothing was traded, as RGBA bytes, little-endian. */
export const BACKGROUND = opaquePixel(THEMES.dark.background);

/** [256] colour of each shade, RGBA bytes, little-endian; shade 0 is the background. Flowglass's own heat ramp. */
export const SHADE_PIXELS: Uint32Array = buildShadePixels();

/** [256] the same as CSS colours. */
export const SHADE_CSS: readonly string[] = Array.from(SHADE_PIXELS, cssColour);

function buildShadePixels(): Uint32Array {
  const ramp = buildPalette(THEMES.dark, "blue-orange").slice(RAMP_HEAT * RAMP_SIZE, (RAMP_HEAT + 1) * RAMP_SIZE);
  ramp[0] = BACKGROUND;
  return ramp;
}

/** A pixel as a CSS colour, `#rrggbb`. */
export function cssColour(pixel: number): string {
  const rgb = ((pixel & 0xff) << 16) | (pixel & 0xff00) | ((pixel >>> 16) & 0xff);
  return `#${rgb.toString(16).padStart(6, "0")}`;
}
