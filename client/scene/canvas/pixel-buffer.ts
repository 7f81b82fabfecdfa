/** A rectangle of pixels in memory, `0xAABBGGRR`, row by row from the top. */
export interface PixelBuffer {
  /** The pixels as signed integers, which engines keep in registers. */
  readonly pixels: Int32Array;
  readonly width: number;
  readonly height: number;
}

const COLORS = 0x00ffffff;
const OPAQUE = 0xff000000 | 0;
/** Opacity of a pixel painted under the heat: tells it from a cell, and too close to opaque to be seen. */
const UNDER = 0xfe000000 | 0;
const UNDER_ALPHA = 0xfe;

/** Opacity 0..255 as a factor of 256, so that blending divides by a shift and 255 is exactly opaque. */
export const shareOf = (alpha: number): number => alpha + (alpha >> 7);

/** `over` blended onto `under` with a share of 0..256; the result is opaque. Two colour channels travel in one multiplication. */
export function blend(under: number, over: number, share: number): number {
  const rest = 256 - share;
  const redBlue = (Math.imul(over & 0xff00ff, share) + Math.imul(under & 0xff00ff, rest) + 0x800080) >>> 8;
  const green = (Math.imul((over >>> 8) & 0xff, share) + Math.imul((under >>> 8) & 0xff, rest) + 0x80) & 0xff00;
  return OPAQUE | (redBlue & 0xff00ff) | green;
}

/** Paints the pixels `from..to-1`. Runs cross few colours, so the last blend is remembered. */
export function blendRun(pixels: Int32Array, from: number, to: number, color: number): void {
  const share = shareOf(color >>> 24);
  if (share === 256) {
    for (let at = from; at < to; at++) pixels[at] = color;
    return;
  }
  let known = pixels[from];
  let blended = blend(known, color, share);
  for (let at = from; at < to; at++) {
    const under = pixels[at];
    if (under !== known) {
      known = under;
      blended = blend(under, color, share);
    }
    pixels[at] = blended;
  }
}

/** Paints those of the pixels `from..to-1` that are plain background or were painted this way before: what lies under the heat. */
export function blendRunUnder(pixels: Int32Array, from: number, to: number, color: number, background: number): void {
  const share = shareOf(color >>> 24);
  let known = background;
  let blended = (blend(known, color, share) & COLORS) | UNDER;
  for (let at = from; at < to; at++) {
    const under = pixels[at];
    if (under !== known) {
      if (under !== background && under >>> 24 !== UNDER_ALPHA) continue;
      known = under;
      blended = (blend(under, color, share) & COLORS) | UNDER;
    }
    pixels[at] = blended;
  }
}
