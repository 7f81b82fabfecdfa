/** A rectangle of pixels in memory: `0xAABBGGRR`, row by row from the top. */
export interface PixelBuffer {
  readonly pixels: Uint32Array;
  readonly width: number;
  readonly height: number;
}

/** Opacity 0..255 as a factor of 256, so that blending divides by a shift and 255 is exactly opaque. */
export const shareOf = (alpha: number): number => alpha + (alpha >> 7);

/** `over` blended onto `under` with a share of 0..256; the result is opaque. Two colour channels travel in one multiplication. */
export function blend(under: number, over: number, share: number): number {
  const rest = 256 - share;
  const redBlue = (Math.imul(over & 0xff00ff, share) + Math.imul(under & 0xff00ff, rest)) >>> 8;
  const green = (Math.imul((over >>> 8) & 0xff, share) + Math.imul((under >>> 8) & 0xff, rest)) & 0xff00;
  return (0xff000000 | (redBlue & 0xff00ff) | green) >>> 0;
}

/** Fills whole pixels `[x0, x1) x [y0, y1)`, which must lie inside the buffer. */
export function fillPixels(buffer: PixelBuffer, x0: number, y0: number, x1: number, y1: number, color: number): void {
  const { pixels, width } = buffer;
  const alpha = color >>> 24;
  if (alpha === 255 && x1 - x0 >= 16) {
    for (let y = y0; y < y1; y++) pixels.fill(color, y * width + x0, y * width + x1);
    return;
  }
  const share = shareOf(alpha);
  for (let y = y0; y < y1; y++) {
    const end = y * width + x1;
    for (let at = y * width + x0; at < end; at++) pixels[at] = alpha === 255 ? color : blend(pixels[at], color, share);
  }
}
