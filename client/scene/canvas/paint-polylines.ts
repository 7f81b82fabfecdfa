import {
  type PolylineSpans,
  SPAN_BOTTOM_FROM,
  SPAN_BOTTOM_TO,
  SPAN_COLOR,
  SPAN_STRIDE,
  SPAN_TOP_FROM,
  SPAN_TOP_TO,
  SPAN_UNIT,
  SPAN_UNIT_BITS,
  SPAN_X,
} from "../primitives/polyline-spans.ts";
import { COLORS, UNDER, UNDER_ALPHA } from "./paint-rect.ts";
import { blend, type PixelBuffer } from "./pixel-buffer.ts";

/**
 * Paints the spans of lines and areas into a buffer. The CPU twin of shaders/polyline.vert and polyline.frag.
 * @param underOn paints what lies under the heat, see paint-quads.ts. Null paints all.
 */
export function paintPolylines(buffer: PixelBuffer, spans: PolylineSpans, underOn: number | null): void {
  const { words, count, anchorX, anchorY } = spans;
  const { pixels, width, height } = buffer;
  const end = count * SPAN_STRIDE;
  for (let at = 0; at < end; at += SPAN_STRIDE) {
    const x = words[at + SPAN_X] + anchorX;
    if (x < 0 || x >= width) continue;
    const topFrom = words[at + SPAN_TOP_FROM];
    const topTo = words[at + SPAN_TOP_TO];
    const bottomFrom = words[at + SPAN_BOTTOM_FROM];
    const bottomTo = words[at + SPAN_BOTTOM_TO];
    const color = words[at + SPAN_COLOR];
    const opacity = (color >>> 24) * (256 / 255 / SPAN_UNIT);
    const firstRow = Math.max(0, anchorY + (topFrom >> SPAN_UNIT_BITS));
    const endRow = Math.min(height, anchorY + ((bottomTo + SPAN_UNIT - 1) >> SPAN_UNIT_BITS));
    let place = (firstRow - anchorY) * SPAN_UNIT;
    let above = beforeEdge(topFrom, topTo, place) - beforeEdge(bottomFrom, bottomTo, place);
    for (let pixel = firstRow * width + x; pixel < endRow * width; pixel += width) {
      place += SPAN_UNIT;
      const until = beforeEdge(topFrom, topTo, place) - beforeEdge(bottomFrom, bottomTo, place);
      const share = ((until - above) * opacity + 0.5) | 0;
      above = until;
      const below = pixels[pixel];
      if (underOn === null) pixels[pixel] = blend(below, color, share);
      else if (below === underOn || below >>> 24 === UNDER_ALPHA) pixels[pixel] = (blend(below, color, share) & COLORS) | UNDER;
    }
  }
}

/** Sum of the coverage down to `place` behind an edge that rises from 0 at `from` to 1 at `to`; its growth over a pixel is the pixel's coverage. */
function beforeEdge(from: number, to: number, place: number): number {
  if (place <= from) return 0;
  if (place >= to) return place - (from + to) / 2;
  return ((place - from) * (place - from)) / (2 * (to - from));
}

/** Calls `visit` with the pixel rectangle of each span, which may reach beyond the buffer. */
export function visitPolylines(spans: PolylineSpans, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  const { words, count, anchorX, anchorY } = spans;
  for (let at = 0; at < count * SPAN_STRIDE; at += SPAN_STRIDE) {
    const x = words[at + SPAN_X] + anchorX;
    visit(x, anchorY + (words[at + SPAN_TOP_FROM] >> SPAN_UNIT_BITS), x + 1, anchorY + ((words[at + SPAN_BOTTOM_TO] + SPAN_UNIT - 1) >> SPAN_UNIT_BITS));
  }
}
