import type { ImageColor } from "./color.ts";
import { type Glyph, type GlyphFace, textWidthPx } from "./glyph-face.ts";

/**
 * Bytes per glyph: two float32 of data space, two int16 of pixels, the atlas rectangle, a glyph number, two int16 of the word's extent, a colour.
 * As attributes: shaders/layouts.ts, `GLYPH_LAYOUT`.
 */
export const GLYPH_STRIDE = 28;
const WORDS = GLYPH_STRIDE / 4;
const SHORTS = GLYPH_STRIDE / 2;

/**
 * Glyphs in typed arrays. The anchor is a point of the batch's space, rounded to a whole pixel and then moved by whole pixels, so that all glyphs of a
 * word, which share the anchor, move together.
 */
export class GlyphList {
  count = 0;
  /** Counts changes, so that a painter knows when to upload. */
  version = 0;
  floats = new Float32Array(0);
  shorts = new Int16Array(0);
  words = new Uint32Array(0);

  /** Empties the list. */
  clear(): void {
    if (this.count === 0) return;
    this.count = 0;
    this.version++;
  }

  /**
   * Adds one glyph whose rectangle's left top corner lies `dx`, `dy` pixels from the anchor.
   * @param wordLeft and @param wordRight when they differ: pixels from the anchor which must lie inside the region, or the glyph is not drawn.
   */
  push(x: number, y: number, dx: number, dy: number, glyph: Glyph, color: ImageColor, wordLeft = 0, wordRight = 0): void {
    if ((this.count + 1) * WORDS > this.words.length) this.#grow();
    const word = this.count * WORDS;
    const short = this.count * SHORTS;
    this.floats[word] = x;
    this.floats[word + 1] = y;
    this.shorts[short + 4] = dx;
    this.shorts[short + 5] = dy;
    this.shorts[short + 6] = glyph.x;
    this.shorts[short + 7] = glyph.y;
    this.shorts[short + 8] = glyph.width | (glyph.height << 8);
    this.shorts[short + 9] = glyph.id;
    this.shorts[short + 10] = wordLeft;
    this.shorts[short + 11] = wordRight;
    this.words[word + 6] = color;
    this.count++;
    this.version++;
  }

  /**
   * Adds a text whose left edge and baseline lie `dx`, `baselineDy` pixels from the anchor.
   * @returns the pixel after the text, relative to the anchor, where a next run may start.
   */
  pushText(face: GlyphFace, text: string, x: number, y: number, dx: number, baselineDy: number, color: ImageColor): number {
    const top = baselineDy - face.ascentPx;
    let pen = dx;
    for (let index = 0; index < text.length; index++) {
      const glyph = face.glyphOf(text.charCodeAt(index));
      if (glyph.width > 0) this.push(x, y, pen, top, glyph, color);
      pen += glyph.advancePx;
    }
    return pen;
  }

  /** Adds a text as {@link pushText} does, but drawn only while all of it is inside the region: half a number reads as another number. */
  pushWord(face: GlyphFace, text: string, x: number, y: number, dx: number, baselineDy: number, color: ImageColor): void {
    const top = baselineDy - face.ascentPx;
    const right = dx + textWidthPx(face, text);
    let pen = dx;
    for (let index = 0; index < text.length; index++) {
      const glyph = face.glyphOf(text.charCodeAt(index));
      if (glyph.width > 0) this.push(x, y, pen, top, glyph, color, dx, right);
      pen += glyph.advancePx;
    }
  }

  #grow(): void {
    const buffer = new ArrayBuffer(Math.max(64 * GLYPH_STRIDE, this.words.byteLength * 2));
    const words = new Uint32Array(buffer);
    words.set(this.words);
    this.words = words;
    this.floats = new Float32Array(buffer);
    this.shorts = new Int16Array(buffer);
  }
}
