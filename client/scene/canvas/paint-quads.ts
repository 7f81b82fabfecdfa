import { type BatchTransform, xPixelOf, yPixelOf } from "../primitives/batch-transform.ts";
import { PATTERN_DASH_Y, PATTERN_HATCH, QUAD_STRIDE, type QuadList, SOLID } from "../primitives/quad-list.ts";
import { blendRun, blendRunUnder, type PixelBuffer } from "./pixel-buffer.ts";

const WORDS = QUAD_STRIDE / 4;
const SHORTS = QUAD_STRIDE / 2;
/** From this width on an opaque run is filled by one call. */
const FILL_WIDTH_PX = 16;

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
    const x0 = left < 0 ? 0 : left;
    const x1 = right > buffer.width ? buffer.width : right;
    if (x0 >= x1) continue;
    const top = yPixelOf(transform, floats[word + 1]) + shorts[short + 1];
    const bottom = yPixelOf(transform, floats[word + 3]) + shorts[short + 3];
    const y0 = top < 0 ? 0 : top;
    const y1 = bottom > buffer.height ? buffer.height : bottom;
    const fill = words[word + 7];
    const color = words[word + 6] | 0;
    if (fill === SOLID) paintSolid(buffer, x0, y0, x1, y1, color, underOn);
    else if ((fill & 0xff) === PATTERN_DASH_Y) paintDashY(buffer, x0, y0, x1, y1, color, underOn, fill, top);
    else paintRuns(buffer, x0, y0, x1, y1, color, underOn, fill, left, top);
  }
}

function paintSolid({ pixels, width }: PixelBuffer, x0: number, y0: number, x1: number, y1: number, color: number, underOn: number | null): void {
  const filled = underOn === null && color >>> 24 === 255 && x1 - x0 >= FILL_WIDTH_PX;
  for (let y = y0; y < y1; y++) {
    const row = y * width;
    if (filled) pixels.fill(color, row + x0, row + x1);
    else if (underOn === null) blendRun(pixels, row + x0, row + x1, color);
    else blendRunUnder(pixels, row + x0, row + x1, color, underOn);
  }
}

function paintDashY(buffer: PixelBuffer, x0: number, y0: number, x1: number, y1: number, color: number, underOn: number | null, fill: number, top: number): void {
  const shown = (fill >>> 8) & 0xff;
  const period = fill >>> 16;
  for (let y = y0; y < y1; y++) {
    if ((y - top) % period < shown) paintSolid(buffer, x0, y, x1, y + 1, color, underOn);
  }
}

/** Patterns whose runs lie along a row: dashes along x, and hatching, whose runs move by one pixel a row. */
function paintRuns(
  { pixels, width }: PixelBuffer,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  color: number,
  underOn: number | null,
  fill: number,
  left: number,
  top: number,
): void {
  const shown = (fill >>> 8) & 0xff;
  const period = fill >>> 16;
  const slope = (fill & 0xff) === PATTERN_HATCH ? 1 : 0;
  for (let y = y0; y < y1; y++) {
    const row = y * width;
    const phase = (x0 - left + slope * (y - top)) % period;
    for (let x = x0 - phase; x < x1; x += period) {
      const from = row + (x < x0 ? x0 : x);
      const to = row + (x + shown > x1 ? x1 : x + shown);
      if (from >= to) continue;
      if (underOn === null) blendRun(pixels, from, to, color);
      else blendRunUnder(pixels, from, to, color, underOn);
    }
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
