/** Arrows for directions: every face has them. */
export const ARROW_UP = "▲";
export const ARROW_DOWN = "▼";

/** A rectangle of the glyph atlas, in texels. */
export interface Glyph {
  /** Number of the glyph in its atlas. */
  readonly id: number;
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  /** Device pixels to the next glyph. */
  readonly advancePx: number;
}

/**
 * Measures of one font face at one device-pixel size, and where its glyphs lie in the atlas. All whole device pixels, so that text is placed on the
 * pixel grid.
 */
export interface GlyphFace {
  /** Height of a digit: what is centred in a cell or a tag. */
  readonly capHeightPx: number;
  /** From the top of a glyph's rectangle to the baseline. */
  readonly ascentPx: number;
  /** Glyph of a UTF-16 code unit; characters outside the atlas show as `?`. */
  glyphOf(charCode: number): Glyph;
}

/** Shapes that mark events: one for each kind, so that colour alone never tells them apart. */
export const MARK_SHAPES = ["triangleUp", "triangleDown", "diamond", "diamondHollow", "hexagon", "circle", "chevronsUp", "chevronsDown"] as const;
export type MarkShape = (typeof MARK_SHAPES)[number];

/** The two round ends of a pill, as high as it is. */
export interface PillCaps {
  readonly left: Glyph;
  readonly right: Glyph;
}

/** Measures of the marks, whole device pixels, and where they lie in the atlas. */
export interface MarkGlyphs {
  /** Side of the square that every shape stands in. */
  readonly sizePx: number;
  readonly pillHeightPx: number;
  readonly pillCapWidthPx: number;
  readonly filledCaps: PillCaps;
  /** Arcs one hairline thick. */
  readonly outlinedCaps: PillCaps;
  glyphOf(shape: MarkShape): Glyph;
}

/** The faces the layers write with. */
export interface GlyphFaces {
  /** 11 CSS px: numbers in cells. */
  readonly cell: GlyphFace;
  readonly cellBold: GlyphFace;
  /** 12 CSS px: axes and tags. */
  readonly label: GlyphFace;
  readonly labelBold: GlyphFace;
  readonly marks: MarkGlyphs;
}

/** Width of a text in device pixels. */
export function textWidthPx(face: GlyphFace, text: string): number {
  let width = 0;
  for (let index = 0; index < text.length; index++) width += face.glyphOf(text.charCodeAt(index)).advancePx;
  return width;
}
