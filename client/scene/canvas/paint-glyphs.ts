import { type BatchTransform, xPixelOf, yPixelOf } from "../primitives/pixel-transform.ts";
import { GLYPH_STRIDE, type GlyphList } from "../primitives/glyph-list.ts";
import { COLORS } from "./paint-rect.ts";
import { blend, type PixelBuffer, shareOf } from "./pixel-buffer.ts";

const WORDS = GLYPH_STRIDE / 4;
const SHORTS = GLYPH_STRIDE / 2;

/** The pixels of glyphs that carry ink: a glyph is mostly empty, so painting walks these instead of its rectangle. */
export interface GlyphInk {
  /** [glyphs + 1] positions in the two arrays below. */
  readonly start: Uint32Array;
  /** Place in the glyph's rectangle: `x | y << 8`. */
  readonly place: Uint16Array;
  /** Coverage 1..255. */
  readonly coverage: Uint8Array;
}

/** Paints glyphs into a buffer. The CPU twin of shaders/glyph.vert and glyph.frag. */
export function paintGlyphs(buffer: PixelBuffer, list: GlyphList, transform: BatchTransform, ink: GlyphInk): void {
  const { floats, shorts, words } = list;
  for (let index = 0; index < list.count; index++) {
    const word = index * WORDS;
    const short = index * SHORTS;
    const anchorX = xPixelOf(transform, floats[word]) | 0;
    const wordLeft = shorts[short + 10];
    const wordRight = shorts[short + 11];
    if (wordLeft !== wordRight && (anchorX + wordLeft < 0 || anchorX + wordRight > buffer.width)) continue;
    const x = anchorX + shorts[short + 4];
    const y = (yPixelOf(transform, floats[word + 1]) + shorts[short + 5]) | 0;
    const size = shorts[short + 8];
    const width = size & 0xff;
    const height = (size >> 8) & 0xff;
    if (x + width <= 0 || y + height <= 0 || x >= buffer.width || y >= buffer.height) continue;
    const inside = x >= 0 && y >= 0 && x + width <= buffer.width && y + height <= buffer.height;
    paintInk(buffer, ink, shorts[short + 9], x, y, words[word + 6] & COLORS, shareOf(words[word + 6] >>> 24), inside);
  }
}

function paintInk(buffer: PixelBuffer, ink: GlyphInk, glyph: number, x: number, y: number, rgb: number, opacity: number, inside: boolean): void {
  const { pixels, width, height } = buffer;
  const { place, coverage } = ink;
  const end = ink.start[glyph + 1];
  for (let at = ink.start[glyph]; at < end; at++) {
    const px = x + (place[at] & 0xff);
    const py = y + (place[at] >> 8);
    if (!inside && (px < 0 || py < 0 || px >= width || py >= height)) continue;
    const pixel = py * width + px;
    pixels[pixel] = blend(pixels[pixel], rgb, shareOf((coverage[at] * opacity) >> 8));
  }
}

/** Calls `visit` with the pixel rectangle of each glyph, which may reach beyond the buffer. */
export function visitGlyphs(list: GlyphList, transform: BatchTransform, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  const { floats, shorts } = list;
  for (let index = 0; index < list.count; index++) {
    const short = index * SHORTS;
    const x = xPixelOf(transform, floats[index * WORDS]) + shorts[short + 4];
    const y = yPixelOf(transform, floats[index * WORDS + 1]) + shorts[short + 5];
    visit(x, y, x + (shorts[short + 8] & 0xff), y + ((shorts[short + 8] >> 8) & 0xff));
  }
}
