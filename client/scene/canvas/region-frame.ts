import type { PixelRect } from "../../../core/view/chart-layout.ts";
import { PaintedFrom } from "./painted-from.ts";
import type { PixelBuffer } from "./pixel-buffer.ts";

/** The pixels of one region, shared with an image that a 2D context can show without a copy of its own. */
export class RegionFrame implements PixelBuffer {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
  readonly pixels: Int32Array;
  /** The same pixels, as the rasteriser and the palette have them. */
  readonly unsigned: Uint32Array;
  readonly image: ImageData;
  readonly painted = new PaintedFrom();
  /** Newer than the canvas. */
  isFresh = true;

  constructor(rect: PixelRect) {
    this.x = rect.x;
    this.y = rect.y;
    this.width = Math.max(1, rect.width);
    this.height = Math.max(1, rect.height);
    this.image = new ImageData(this.width, this.height);
    this.pixels = new Int32Array(this.image.data.buffer);
    this.unsigned = new Uint32Array(this.image.data.buffer);
  }
}
