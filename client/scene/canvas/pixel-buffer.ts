/** A rectangle of pixels in memory, `0xAABBGGRR`, row by row from the top. */
export interface PixelBuffer {
  /** The pixels as signed integers, which engines keep in registers. */
  readonly pixels: Int32Array;
  readonly width: number;
  readonly height: number;
}

/** Opacity 0..255 as a factor of 256, so that blending divides by a shift and 255 is exactly opaque. */
export const shareOf = (alpha: number): number => alpha + (alpha >> 7);

/** `over` blended onto `under` with a share of 0..256, rounded; the result is opaque. Two colour channels travel in one multiplication. */
export function blend(under: number, over: number, share: number): number {
  const rest = 256 - share;
  const redBlue = (Math.imul(over & 0xff00ff, share) + Math.imul(under & 0xff00ff, rest) + 0x800080) >>> 8;
  const green = (Math.imul((over >>> 8) & 0xff, share) + Math.imul((under >>> 8) & 0xff, rest) + 0x80) & 0xff00;
  return 0xff000000 | (redBlue & 0xff00ff) | green;
}
