import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";

/** The look of the time axis, sizes in device pixels. */
export interface TimeAxisStyle {
  readonly text: ImageColor;
  /** Dates among times, years among dates. */
  readonly majorText: ImageColor;
  readonly mark: ImageColor;
  readonly face: GlyphFace;
  readonly majorFace: GlyphFace;
  readonly hairlinePx: number;
  readonly baselinePx: number;
}

/** Packs a mark and a centred label per tick; hidden ticks keep their mark, labels that the axis would cut are left out. The batch is `time` by `screen`. */
export function packTimeLabels(batch: Batch, ticks: AxisTicks, isHidden: (index: number) => boolean, style: TimeAxisStyle): void {
  const { hairlinePx } = style;
  for (let index = 0; index < ticks.positions.length; index++) {
    const x = ticks.positions[index] - batch.originSec;
    batch.quads.push(x, 0, x, 0, 0, 0, hairlinePx, 4 * hairlinePx, style.mark);
    if (isHidden(index)) continue;
    const major = ticks.major[index] === 1;
    const face = major ? style.majorFace : style.face;
    const label = ticks.labels[index];
    batch.glyphs.pushWord(face, label, x, 0, -(textWidthPx(face, label) >> 1), style.baselinePx, major ? style.majorText : style.text);
  }
}
