import { type BatchTransform, xPixelOf, yPixelOf } from "../primitives/pixel-transform.ts";
import { PATTERN_DASH_Y, PATTERN_HATCH, QUAD_STRIDE, type QuadList, SOLID } from "../primitives/quad-list.ts";
import { type PaintRect, type PaintRuns, paintOpaque, paintOver, paintUnder } from "./paint-rect.ts";
import type { PixelBuffer } from "./pixel-buffer.ts";

const WORDS = QUAD_STRIDE / 4;
const SHORTS = QUAD_STRIDE / 2;
/** From this width on an opaque run is filled by one call. */
const FILL_WIDTH_PX = 16;
/** Longer than any row. */
const ENDLESS_PX = 1 << 24;

/** Scratch objects, so that painting allocates nothing. */
const rect: PaintRect = { x0: 0, y0: 0, x1: 0, y1: 0 };
const runs: PaintRuns = { shownPx: 0, periodPx: 1, phasePx: 0, slopePx: 0 };

/**
 * Paints quads into a buffer. The CPU twin of shaders/quad.vert and quad.frag.
 * @param underOn paints what lies under the heat: only pixels of this background colour or painted that way before. Null paints all.
 */
export function paintQuads(buffer: PixelBuffer, list: QuadList, transform: BatchTransform, underOn: number | null): void {
  const { floats, shorts, words } = list;
  for (let index = 0; index < list.count; index++) {
    const word = index * WORDS;
    const short = index * SHORTS + 8;
    const left = xPixelOf(transform, floats[word]) + shorts[short];
    const right = xPixelOf(transform, floats[word + 2]) + shorts[short + 2];
    rect.x0 = left < 0 ? 0 : left;
    rect.x1 = right > buffer.width ? buffer.width : right;
    if (rect.x0 >= rect.x1) continue;
    const top = yPixelOf(transform, floats[word + 1]) + shorts[short + 1];
    const bottom = yPixelOf(transform, floats[word + 3]) + shorts[short + 3];
    rect.y0 = top < 0 ? 0 : top;
    rect.y1 = bottom > buffer.height ? buffer.height : bottom;
    if (rect.y0 >= rect.y1) continue;
    const fill = words[word + 7];
    if ((fill & 0xff) === PATTERN_DASH_Y) paintDashes(buffer, words[word + 6] | 0, fill, top, underOn);
    else paintRuns(buffer, words[word + 6] | 0, fill, left, top, underOn);
  }
}

function paintRuns(buffer: PixelBuffer, color: number, fill: number, left: number, top: number, underOn: number | null): void {
  const plain = fill === SOLID;
  if (plain && underOn === null && color >>> 24 === 255 && rect.x1 - rect.x0 >= FILL_WIDTH_PX) {
    paintOpaque(buffer, rect, color);
    return;
  }
  const slopePx = (fill & 0xff) === PATTERN_HATCH ? 1 : 0;
  runs.shownPx = plain ? ENDLESS_PX : (fill >>> 8) & 0xff;
  runs.periodPx = plain ? ENDLESS_PX : fill >>> 16;
  runs.slopePx = slopePx;
  runs.phasePx = plain ? 0 : (rect.x0 - left + slopePx * (rect.y0 - top)) % runs.periodPx;
  if (underOn === null) paintOver(buffer, rect, runs, color);
  else paintUnder(buffer, rect, runs, color, underOn);
}

/** Dashes along y are short plain rectangles one below the other. */
function paintDashes(buffer: PixelBuffer, color: number, fill: number, top: number, underOn: number | null): void {
  const { y0, y1, x0 } = rect;
  const shown = (fill >>> 8) & 0xff;
  const period = fill >>> 16;
  for (let y = y0 - ((y0 - top) % period); y < y1; y += period) {
    rect.y0 = Math.max(y, y0);
    rect.y1 = Math.min(y + shown, y1);
    paintRuns(buffer, color, SOLID, x0, rect.y0, underOn);
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
