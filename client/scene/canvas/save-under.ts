import type { PixelBuffer } from "./pixel-buffer.ts";

/**
 * Remembers the pixels under what the cursor paints, so that a moved cursor costs the pixels it covers and not a new picture.
 * Rectangles are restored in reverse order, so they may overlap.
 */
export class SaveUnder {
  #saved = new Int32Array(16_384);
  #used = 0;
  readonly #rects: number[] = [];

  /** Keeps the pixels `[x0, x1) x [y0, y1)`, cut to the buffer. */
  save(buffer: PixelBuffer, x0: number, y0: number, x1: number, y1: number): void {
    const left = Math.max(0, x0);
    const right = Math.min(buffer.width, x1);
    const top = Math.max(0, y0);
    const bottom = Math.min(buffer.height, y1);
    if (left >= right || top >= bottom) return;
    this.#reserve((right - left) * (bottom - top));
    for (let y = top; y < bottom; y++) {
      const row = y * buffer.width;
      for (let at = row + left; at < row + right; at++) this.#saved[this.#used++] = buffer.pixels[at];
    }
    this.#rects.push(left, top, right, bottom);
  }

  /** Puts everything back and forgets it. */
  restore(buffer: PixelBuffer): void {
    for (let rect = this.#rects.length - 4; rect >= 0; rect -= 4) {
      const [left, top, right, bottom] = this.#rects.slice(rect, rect + 4);
      this.#used -= (right - left) * (bottom - top);
      let from = this.#used;
      for (let y = top; y < bottom; y++) {
        const row = y * buffer.width;
        for (let at = row + left; at < row + right; at++) buffer.pixels[at] = this.#saved[from++];
      }
    }
    this.forget();
  }

  /** Drops what was kept: the picture below has been painted anew. */
  forget(): void {
    this.#used = 0;
    this.#rects.length = 0;
  }

  #reserve(count: number): void {
    if (this.#used + count <= this.#saved.length) return;
    const larger = new Int32Array(Math.max(this.#saved.length * 2, this.#used + count));
    larger.set(this.#saved.subarray(0, this.#used));
    this.#saved = larger;
  }
}
