import type { Batch } from "./batch.ts";
import type { ImageColor } from "./color.ts";

/** A filled box with its corners taken off, in pixels from the batch's anchor. */
export interface TagBox {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
}

/** Adds a tag's box at an anchor. `cornerPx` is how much each corner is cut. */
export function pushTagBox(batch: Batch, x: number, y: number, box: TagBox, cornerPx: number, color: ImageColor): void {
  const { left, top, width, height } = box;
  const right = left + width;
  const bottom = top + height;
  const cut = Math.min(cornerPx, width >> 1, height >> 1);
  batch.quads.push(x, y, x, y, left + cut, top, right - cut, bottom, color);
  batch.quads.push(x, y, x, y, left, top + cut, left + cut, bottom - cut, color);
  batch.quads.push(x, y, x, y, right - cut, top + cut, right, bottom - cut, color);
}
