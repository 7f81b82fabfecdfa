import type { PolylineSpans } from "../primitives/polyline-spans.ts";
import {
  firstSpanFrom,
  SPAN_BOTTOM_TO,
  SPAN_COLOR,
  SPAN_COVERS,
  SPAN_SHORT_ROWS,
  SPAN_STRIDE,
  SPAN_TOP_FROM,
  SPAN_UNIT_BITS,
  SPAN_X,
  spanCover,
} from "../primitives/span-words.ts";
import { COLORS, UNDER, UNDER_ALPHA } from "./paint-rect.ts";
import { blend, type PixelBuffer, shareOf } from "./pixel-buffer.ts";

/**
 * Paints the spans of lines and areas into a buffer. The CPU twin of shaders/polyline.vert and polyline.frag.
 * @param underOn paints what lies under the heat, see paint-quads.ts. Null paints all.
 */
export function paintPolylines(buffer: PixelBuffer, spans: PolylineSpans, underOn: number | null): void {
  const { words, runCount, firstSpan, anchorX } = spans;
  for (let run = 0; run < runCount; run++) {
    const from = firstSpanFrom(words, firstSpan[run], firstSpan[run + 1], -anchorX);
    const to = firstSpanFrom(words, from, firstSpan[run + 1], buffer.width - anchorX);
    paintSpans(buffer, spans, from, to, underOn);
  }
}

/** Paints the spans `from..to-1`, all of which lie in columns of the buffer. */
function paintSpans(buffer: PixelBuffer, { words, anchorX, anchorY }: PolylineSpans, from: number, to: number, underOn: number | null): void {
  const { pixels, width, height } = buffer;
  const end = to * SPAN_STRIDE;
  for (let at = from * SPAN_STRIDE; at < end; at += SPAN_STRIDE) {
    const x = words[at + SPAN_X] + anchorX;
    const first = words[at + SPAN_TOP_FROM] >> SPAN_UNIT_BITS;
    const last = (words[at + SPAN_BOTTOM_TO] - 1) >> SPAN_UNIT_BITS;
    const start = anchorY + first < 0 ? -anchorY : first;
    const stop = anchorY + last >= height ? height - 1 - anchorY : last;
    const isShort = last - first < SPAN_SHORT_ROWS;
    const color = words[at + SPAN_COLOR];
    const opacity = shareOf(color >>> 24);
    let pixel = (anchorY + start) * width + x;
    for (let row = start; row <= stop; row++) {
      const place = row - first;
      const cover = isShort ? (words[at + SPAN_COVERS + (place >> 2)] >>> ((place & 3) << 3)) & 0xff : spanCover(words, at, row);
      const share = ((cover + (cover >> 7)) * opacity + 128) >> 8;
      const below = pixels[pixel];
      if (underOn === null) pixels[pixel] = blend(below, color, share);
      else if (below === underOn || below >>> 24 === UNDER_ALPHA) pixels[pixel] = (blend(below, color, share) & COLORS) | UNDER;
      pixel += width;
    }
  }
}

/** Calls `visit` with the pixel rectangle of each span, which may reach beyond the buffer. */
export function visitPolylines(spans: PolylineSpans, visit: (x0: number, y0: number, x1: number, y1: number) => void): void {
  const { words, count, anchorX, anchorY } = spans;
  for (let at = 0; at < count * SPAN_STRIDE; at += SPAN_STRIDE) {
    const x = words[at + SPAN_X] + anchorX;
    visit(x, anchorY + (words[at + SPAN_TOP_FROM] >> SPAN_UNIT_BITS), x + 1, anchorY + ((words[at + SPAN_BOTTOM_TO] - 1) >> SPAN_UNIT_BITS) + 1);
  }
}
