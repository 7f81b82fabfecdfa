import { RAMP_COUNT, RAMP_HEAT, RAMP_SIZE } from "./heat-style.ts";
import { buildRamp } from "./palette.ts";
import type { Theme } from "./theme.ts";

/**
 * Opacity of the trail's pixels: tells them from those of cells, so that lines under the cells are seen on the trail, and too close to opaque to be seen. The
 * mark that client/scene/canvas/paint-rect.ts paints with.
 */
export const TRAIL_ALPHA = 0xfe;

/** Stops of the trail's ramp, `0xRRGGBB`, from just off the background on; their lightness stays clear of that of any cell over a trail (palette.ts). */
const TRAIL_STOPS: Readonly<Record<Theme["name"], readonly number[]>> = {
  /** Night, deep petrol, slate teal. */
  dark: [0x0b1119, 0x0d1a26, 0x12293a, 0x193c4e, 0x235364],
  /** Paper, pale sand, grey sage. */
  light: [0xf0f1eb, 0xe8ebe3, 0xdae2d9, 0xc8d4cd, 0xb5c6c1],
};

/** @returns [RAMP_COUNT x RAMP_SIZE] as HeatStyle wants it, the first ramp in use; alpha {@link TRAIL_ALPHA}. */
export function buildTrailPalette(theme: Theme): Uint32Array {
  const palette = new Uint32Array(RAMP_COUNT * RAMP_SIZE);
  palette.set(
    buildRamp(TRAIL_STOPS[theme.name]).map((pixel) => ((pixel & 0xffffff) | (TRAIL_ALPHA << 24)) >>> 0),
    RAMP_HEAT * RAMP_SIZE,
  );
  return palette;
}
