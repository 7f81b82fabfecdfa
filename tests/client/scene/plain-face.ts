import { type Glyph, type GlyphFace, type GlyphFaces, MARK_SHAPES, type MarkGlyphs } from "../../../client/scene/primitives/glyph-face.ts";

/** A face whose every glyph is 7 pixels wide, 12 high and advances by 7; the glyph's number is its character. */
export const PLAIN_FACE: GlyphFace = {
  capHeightPx: 8,
  ascentPx: 10,
  glyphOf: (charCode): Glyph => ({ id: charCode, x: charCode, y: 0, width: charCode === 32 ? 0 : 7, height: 12, advancePx: 7 }),
};

const plainGlyph = (id: number, width: number, height: number): Glyph => ({ id, x: 0, y: 0, width, height, advancePx: width });

/** Marks of 9 pixels, numbered from 1,000 in the order of MARK_SHAPES, and pills 18 pixels high. */
export const PLAIN_MARKS: MarkGlyphs = {
  sizePx: 9,
  pillHeightPx: 18,
  pillCapWidthPx: 9,
  filledCaps: { left: plainGlyph(1100, 9, 18), right: plainGlyph(1101, 9, 18) },
  outlinedCaps: { left: plainGlyph(1102, 9, 18), right: plainGlyph(1103, 9, 18) },
  glyphOf: (shape) => plainGlyph(1000 + MARK_SHAPES.indexOf(shape), 9, 9),
};

export const PLAIN_FACES: GlyphFaces = { cell: PLAIN_FACE, cellBold: PLAIN_FACE, label: PLAIN_FACE, labelBold: PLAIN_FACE, marks: PLAIN_MARKS };
