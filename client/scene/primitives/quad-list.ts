import type { ImageColor } from "./color.ts";

/** Bytes per quad: four float32 of data space, four int16 of pixels, a colour, a pattern. As attributes: shaders/layouts.ts, `quad`. */
export const QUAD_STRIDE = 32;
const WORDS = QUAD_STRIDE / 4;
const SHORTS = QUAD_STRIDE / 2;
const SHORT_BASE = 8;

/** Fill of a quad. Built by {@link dashX}, {@link dashY} and {@link hatch}; 0 is a plain fill. */
export type QuadPattern = number;
export const SOLID: QuadPattern = 0;
export const PATTERN_DASH_X = 1;
export const PATTERN_DASH_Y = 2;
export const PATTERN_HATCH = 3;

const pattern = (kind: number, onPx: number, offPx: number): QuadPattern => kind | (onPx << 8) | ((onPx + offPx) << 16);

/** Dashes along x, counted from the quad's unclipped left edge, so that they move with it. */
export const dashX = (onPx: number, offPx: number): QuadPattern => pattern(PATTERN_DASH_X, onPx, offPx);
/** Dashes along y, counted from the quad's unclipped top edge. */
export const dashY = (onPx: number, offPx: number): QuadPattern => pattern(PATTERN_DASH_Y, onPx, offPx);
/** Diagonal stripes `onPx` wide every `onPx + offPx` pixels. */
export const hatch = (onPx: number, offPx: number): QuadPattern => pattern(PATTERN_HATCH, onPx, offPx);

/**
 * Axis-aligned rectangles in typed arrays. A corner is a point of its batch's space (seconds, ticks or pixels, relative to the batch's origin) that is
 * rounded to a whole pixel, then moved by whole pixels: edges are sharp whatever the zoom, and a one-pixel line stays one pixel.
 */
export class QuadList {
  count = 0;
  /** Counts changes, so that a painter knows when to upload. */
  version = 0;
  floats = new Float32Array(0);
  shorts = new Int16Array(0);
  words = new Uint32Array(0);

  /** Empties the list. */
  clear(): void {
    if (this.count === 0) return;
    this.count = 0;
    this.version++;
  }

  /** Adds the quad from `(x0, y0)` to `(x1, y1)` in space, `dx`/`dy` in pixels; right and bottom are exclusive. */
  push(x0: number, y0: number, x1: number, y1: number, dx0: number, dy0: number, dx1: number, dy1: number, color: ImageColor, fill: QuadPattern = SOLID): void {
    if ((this.count + 1) * WORDS > this.words.length) this.#grow();
    const word = this.count * WORDS;
    const short = this.count * SHORTS + SHORT_BASE;
    this.floats[word] = x0;
    this.floats[word + 1] = y0;
    this.floats[word + 2] = x1;
    this.floats[word + 3] = y1;
    this.shorts[short] = dx0;
    this.shorts[short + 1] = dy0;
    this.shorts[short + 2] = dx1;
    this.shorts[short + 3] = dy1;
    this.words[word + 6] = color;
    this.words[word + 7] = fill;
    this.count++;
    this.version++;
  }

  #grow(): void {
    const buffer = new ArrayBuffer(Math.max(16 * QUAD_STRIDE, this.words.byteLength * 2));
    const words = new Uint32Array(buffer);
    words.set(this.words);
    this.words = words;
    this.floats = new Float32Array(buffer);
    this.shorts = new Int16Array(buffer);
  }
}
