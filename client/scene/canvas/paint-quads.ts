import { type BatchTransform, xPixelOf, yPixelOf } from "../primitives/pixel-transform.ts";
import { PATTERN_DASH_Y, PATTERN_HATCH, QUAD_STRIDE, type QuadList, SOLID } from "../primitives/quad-list.ts";
import { COLORS, type PaintRect, type PaintRuns, paintOpaque, paintOver, paintOverNarrow, paintUnder, paintUnderNarrow } from "./paint-rect.ts";
import { type PixelBuffer, shareOf } from "./pixel-buffer.ts";

const WORDS = QUAD_STRIDE / 4;
const SHORTS = QUAD_STRIDE / 2;
/** Bits of a fill in use: kind, pixels shown, period. */
const FILL_BITS = 0x3fffffff;
/** Up to this width a rectangle is painted column by column. */
const NARROW_PX = 2;
/** Longer than any row. */
const ENDLESS_PX = 1 << 24;

/** Scratch objects, so that painting allocates nothing. */
const rect: PaintRect = { x0: 0, y0: 0, x1: 0, y1: 0 };
const runs: PaintRuns = { shownPx: 0, periodPx: 1, phasePx: 0, slopePx: 0 };

/**
 * Paints quads into a buffer. The CPU twin of shaders/quad.vert and quad.frag.
 * @param underOn paints what lies under the heat: only pixels of this background colour or painted that way before. Null paints all.
 * @param clip the part of the buffer that is painted; all of it where left out.
 */
export function paintQuads(buffer: PixelBuffer, list: QuadList, transform: BatchTransform, underOn: number | null, clip: PaintRect | null = null): void {
  const { floats, shorts, words } = list;
  const x0 = clip?.x0 ?? 0;
  const x1 = clip?.x1 ?? buffer.width;
  const y0 = clip?.y0 ?? 0;
  const y1 = clip?.y1 ?? buffer.height;
  for (let index = 0; index < list.count; index++) {
    const word = index * WORDS;
    const short = index * SHORTS + 8;
    const left = (xPixelOf(transform, floats[word]) + shorts[short]) | 0;
    const right = (xPixelOf(transform, floats[word + 2]) + shorts[short + 2]) | 0;
    rect.x0 = left < x0 ? x0 : left;
    rect.x1 = right > x1 ? x1 : right;
    if (rect.x0 >= rect.x1) continue;
    const top = (yPixelOf(transform, floats[word + 1]) + shorts[short + 1]) | 0;
    const bottom = (yPixelOf(transform, floats[word + 3]) + shorts[short + 3]) | 0;
    rect.y0 = top < y0 ? y0 : top;
    rect.y1 = bottom > y1 ? y1 : bottom;
    if (rect.y0 >= rect.y1) continue;
    const rgb = words[word + 6] & COLORS;
    const share = shareOf(words[word + 6] >>> 24);
    const fill = words[word + 7] & FILL_BITS;
    if (fill === SOLID) paintPlain(buffer, rgb, share, underOn);
    else if ((fill & 0xff) === PATTERN_DASH_Y) paintDashes(buffer, rgb, share, fill, top, underOn);
    else paintRuns(buffer, rgb, share, fill, left, top, underOn);
  }
}

function paintPlain(buffer: PixelBuffer, rgb: number, share: number, underOn: number | null): void {
  if (underOn === null && share === 256) {
    paintOpaque(buffer, rect, rgb);
    return;
  }
  if (rect.x1 - rect.x0 <= NARROW_PX) {
    if (underOn === null) paintOverNarrow(buffer, rect, rgb, share);
    else paintUnderNarrow(buffer, rect, rgb, share, underOn);
    return;
  }
  runs.shownPx = ENDLESS_PX;
  runs.periodPx = ENDLESS_PX;
  runs.slopePx = 0;
  runs.phasePx = 0;
  if (underOn === null) paintOver(buffer, rect, runs, rgb, share);
  else paintUnder(buffer, rect, runs, rgb, share, underOn);
}

function paintRuns(buffer: PixelBuffer, rgb: number, share: number, fill: number, left: number, top: number, underOn: number | null): void {
  const slopePx = (fill & 0xff) === PATTERN_HATCH ? 1 : 0;
  runs.shownPx = (fill >>> 8) & 0xff;
  runs.periodPx = fill >>> 16;
  runs.slopePx = slopePx;
  runs.phasePx = (rect.x0 - left + slopePx * (rect.y0 - top)) % runs.periodPx;
  if (underOn === null) paintOver(buffer, rect, runs, rgb, share);
  else paintUnder(buffer, rect, runs, rgb, share, underOn);
}

/** Dashes along y are short plain rectangles one below the other. */
function paintDashes(buffer: PixelBuffer, rgb: number, share: number, fill: number, top: number, underOn: number | null): void {
  const { y0, y1 } = rect;
  const shown = (fill >>> 8) & 0xff;
  const period = fill >>> 16;
  for (let y = y0 - ((y0 - top) % period); y < y1; y += period) {
    rect.y0 = Math.max(y, y0);
    rect.y1 = Math.min(y + shown, y1);
    paintPlain(buffer, rgb, share, underOn);
  }
}

/** Calls `visit` with the pixel rectangle of each quad, which may reach beyond the buffer. */
export function visitQuads(list: QuadList, transform: BatchTransform, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  const { floats, shorts } = list;
  for (let index = 0; index < list.count; index++) {
    const word = index * WORDS;
    const short = index * SHORTS + 8;
    visit(
      xPixelOf(transform, floats[word]) + shorts[short],
      yPixelOf(transform, floats[word + 1]) + shorts[short + 1],
      xPixelOf(transform, floats[word + 2]) + shorts[short + 2],
      yPixelOf(transform, floats[word + 3]) + shorts[short + 3],
    );
  }
}
