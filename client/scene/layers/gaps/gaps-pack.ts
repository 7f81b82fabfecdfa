import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import { hatch } from "../../primitives/quad-list.ts";
import { formatDuration } from "./gap-duration.ts";

/** The look of a gap, sizes in device pixels. */
export interface GapStyle {
  readonly stripe: ImageColor;
  readonly edge: ImageColor;
  readonly text: ImageColor;
  readonly backing: ImageColor;
  readonly face: GlyphFace;
  readonly hairlinePx: number;
  readonly plotHeightPx: number;
}

/** The stretch of time that is packed and how many pixels a second takes. */
export interface GapWindow {
  readonly fromSec: number;
  readonly toSec: number;
  readonly pxPerSec: number;
}

/**
 * Packs the ranges that the source lost. They are hatched over the whole height, so that nobody takes them for seconds without trades, which
 * are plain background; a gap too narrow to hatch is still a line. The word and the duration stand at the top, dropped only where they would run
 * into the label before.
 * @param gaps flat pairs `[fromSec, toSec, ...]`, ascending.
 * @param bands painted under the cells, @param labels over them; both `time` by `screen`.
 */
export function packGaps(bands: Batch, labels: Batch, gaps: Float64Array, window: GapWindow, style: GapStyle): void {
  let freeFromPx = Number.NEGATIVE_INFINITY;
  for (let index = 0; index + 1 < gaps.length; index += 2) {
    const fromSec = gaps[index];
    const toSec = gaps[index + 1];
    if (toSec <= window.fromSec || fromSec >= window.toSec) continue;
    packBand(bands, fromSec - bands.originSec, toSec - bands.originSec, (toSec - fromSec) * window.pxPerSec, style);
    const text = `gap ${formatDuration(toSec - fromSec)}`;
    const widthPx = textWidthPx(style.face, text);
    const centreSec = (Math.max(fromSec, window.fromSec) + Math.min(toSec, window.toSec)) / 2;
    const centrePx = (centreSec - window.fromSec) * window.pxPerSec;
    if (centrePx - widthPx / 2 < freeFromPx) continue;
    freeFromPx = centrePx + widthPx / 2 + style.face.capHeightPx;
    packLabel(labels, centreSec - labels.originSec, text, widthPx, style);
  }
}

function packBand(bands: Batch, from: number, to: number, widthPx: number, style: GapStyle): void {
  const line = style.hairlinePx;
  const height = style.plotHeightPx;
  if (widthPx < 3 * line) {
    bands.quads.push(from, 0, to, height, 0, 0, line, 0, style.edge);
    return;
  }
  bands.quads.push(from, 0, to, height, 0, 0, 0, 0, style.stripe, hatch(line, 6 * line));
  bands.quads.push(from, 0, from, height, 0, 0, line, 0, style.edge);
  bands.quads.push(to, 0, to, height, -line, 0, 0, 0, style.edge);
}

function packLabel(labels: Batch, x: number, text: string, widthPx: number, style: GapStyle): void {
  const { face } = style;
  const pad = Math.round(face.capHeightPx / 2);
  const top = pad * 2;
  const left = -Math.floor(widthPx / 2);
  labels.quads.push(x, 0, x, 0, left - pad, top - pad, left + widthPx + pad, top + face.capHeightPx + pad, style.backing);
  labels.glyphs.pushText(face, text, x, 0, left, top + face.capHeightPx, style.text);
}
