/**
 * Words per span: pixel column, top edge from and to, bottom edge from and to, colour, and the coverage of its first pixels for the painter on the CPU.
 * Two texels on the GPU, which works coverage out by itself.
 */
export const SPAN_STRIDE = 8;
export const SPAN_X = 0;
export const SPAN_TOP_FROM = 1;
export const SPAN_TOP_TO = 2;
export const SPAN_BOTTOM_FROM = 3;
export const SPAN_BOTTOM_TO = 4;
export const SPAN_COLOR = 5;
/** Two words of four coverages 0..255, the first in the lowest byte; only in spans of at most that many pixels, which most are. */
export const SPAN_COVERS = 6;
export const SPAN_SHORT_ROWS = 8;
/** Heights of spans are counted in parts of a pixel. */
export const SPAN_UNIT_BITS = 8;
export const SPAN_UNIT = 1 << SPAN_UNIT_BITS;

/** The first of the spans `from..to-1`, which go from left to right, that lies in a pixel column or right of it; `to` when none does. */
export function firstSpanFrom(words: Int32Array, from: number, to: number, column: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (words[middle * SPAN_STRIDE + SPAN_X] < column) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** Coverage 0..255 of a pixel row by the span at word `at`, as shaders/polyline.frag has it. */
export function spanCover(words: Int32Array, at: number, row: number): number {
  const place = row * SPAN_UNIT;
  return (((coverBefore(words, at, place + SPAN_UNIT) - coverBefore(words, at, place)) * 255) / SPAN_UNIT + 0.5) | 0;
}

/** Writes the coverage of a short span's pixels into it: {@link spanCover} of each, in one go. */
export function storeCovers(words: Int32Array, at: number): void {
  const topFrom = words[at + SPAN_TOP_FROM];
  const topTo = words[at + SPAN_TOP_TO];
  const bottomFrom = words[at + SPAN_BOTTOM_FROM];
  const bottomTo = words[at + SPAN_BOTTOM_TO];
  const first = topFrom >> SPAN_UNIT_BITS;
  const last = (bottomTo - 1) >> SPAN_UNIT_BITS;
  let head = 0;
  let tail = 0;
  if (last - first < SPAN_SHORT_ROWS) {
    let before = 0;
    for (let row = first; row <= last; row++) {
      const place = (row + 1) << SPAN_UNIT_BITS;
      const until = behind(topFrom, topTo, place) - (place > bottomFrom ? behind(bottomFrom, bottomTo, place) : 0);
      const cover = (((until - before) * 255) / SPAN_UNIT + 0.5) | 0;
      before = until;
      if (row - first < 4) head |= cover << ((row - first) << 3);
      else tail |= cover << ((row - first - 4) << 3);
    }
  }
  words[at + SPAN_COVERS] = head;
  words[at + SPAN_COVERS + 1] = tail;
}

/** Sum of the coverage above a height: what it grows by over a pixel is the pixel's coverage. */
function coverBefore(words: Int32Array, at: number, place: number): number {
  return behind(words[at + SPAN_TOP_FROM], words[at + SPAN_TOP_TO], place) - behind(words[at + SPAN_BOTTOM_FROM], words[at + SPAN_BOTTOM_TO], place);
}

/** Sum of a coverage that rises from 0 at `from` to 1 at `to`, down to `place`. */
function behind(from: number, to: number, place: number): number {
  if (place <= from) return 0;
  if (place >= to) return place - (from + to) / 2;
  return ((place - from) * (place - from)) / (2 * (to - from));
}
