import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import type { StepRange } from "../../row-steps.ts";
import type { CvdBars } from "./cvd-bars.ts";

/** Colours of one sign, for sums that are whole and for those that a gap has made doubtful. */
export interface CvdInk {
  readonly line: ImageColor;
  readonly dim: ImageColor;
  readonly area: ImageColor;
}

/** The look of the running delta, sizes in device pixels. */
export interface CvdStyle {
  readonly above: CvdInk;
  readonly below: CvdInk;
  readonly linePx: number;
  /** Where the sum is incomplete. */
  readonly dimLinePx: number;
  readonly hairlinePx: number;
  /** Width of a candle's body. */
  readonly bodyPx: number;
}

/** Packs the running delta at the end of each bar as a line in the colour of its sign, over the area between it and zero. */
export function packCvdLine(batch: Batch, bars: CvdBars, range: StepRange, style: CvdStyle): void {
  packArea(batch, bars, range, style);
  const zero = -batch.originValue;
  let look = Number.NaN;
  for (let at = range.from; at < range.to; at++) {
    const x = bars.sec[at] - batch.originSec;
    const value = bars.closeLots[at];
    const joins = at > range.from && bars.breaks[at] === 0;
    const before = joins ? bars.closeLots[at - 1] : value;
    const crosses = (before < 0 && value > 0) || (before > 0 && value < 0);
    const sign = value === 0 ? before : value;
    const next = (sign < 0 ? 2 : 0) + bars.reliable[at];
    if (joins && next === look) {
      batch.lines.push(x, value + zero);
      continue;
    }
    const xBefore = joins ? bars.sec[at - 1] - batch.originSec : x;
    const xFrom = crosses ? xBefore + ((x - xBefore) * before) / (before - value) : xBefore;
    const yFrom = (crosses ? 0 : before) + zero;
    if (crosses) batch.lines.push(xFrom, yFrom);
    look = next;
    const ink = sign < 0 ? style.below : style.above;
    batch.lines.beginLine(bars.reliable[at] === 1 ? { color: ink.line, widthPx: style.linePx } : { color: ink.dim, widthPx: style.dimLinePx });
    if (joins) batch.lines.push(xFrom, yFrom);
    batch.lines.push(x, value + zero);
  }
}

function packArea(batch: Batch, bars: CvdBars, { from, to }: StepRange, style: CvdStyle): void {
  const zero = -batch.originValue;
  batch.lines.beginArea(zero, style.above.area, style.below.area);
  for (let at = from; at < to; at++) {
    if (bars.breaks[at] === 1) batch.lines.breakRun();
    batch.lines.push(bars.sec[at] - batch.originSec, bars.closeLots[at] + zero);
  }
}

/** Packs a candle per bar: from the sum before the bar to the sum after it, with the extremes between. */
export function packCvdCandles(batch: Batch, bars: CvdBars, { from, to }: StepRange, style: CvdStyle): void {
  const half = style.bodyPx >> 1;
  const wickLeft = -(style.hairlinePx >> 1);
  for (let at = from; at < to; at++) {
    const x = bars.sec[at] - batch.originSec;
    const open = bars.openLots[at] - batch.originValue;
    const close = bars.closeLots[at] - batch.originValue;
    const ink = close < open ? style.below : style.above;
    const color = bars.reliable[at] === 1 ? ink.line : ink.dim;
    const high = bars.highLots[at] - batch.originValue;
    const low = bars.lowLots[at] - batch.originValue;
    const top = open > close ? open : close;
    const bottom = open > close ? close : open;
    const left = wickLeft;
    const right = wickLeft + style.hairlinePx;
    if (style.bodyPx <= style.hairlinePx) {
      batch.quads.push(x, high, x, low, left, 0, right, style.hairlinePx, color);
      continue;
    }
    batch.quads.push(x, high, x, top, left, 0, right, 0, color);
    batch.quads.push(x, bottom, x, low, left, style.hairlinePx, right, style.hairlinePx, color);
    batch.quads.push(x, top, x, bottom, -half, 0, style.bodyPx - half, style.hairlinePx, color);
  }
}
