import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import type { QuadPattern } from "../../primitives/quad-list.ts";
import type { VwapPoints } from "./vwap-points.ts";

/** The look of one line of the VWAP, sizes in device pixels. */
export interface VwapLineStyle {
  readonly color: ImageColor;
  /** Where a gap has made the average doubtful. */
  readonly dim: ImageColor;
  readonly widthPx: number;
  readonly dash: QuadPattern;
}

/** Packs the line at `sigmas` deviations from the average, broken where the points are. */
export function packVwapLine(batch: Batch, points: VwapPoints, sigmas: number, style: VwapLineStyle): void {
  let reliable = -1;
  for (let at = 0; at < points.count; at++) {
    const joins = at > 0 && points.breaks[at] === 0;
    if (points.reliable[at] !== reliable) {
      reliable = points.reliable[at];
      batch.lines.beginLine({ color: reliable === 1 ? style.color : style.dim, widthPx: style.widthPx, dash: style.dash });
      if (joins) push(batch, points, at - 1, sigmas);
    } else if (!joins) batch.lines.breakRun();
    push(batch, points, at, sigmas);
  }
}

function push(batch: Batch, points: VwapPoints, at: number, sigmas: number): void {
  batch.lines.push(points.sec[at] - batch.originSec, points.vwapTicks[at] + sigmas * points.sigmaTicks[at] - batch.originTicks);
}

/** Where the lines are at their right end, and how their names are written. */
export interface VwapLabels {
  /** In the batch's space. */
  readonly x: number;
  /** Pixels from there to the text; of its right end when `isRightAligned`. */
  readonly dx: number;
  readonly isRightAligned: boolean;
  readonly vwapTicks: number;
  readonly sigmaTicks: number;
  readonly bands: readonly [boolean, boolean, boolean];
  readonly pxPerTick: number;
  readonly face: GlyphFace;
  readonly text: ImageColor;
  readonly dimText: ImageColor;
}

const NAMES = [
  ["+1σ", "-1σ"],
  ["+2σ", "-2σ"],
  ["+3σ", "-3σ"],
] as const;

/** Packs the lines' names, the inner ones first; a name that would touch one nearer to the average is left out. */
export function packVwapLabels(batch: Batch, labels: VwapLabels): void {
  const heightPx = labels.face.capHeightPx * 1.5;
  packLabel(batch, labels, "VWAP", 0, labels.text);
  let reachedPx = 0;
  for (const [band, isShown] of labels.bands.entries()) {
    const offsetTicks = (band + 1) * labels.sigmaTicks;
    const offsetPx = offsetTicks * labels.pxPerTick;
    if (!isShown || !(offsetPx - reachedPx >= heightPx)) continue;
    reachedPx = offsetPx;
    packLabel(batch, labels, NAMES[band][0], offsetTicks, labels.dimText);
    packLabel(batch, labels, NAMES[band][1], -offsetTicks, labels.dimText);
  }
}

function packLabel(batch: Batch, { x, dx, isRightAligned, vwapTicks, face }: VwapLabels, text: string, offsetTicks: number, color: ImageColor): void {
  const left = isRightAligned ? dx - textWidthPx(face, text) : dx;
  const lift = isRightAligned ? -Math.round(face.capHeightPx * 0.4) : face.capHeightPx >> 1;
  batch.glyphs.pushText(face, text, x, vwapTicks + offsetTicks - batch.originTicks, left, lift, color);
}
