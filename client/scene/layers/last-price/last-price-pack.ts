import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { ARROW_DOWN, ARROW_UP, type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import { dashX } from "../../primitives/quad-list.ts";
import { pushTagBox } from "../../primitives/tag.ts";

/** The look of a tag on the price axis, sizes in device pixels. */
export interface PriceTagStyle {
  readonly fill: ImageColor;
  readonly text: ImageColor;
  readonly face: GlyphFace;
  readonly hairlinePx: number;
  /** Space before the text. */
  readonly padPx: number;
  readonly axisWidthPx: number;
  readonly heightPx: number;
}

/**
 * Packs a tag whose top lies `dy` pixels from the batch's anchor (0, 0): the price and, where there is room, an arrow for its direction.
 */
export function packPriceTag(batch: Batch, dy: number, text: string, direction: -1 | 0 | 1, style: PriceTagStyle): void {
  const { face, hairlinePx, padPx, axisWidthPx, heightPx } = style;
  pushTagBox(batch, 0, 0, { left: hairlinePx, top: dy, width: axisWidthPx - 2 * hairlinePx, height: heightPx }, 2 * hairlinePx, style.fill);
  const baseline = dy + ((heightPx + face.capHeightPx) >> 1);
  batch.glyphs.pushText(face, text, 0, 0, padPx, baseline, style.text);
  const arrow = direction > 0 ? ARROW_UP : direction < 0 ? ARROW_DOWN : "";
  const arrowLeft = axisWidthPx - hairlinePx - (padPx >> 1) - textWidthPx(face, arrow);
  if (arrow !== "" && arrowLeft >= padPx + textWidthPx(face, text)) batch.glyphs.pushText(face, arrow, 0, 0, arrowLeft, baseline, style.text);
}

/** Packs a dotted line over the plot's width at the batch's anchor. */
export function packPriceLine(batch: Batch, widthPx: number, hairlinePx: number, color: ImageColor): void {
  batch.quads.push(0, 0, widthPx, 0, 0, -hairlinePx, 0, 0, color, dashX(2 * hairlinePx, 3 * hairlinePx));
}
