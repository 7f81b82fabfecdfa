import { GLYPH_STRIDE, type GlyphList } from "../../../client/scene/primitives/glyph-list.ts";
import { QUAD_STRIDE, type QuadList } from "../../../client/scene/primitives/quad-list.ts";

/** A quad in words that a test can read. */
export interface PlainQuad {
  readonly x0: number;
  readonly y0: number;
  readonly x1: number;
  readonly y1: number;
  /** dx0, dy0, dx1, dy1. */
  readonly by: readonly number[];
  readonly color: number;
  readonly fill: number;
}

export function readQuads(list: QuadList): PlainQuad[] {
  return Array.from({ length: list.count }, (_, index) => {
    const word = (index * QUAD_STRIDE) / 4;
    const short = (index * QUAD_STRIDE) / 2 + 8;
    const [x0, y0, x1, y1] = list.floats.subarray(word, word + 4);
    return { x0, y0, x1, y1, by: [...list.shorts.subarray(short, short + 4)], color: list.words[word + 6], fill: list.words[word + 7] };
  });
}

/** A run of glyphs with one anchor and colour, written with a face whose glyph numbers are characters. */
export interface PlainText {
  readonly text: string;
  readonly x: number;
  readonly y: number;
  readonly dx: number;
  readonly dy: number;
  readonly color: number;
}

export function readTexts(list: GlyphList): PlainText[] {
  const texts: PlainText[] = [];
  for (let index = 0; index < list.count; index++) {
    const word = (index * GLYPH_STRIDE) / 4;
    const short = (index * GLYPH_STRIDE) / 2;
    const glyph = {
      text: String.fromCharCode(list.shorts[short + 9]),
      x: list.floats[word],
      y: list.floats[word + 1],
      dx: list.shorts[short + 4],
      dy: list.shorts[short + 5],
      color: list.words[word + 6],
    };
    const before = texts.at(-1);
    const joins = before !== undefined && before.x === glyph.x && before.y === glyph.y && before.dy === glyph.dy && before.color === glyph.color;
    const gapPx = joins ? glyph.dx - before.dx - before.text.length * 7 : -1;
    if (joins && gapPx >= 0 && gapPx <= 14) texts[texts.length - 1] = { ...before, text: before.text + " ".repeat(gapPx / 7) + glyph.text };
    else texts.push(glyph);
  }
  return texts;
}
