import { type BatchTransform, xPixelOf, yPixelOf } from "../primitives/batch-transform.ts";
import { PATTERN_DASH_X, PATTERN_DASH_Y, QUAD_STRIDE, type QuadList, SOLID } from "../primitives/quad-list.ts";
import { blend, fillPixels, type PixelBuffer, shareOf } from "./pixel-buffer.ts";

const WORDS = QUAD_STRIDE / 4;
const SHORTS = QUAD_STRIDE / 2;

/**
 * Paints quads into a buffer. The CPU twin of shaders/quad.vert and quad.frag.
 * @param onlyOn paints only pixels of exactly this colour (what lies `under` the heat), or null for all.
 */
export function paintQuads(buffer: PixelBuffer, list: QuadList, transform: BatchTransform, onlyOn: number | null): void {
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
    if (y0 >= y1) continue;
    const fill = words[word + 7];
    if (fill === SOLID && onlyOn === null) fillPixels(buffer, x0, y0, x1, y1, words[word + 6]);
    else paintPattern(buffer, x0, y0, x1, y1, words[word + 6], fill, left, top, onlyOn);
  }
}

function paintPattern(
  { pixels, width }: PixelBuffer,
  x0: number,
  y0: number,
  x1: number,
  y1: number,
  color: number,
  fill: number,
  anchorX: number,
  anchorY: number,
  onlyOn: number | null,
): void {
  const share = shareOf(color >>> 24);
  const kind = fill & 0xff;
  const onPx = (fill >>> 8) & 0xff;
  const periodPx = fill === SOLID ? 1 : fill >>> 16;
  const stepX = kind === SOLID || kind === PATTERN_DASH_Y ? 0 : 1;
  const stepY = kind === SOLID || kind === PATTERN_DASH_X ? 0 : 1;
  const shown = fill === SOLID ? 1 : onPx;
  for (let y = y0; y < y1; y++) {
    let phase = (stepX * (x0 - anchorX) + stepY * (y - anchorY)) % periodPx;
    for (let at = y * width + x0; at < y * width + x1; at++) {
      if (phase < shown && (onlyOn === null || pixels[at] === onlyOn)) pixels[at] = blend(pixels[at], color, share);
      phase += stepX;
      if (phase === periodPx) phase = 0;
    }
  }
}
