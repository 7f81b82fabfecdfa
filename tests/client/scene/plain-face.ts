import type { Glyph, GlyphFace, GlyphFaces } from "../../../client/scene/primitives/glyph-face.ts";

/** A face whose every glyph is 7 pixels wide, 12 high and advances by 7; the glyph's number is its character. */
export const PLAIN_FACE: GlyphFace = {
  capHeightPx: 8,
  ascentPx: 10,
  glyphOf: (charCode): Glyph => ({ id: charCode, x: charCode, y: 0, width: charCode === 32 ? 0 : 7, height: 12, advancePx: 7 }),
};

export const PLAIN_FACES: GlyphFaces = { cell: PLAIN_FACE, cellBold: PLAIN_FACE, label: PLAIN_FACE, labelBold: PLAIN_FACE };
