import type { Viewport } from "../../../core/view/viewport.ts";
import type { PaneScale } from "../pane-scale.ts";
import type { PixelScale } from "../pixel-grid.ts";
import type { Batch } from "./batch.ts";

/**
 * From a batch's space to pixels of its region: `x px = ceil(xScale * x + xOffset - 0.5 - bias)`, `y px = floor(yScale * y + yOffset + 0.5 + bias)`.
 * Both round to the nearest pixel edge; exact halves go left and down, as pixel centres sample the heat's cells, and the bias keeps them there
 * against the rounding of float32. The shaders compute the same.
 */
export interface BatchTransform {
  xScale: number;
  xOffset: number;
  yScale: number;
  yOffset: number;
}

/** Keeps exact halves on one side. In pixels; smaller than anyone sees, larger than the error of float32 in the shader. */
export const ROUNDING_BIAS = 1 / 128;

/** Writes the transform of a batch under a view into `out`; allocates nothing. */
export function fitBatchTransform(out: BatchTransform, batch: Batch, view: Viewport, scale: PixelScale, pane: PaneScale): BatchTransform {
  const time = batch.space.x === "time";
  const { y } = batch.space;
  out.xScale = time ? scale.pxPerSec : 1;
  out.xOffset = time ? (batch.originSec - view.fromSec) * scale.pxPerSec : 0;
  out.yScale = y === "price" ? -scale.pxPerTick : y === "value" ? -pane.pxPerUnit : 1;
  out.yOffset = 0;
  if (y === "price") out.yOffset = scale.plotHeightPx - (batch.originTicks - view.lowTicks) * scale.pxPerTick;
  else if (y === "value") out.yOffset = pane.heightPx - (batch.originValue - pane.lowValue) * pane.pxPerUnit;
  return out;
}

/** Pixel of an x coordinate, counted from the region's left edge. */
export function xPixelOf(transform: BatchTransform, x: number): number {
  return Math.ceil(transform.xScale * x + transform.xOffset - 0.5 - ROUNDING_BIAS);
}

/** Pixel of a y coordinate, counted from the region's top edge. */
export function yPixelOf(transform: BatchTransform, y: number): number {
  return Math.floor(transform.yScale * y + transform.yOffset + 0.5 + ROUNDING_BIAS);
}
