import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import type { QuadPattern } from "../../primitives/quad-list.ts";
import type { StepRange } from "../../row-steps.ts";
import type { VwapPoints } from "./vwap-points.ts";

/** The look of one line of the VWAP, sizes in device pixels. */
export interface VwapLineStyle {
  readonly color: ImageColor;
  /** Where a gap has made the average doubtful. */
  readonly dim: ImageColor;
  readonly widthPx: number;
  /** Where a gap has made the average doubtful. */
  readonly dimWidthPx: number;
  readonly dash: QuadPattern;
}

/** Packs the line at `sigmas` deviations from the average, broken where the points are. */
export function packVwapLine(batch: Batch, points: VwapPoints, { from, to }: StepRange, sigmas: number, style: VwapLineStyle): void {
  let reliable = -1;
  for (let at = from; at < to; at++) {
    const joins = at > from && points.breaks[at] === 0;
    if (points.reliable[at] !== reliable) {
      reliable = points.reliable[at];
      batch.lines.beginLine({ color: reliable === 1 ? style.color : style.dim, widthPx: reliable === 1 ? style.widthPx : style.dimWidthPx, dash: style.dash });
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
  /** Pixels from the plot's top edge down to the average. */
  readonly vwapPx: number;
  readonly plotHeightPx: number;
  readonly face: GlyphFace;
  readonly text: ImageColor;
  /** What a name stands on, so that neither cells nor lines run through it, and how far that reaches beyond it. */
  readonly ground: ImageColor;
  readonly groundPadPx: number;
}

const NAMES = [
  ["+1σ", "-1σ"],
  ["+2σ", "-2σ"],
  ["+3σ", "-3σ"],
] as const;

/** How many names of bands there are. */
export const BAND_NAMES = 6;

/**
 * Which names of bands are written, as bits: the inner ones first; a name that would touch one nearer to the average, the average itself or an edge of the plot
 * is left out.
 */
export function bandNamesShown({ bands, sigmaTicks, pxPerTick, vwapPx, plotHeightPx, face }: Omit<VwapLabels, "x" | "dx" | "isRightAligned" | "vwapTicks" | "text" | "ground" | "groundPadPx">): number {
  const roomPx = face.capHeightPx * 1.5;
  let shown = 0;
  let reachedPx = 0;
  for (let band = 0; band < bands.length; band++) {
    const offsetPx = (band + 1) * sigmaTicks * pxPerTick;
    if (!bands[band] || !(offsetPx - reachedPx >= roomPx)) continue;
    reachedPx = offsetPx;
    if (fits(vwapPx - offsetPx, roomPx, plotHeightPx)) shown |= 1 << (2 * band);
    if (fits(vwapPx + offsetPx, roomPx, plotHeightPx)) shown |= 2 << (2 * band);
  }
  return shown;
}

function fits(centrePx: number, roomPx: number, heightPx: number): boolean {
  return centrePx >= roomPx && centrePx <= heightPx - roomPx;
}

/** Packs the names of the bands that {@link bandNamesShown} tells. */
export function packBandNames(batch: Batch, labels: VwapLabels): void {
  const { x, dx, isRightAligned, vwapTicks, sigmaTicks, face, text, ground, groundPadPx } = labels;
  const shown = bandNamesShown(labels);
  const lift = isRightAligned ? -Math.round(face.capHeightPx * 0.4) : face.capHeightPx >> 1;
  for (let bit = 0; bit < BAND_NAMES; bit++) {
    if ((shown & (1 << bit)) === 0) continue;
    const band = bit >> 1;
    const name = NAMES[band][bit & 1];
    const offsetTicks = (band + 1) * sigmaTicks * (bit % 2 === 0 ? 1 : -1);
    const y = vwapTicks + offsetTicks - batch.originTicks;
    const left = isRightAligned ? dx - textWidthPx(face, name) : dx;
    batch.quads.push(x, y, x, y, left - groundPadPx, lift - face.capHeightPx - groundPadPx, left + textWidthPx(face, name) + groundPadPx, lift + groundPadPx, ground);
    batch.glyphs.pushText(face, name, x, y, left, lift, text);
  }
}
