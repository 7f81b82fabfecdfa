/**
 * Colours in the byte order of an image: `0xAABBGGRR`, straight alpha. What the primitives, the CPU frame and the heat palette hold.
 */
export type ImageColor = number;

/** An image colour of a theme colour (`0xRRGGBB`) and an opacity 0..1. */
export function imageColor(rgb: number, opacity = 1): ImageColor {
  const alpha = Math.round(opacity * 255);
  return ((alpha << 24) | ((rgb & 0xff) << 16) | (rgb & 0xff00) | (rgb >>> 16)) >>> 0;
}

/** The theme colour (`0xRRGGBB`) of an image colour, signed or not; its alpha is dropped. */
export function themeColor(color: ImageColor): number {
  return ((color & 0xff) << 16) | (color & 0xff00) | ((color >>> 16) & 0xff);
}

/** Blends two theme colours: `share` 0 gives `a`, 1 gives `b`. */
export function mixColors(a: number, b: number, share: number): number {
  const mix = (shift: number) => Math.round(((a >> shift) & 0xff) * (1 - share) + ((b >> shift) & 0xff) * share) << shift;
  return mix(16) | mix(8) | mix(0);
}

/** Relative luminance of a theme colour, 0..1 (WCAG 2.2). */
export function luminanceOf(rgb: number): number {
  return 0.2126 * linear((rgb >> 16) & 0xff) + 0.7152 * linear((rgb >> 8) & 0xff) + 0.0722 * linear(rgb & 0xff);
}

/** Contrast ratio of two theme colours, 1..21 (WCAG 2.2). */
export function contrastOf(a: number, b: number): number {
  const first = luminanceOf(a);
  const second = luminanceOf(b);
  return (Math.max(first, second) + 0.05) / (Math.min(first, second) + 0.05);
}

function linear(channel: number): number {
  const share = channel / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
}
