import type { BarView } from "../../core/market/bar-view.ts";
import { barBytes } from "../../protocol/bar-layout.ts";

/** Room for a frame's header, the metadata of its record batch and the padding of its buffers. */
export const CHUNK_OVERHEAD_BYTES = 2048;

/** End of the longest run of bars from `from` on whose frame stays within `maxBytes`: at least one bar, at most up to `to`. */
export function chunkEnd(bars: BarView, from: number, to: number, maxBytes: number): number {
  let low = from + 1;
  let high = to;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (frameBytes(bars, from, middle) <= maxBytes) low = middle;
    else high = middle - 1;
  }
  return low;
}

/** Start of the longest run of bars before `to` whose frame stays within `maxBytes`: at least one bar, at most down to `from`. */
export function chunkStart(bars: BarView, from: number, to: number, maxBytes: number): number {
  let low = from;
  let high = to - 1;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (frameBytes(bars, middle, to) <= maxBytes) high = middle;
    else low = middle + 1;
  }
  return high;
}

function frameBytes(bars: BarView, from: number, to: number): number {
  return CHUNK_OVERHEAD_BYTES + barBytes(to - from, bars.levelOffsets[to] - bars.levelOffsets[from]);
}
