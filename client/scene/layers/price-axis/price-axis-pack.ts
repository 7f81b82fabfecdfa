import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import type { GlyphFace } from "../../primitives/glyph-face.ts";

/** The look of the price axis, sizes in device pixels. */
export interface PriceAxisStyle {
  readonly text: ImageColor;
  readonly mark: ImageColor;
  readonly face: GlyphFace;
  readonly hairlinePx: number;
  readonly padPx: number;
}

/** Packs a mark and a label per tick; hidden ticks keep their mark. The batch is `screen` by `price`. */
export function packPriceLabels(batch: Batch, ticks: AxisTicks, isHidden: (index: number) => boolean, style: PriceAxisStyle): void {
  const { face, hairlinePx } = style;
  for (let index = 0; index < ticks.positions.length; index++) {
    const y = ticks.positions[index] - batch.originTicks;
    batch.quads.push(0, y, 0, y, 0, -hairlinePx, 4 * hairlinePx, 0, style.mark);
    if (!isHidden(index)) batch.glyphs.pushText(face, ticks.labels[index], 0, y, style.padPx, face.capHeightPx >> 1, style.text);
  }
}
