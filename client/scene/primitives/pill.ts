import type { Batch } from "./batch.ts";
import type { ImageColor } from "./color.ts";
import { type GlyphFace, type MarkGlyphs, type MarkShape, textWidthPx } from "./glyph-face.ts";

/** A small round-ended tag: a shape and a few words. */
export interface Pill {
  readonly shape: MarkShape;
  /** May be empty: a pill of the shape alone. */
  readonly text: string;
}

/** The look of pills, sizes in device pixels. */
export interface PillStyle {
  readonly marks: MarkGlyphs;
  readonly face: GlyphFace;
  readonly hairlinePx: number;
  /** A see-through fill lets the cells below shine through; 0 leaves it out. */
  readonly fill: ImageColor;
  readonly edge: ImageColor;
  readonly mark: ImageColor;
  readonly text: ImageColor;
}

/** Width of a pill, for placing and for thinning out; its height is `marks.pillHeightPx`. */
export function pillWidthPx(pill: Pill, style: PillStyle): number {
  const { marks, face } = style;
  const words = pill.text === "" ? 0 : wordGapPx(marks) + textWidthPx(face, pill.text) + (endPx(marks) >> 1);
  return 2 * endPx(marks) + marks.sizePx + words;
}

/** Adds a pill whose left top corner lies `dx`, `dy` pixels from an anchor in the batch's space. @returns its width. */
export function pushPill(batch: Batch, anchorX: number, anchorY: number, dx: number, dy: number, pill: Pill, style: PillStyle): number {
  const { marks, face } = style;
  const height = marks.pillHeightPx;
  const width = pillWidthPx(pill, style);
  pushBody(batch, anchorX, anchorY, dx, dy, width, style);
  const markLeft = dx + endPx(marks);
  batch.glyphs.push(anchorX, anchorY, markLeft, dy + ((height - marks.sizePx) >> 1), marks.glyphOf(pill.shape), style.mark);
  const textLeft = markLeft + marks.sizePx + wordGapPx(marks);
  if (pill.text !== "") batch.glyphs.pushText(face, pill.text, anchorX, anchorY, textLeft, dy + ((height + face.capHeightPx) >> 1), style.text);
  return width;
}

function pushBody(batch: Batch, x: number, y: number, dx: number, dy: number, width: number, style: PillStyle): void {
  const { marks, hairlinePx, fill, edge } = style;
  const cap = marks.pillCapWidthPx;
  const left = dx + cap;
  const right = dx + width - cap;
  const bottom = dy + marks.pillHeightPx;
  if (fill >>> 24 !== 0) {
    batch.glyphs.push(x, y, dx, dy, marks.filledCaps.left, fill);
    batch.glyphs.push(x, y, right, dy, marks.filledCaps.right, fill);
    batch.quads.push(x, y, x, y, left, dy, right, bottom, fill);
  }
  if (edge >>> 24 === 0) return;
  batch.glyphs.push(x, y, dx, dy, marks.outlinedCaps.left, edge);
  batch.glyphs.push(x, y, right, dy, marks.outlinedCaps.right, edge);
  batch.quads.push(x, y, x, y, left, dy, right, dy + hairlinePx, edge);
  batch.quads.push(x, y, x, y, left, bottom - hairlinePx, right, bottom, edge);
}

/** From the end of a pill to what it holds. */
const endPx = (marks: MarkGlyphs): number => Math.round(marks.pillHeightPx / 3);

const wordGapPx = (marks: MarkGlyphs): number => Math.round(marks.sizePx / 3);
