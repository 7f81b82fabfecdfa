import type { PixelRect } from "../../../../core/view/chart-layout.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import { dashX, dashY } from "../../primitives/quad-list.ts";
import { pushTagBox } from "../../primitives/tag.ts";

/** Packs the two lines through a pixel of the plot and the frame of the cell under it; the cell is null where cells are too small to frame. */
export function packCrosshairLines(
  batch: Batch,
  x: number,
  y: number,
  cell: PixelRect | null,
  plot: PixelRect,
  hairlinePx: number,
  color: ImageColor,
): void {
  const { quads } = batch;
  const [on, off] = [3 * hairlinePx, 3 * hairlinePx];
  quads.push(0, y, plot.width, y, 0, 0, 0, hairlinePx, color, dashX(on, off));
  quads.push(x, 0, x, plot.height, 0, 0, hairlinePx, 0, color, dashY(on, off));
  if (cell === null) return;
  const right = cell.x + cell.width;
  const bottom = cell.y + cell.height;
  quads.push(cell.x, cell.y, right, cell.y, 0, 0, 0, hairlinePx, color);
  quads.push(cell.x, bottom, right, bottom, 0, -hairlinePx, 0, 0, color);
  quads.push(cell.x, cell.y, cell.x, bottom, 0, hairlinePx, hairlinePx, -hairlinePx, color);
  quads.push(right, cell.y, right, bottom, -hairlinePx, hairlinePx, 0, -hairlinePx, color);
}

/** Packs the part of the crosshair's upright line that lies in another part of the chart, and, where the pointer is in it, a level line at `y`. */
export function packCrosshairContinued(batch: Batch, x: number, y: number | null, part: PixelRect, hairlinePx: number, color: ImageColor): void {
  const [on, off] = [3 * hairlinePx, 3 * hairlinePx];
  batch.quads.push(x, 0, x, part.height, 0, 0, hairlinePx, 0, color, dashY(on, off));
  if (y !== null) batch.quads.push(0, y, part.width, y, 0, 0, 0, hairlinePx, color, dashX(on, off));
}

/** The look of a tag of the crosshair, sizes in device pixels. */
export interface CrosshairTagStyle {
  readonly fill: ImageColor;
  readonly text: ImageColor;
  readonly face: GlyphFace;
  readonly hairlinePx: number;
}

/** Packs a tag that fills `box`, its text `padPx` from the left. */
export function packCrosshairTag(batch: Batch, box: PixelRect, text: string, padPx: number, style: CrosshairTagStyle): void {
  const { face, hairlinePx } = style;
  pushTagBox(batch, 0, 0, { left: box.x, top: box.y, width: box.width, height: box.height }, 2 * hairlinePx, style.fill);
  batch.glyphs.pushText(face, text, 0, 0, box.x + padPx, box.y + ((box.height + face.capHeightPx) >> 1), style.text);
}

/** Width of a tag around a text. */
export function tagWidthPx(face: GlyphFace, text: string, padPx: number): number {
  return textWidthPx(face, text) + 2 * padPx;
}
