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

/** Pixel of an x coordinate, counted from the region's left edge. */
export function xPixelOf(transform: BatchTransform, x: number): number {
  return Math.ceil(transform.xScale * x + transform.xOffset - 0.5 - ROUNDING_BIAS);
}

/** Pixel of a y coordinate, counted from the region's top edge. */
export function yPixelOf(transform: BatchTransform, y: number): number {
  return Math.floor(transform.yScale * y + transform.yOffset + 0.5 + ROUNDING_BIAS);
}
