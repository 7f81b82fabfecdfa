import { blend, type PixelBuffer } from "./pixel-buffer.ts";

/** Whole pixels `[x0, x1) x [y0, y1)` inside the buffer. */
export interface PaintRect {
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

/**
 * Which pixels of a row are shown: runs of `shownPx` every `periodPx`, the first starting `phasePx` before the rectangle's left edge and moving by
 * `slopePx` a row. A plain fill is one run longer than any row.
 */
export interface PaintRuns {
  shownPx: number;
  periodPx: number;
  phasePx: number;
  slopePx: number;
}

export const COLORS = 0x00ffffff;
const OPAQUE = 0xff << 24;
/** From this width on a run is filled by one call. */
const FILL_WIDTH_PX = 16;
/** Opacity of a pixel painted under the heat: tells it from a cell, and too close to opaque to be seen. */
export const UNDER_ALPHA = 0xfe;
export const UNDER = UNDER_ALPHA << 24;

/**
 * Blends a colour over what is there. Neighbours often have one colour, so the last blend is remembered.
 * @param rgb the colour's three channels, and @param share its opacity of 256: small numbers both, for engines allocate large ones when they hand them over.
 */
export function paintOver({ pixels, width }: PixelBuffer, rect: PaintRect, runs: PaintRuns, rgb: number, share: number): void {
  const { x0, y0, x1, y1 } = rect;
  const { shownPx, periodPx, phasePx, slopePx } = runs;
  let known = 0;
  let blended = blend(known, rgb, share);
  let phase = phasePx;
  for (let row = y0 * width; row < y1 * width; row += width) {
    for (let x = x0 - phase; x < x1; x += periodPx) {
      const end = row + (x + shownPx < x1 ? x + shownPx : x1);
      for (let at = row + (x < x0 ? x0 : x); at < end; at++) {
        const under = pixels[at];
        if (under !== known) {
          known = under;
          blended = blend(under, rgb, share);
        }
        pixels[at] = blended;
      }
    }
    phase += slopePx;
    if (phase >= periodPx) phase -= periodPx;
  }
}

/** Blends a colour onto those pixels that are plain background, or were painted this way before: what lies under the heat. */
export function paintUnder({ pixels, width }: PixelBuffer, rect: PaintRect, runs: PaintRuns, rgb: number, share: number, background: number): void {
  const { x0, y0, x1, y1 } = rect;
  const { shownPx, periodPx, phasePx, slopePx } = runs;
  let known = background;
  let blended = (blend(known, rgb, share) & COLORS) | UNDER;
  let phase = phasePx;
  for (let row = y0 * width; row < y1 * width; row += width) {
    for (let x = x0 - phase; x < x1; x += periodPx) {
      const end = row + (x + shownPx < x1 ? x + shownPx : x1);
      for (let at = row + (x < x0 ? x0 : x); at < end; at++) {
        const under = pixels[at];
        if (under !== known) {
          if (under !== background && under >>> 24 !== UNDER_ALPHA) continue;
          known = under;
          blended = (blend(under, rgb, share) & COLORS) | UNDER;
        }
        pixels[at] = blended;
      }
    }
    phase += slopePx;
    if (phase >= periodPx) phase -= periodPx;
  }
}

/** Paints a plain rectangle of few columns as {@link paintOver} does, straight down: outlines are thousands of single columns. */
export function paintOverNarrow({ pixels, width }: PixelBuffer, rect: PaintRect, rgb: number, share: number): void {
  const { x0, y0, x1, y1 } = rect;
  const end = y1 * width;
  let known = 0;
  let blended = blend(known, rgb, share);
  for (let x = x0; x < x1; x++) {
    for (let at = y0 * width + x; at < end; at += width) {
      const under = pixels[at];
      if (under !== known) {
        known = under;
        blended = blend(under, rgb, share);
      }
      pixels[at] = blended;
    }
  }
}

/** Paints a plain rectangle of few columns as {@link paintUnder} does, straight down. */
export function paintUnderNarrow({ pixels, width }: PixelBuffer, rect: PaintRect, rgb: number, share: number, background: number): void {
  const { x0, y0, x1, y1 } = rect;
  const upon = (blend(background, rgb, share) & COLORS) | UNDER;
  const end = y1 * width;
  for (let x = x0; x < x1; x++) {
    for (let at = y0 * width + x; at < end; at += width) {
      const under = pixels[at];
      if (under === background) pixels[at] = upon;
      else if (under >>> 24 === UNDER_ALPHA) pixels[at] = (blend(under, rgb, share) & COLORS) | UNDER;
    }
  }
}

/** Fills with an opaque colour. */
export function paintOpaque({ pixels, width }: PixelBuffer, rect: PaintRect, rgb: number): void {
  const { x0, y0, x1, y1 } = rect;
  const color = rgb | OPAQUE;
  if (x1 - x0 >= FILL_WIDTH_PX) {
    for (let row = y0 * width; row < y1 * width; row += width) pixels.fill(color, row + x0, row + x1);
    return;
  }
  for (let row = y0 * width; row < y1 * width; row += width) {
    for (let at = row + x0; at < row + x1; at++) pixels[at] = color;
  }
}
