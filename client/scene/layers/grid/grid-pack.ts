import type { AxisTicks } from "../../../../core/view/axis-ticks.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";

/** Packs one line over the plot's width per price tick; the batch is `screen` by `price`. */
export function packPriceLines(batch: Batch, ticks: AxisTicks, widthPx: number, hairlinePx: number, color: ImageColor): void {
  for (const position of ticks.positions) {
    const y = position - batch.originTicks;
    batch.quads.push(0, y, widthPx, y, 0, -hairlinePx, 0, 0, color);
  }
}

/** Packs one line over the plot's height per time tick, dates in their own colour; the batch is `time` by `screen`. */
export function packTimeLines(batch: Batch, ticks: AxisTicks, heightPx: number, hairlinePx: number, color: ImageColor, majorColor: ImageColor): void {
  for (let index = 0; index < ticks.positions.length; index++) {
    const x = ticks.positions[index] - batch.originSec;
    batch.quads.push(x, 0, x, heightPx, 0, 0, hairlinePx, 0, ticks.major[index] === 1 ? majorColor : color);
  }
}
