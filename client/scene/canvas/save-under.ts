import type { PixelBuffer } from "./pixel-buffer.ts";

/**
 * Remembers the pixels under what the cursor paints, so that a moved cursor costs the pixels it covers and not a new picture.
 * Rectangles are restored in reverse order, so they may overlap.
 */
export class SaveUnder {
  #saved = new Int32Array(16_384);
  #used = 0;
  /** [rectCount x 4] left, top, right, bottom. */
  #rects = new Int32Array(64);
  #rectCount = 0;

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
    const rect = this.#rectCount++ * 4;
    if (rect === this.#rects.length) this.#rects = grown(this.#rects, rect * 2);
    this.#rects[rect] = left;
    this.#rects[rect + 1] = top;
    this.#rects[rect + 2] = right;
    this.#rects[rect + 3] = bottom;
  }

  /** Puts everything back and forgets it. */
  restore(buffer: PixelBuffer): void {
    for (let rect = (this.#rectCount - 1) * 4; rect >= 0; rect -= 4) {
      const left = this.#rects[rect];
      const top = this.#rects[rect + 1];
      const right = this.#rects[rect + 2];
      const bottom = this.#rects[rect + 3];
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
    this.#rectCount = 0;
  }

  #reserve(count: number): void {
    if (this.#used + count > this.#saved.length) this.#saved = grown(this.#saved, Math.max(this.#saved.length * 2, this.#used + count));
  }
}

function grown(values: Int32Array, length: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(length);
  larger.set(values);
  return larger;
}
