import type { BarView } from "../../core/market/bar-view.ts";
import type { Turns } from "./turn-queue.ts";

/** Bars and levels of one slice: a few milliseconds of the slowest study, with its answer written. */
const SLICE_SIZE = 2048;

/** Consecutive bars `from..to-1`. */
export interface BarSlice {
  readonly from: number;
  readonly to: number;
}

/** The bars `from..to-1` in slices, each after a turn of the event loop. */
export async function* barSlices(bars: BarView, from: number, to: number, turns: Turns): AsyncGenerator<BarSlice> {
  for (let start = from; start < to; ) {
    const end = sliceEnd(bars, start, to);
    await turns.next();
    yield { from: start, to: end };
    start = end;
  }
}

/** At least one bar, then as many as fit. */
function sliceEnd(bars: BarView, from: number, to: number): number {
  const { levelOffsets } = bars;
  const most = levelOffsets[from] + from + SLICE_SIZE;
  let end = from + 1;
  while (end < to && levelOffsets[end + 1] + end + 1 <= most) end++;
  return end;
}
