import {
  CANDLE_STRIDE,
  type CellPool,
  HEADER_COUNT,
  HEADER_STRIDE,
} from "../../../../core/view/cell-pool.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";

/** How columns are outlined. */
export interface OutlineStyle {
  /** Thickness of the high-low line and of the open-close body, device pixels; a body of 0 is not drawn. */
  readonly linePx: number;
  readonly bodyPx: number;
  readonly up: ImageColor;
  readonly down: ImageColor;
  readonly flat: ImageColor;
}

/**
 * Outlines columns `from..to-1` of a pool along their left edge: a line from high to low and, where there is room, a body from open to close.
 * Colour says the direction: the close against the open and, where they are equal, against the close before.
 */
export function packOutline(batch: Batch, pool: CellPool, from: number, to: number, style: OutlineStyle): void {
  const { headers, candles, columnSec, firstColumn } = pool;
  const first = Math.max(0, from);
  const last = Math.min(pool.columnCount, to);
  let closeBefore = closeUpTo(pool, first);
  for (let column = first; column < last; column++) {
    if (headers[column * HEADER_STRIDE + HEADER_COUNT] === 0) continue;
    const at = column * CANDLE_STRIDE;
    const open = candles[at];
    const close = candles[at + 3];
    const against = close === open ? closeBefore : open;
    const color = close > against ? style.up : close < against ? style.down : style.flat;
    closeBefore = close;
    const x = (firstColumn + column) * columnSec - batch.originSec;
    pushSpan(batch, x, candles[at + 2], candles[at + 1], style.linePx, color);
    if (style.bodyPx > 0) pushSpan(batch, x, Math.min(open, close), Math.max(open, close), style.bodyPx, color);
  }
}

/** The close of the last column with trades before `column`; NaN where there is none. */
function closeUpTo({ headers, candles }: CellPool, column: number): number {
  for (let before = column - 1; before >= 0; before--) {
    if (headers[before * HEADER_STRIDE + HEADER_COUNT] > 0) return candles[before * CANDLE_STRIDE + 3];
  }
  return Number.NaN;
}

/** A bar over the ticks `low..high`, both included. */
function pushSpan(batch: Batch, x: number, low: number, high: number, widthPx: number, color: ImageColor): void {
  batch.quads.push(x, high + 0.5 - batch.originTicks, x, low - 0.5 - batch.originTicks, 0, 0, widthPx, 0, color);
}
