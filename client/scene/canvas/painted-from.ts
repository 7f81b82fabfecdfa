import type { GlyphAtlas } from "../glyph-atlas.ts";
import type { Batch } from "../primitives/batch.ts";
import type { BatchTransform } from "../primitives/pixel-transform.ts";

const VALUES_PER_BATCH = 7;

/** Remembers what a region was painted from: a region whose batches neither changed nor moved keeps its picture. */
export class PaintedFrom {
  #values = new Float64Array(1);
  #background = 0;
  #atlas: GlyphAtlas | null = null;
  #at = 0;
  #isSame = true;

  /** Begins a comparison of `count` batches with those of the last one. */
  begin(count: number, background: number, atlas: GlyphAtlas): void {
    const hasRoom = this.#values.length === count * VALUES_PER_BATCH;
    this.#isSame = hasRoom && background === this.#background && atlas === this.#atlas;
    this.#background = background;
    this.#atlas = atlas;
    this.#at = 0;
    if (!hasRoom) this.#values = new Float64Array(count * VALUES_PER_BATCH).fill(Number.NaN);
  }

  /** Takes the next batch. */
  add({ quads, lines, glyphs }: Batch, transform: BatchTransform): void {
    this.#take(quads.version);
    this.#take(lines.version);
    this.#take(glyphs.version);
    this.#take(transform.xScale);
    this.#take(transform.xOffset);
    this.#take(transform.yScale);
    this.#take(transform.yOffset);
  }

  /** `true` when all batches taken since {@link begin} are as they were. */
  get isSame(): boolean {
    return this.#isSame;
  }

  #take(value: number): void {
    if (this.#values[this.#at] !== value) this.#isSame = false;
    this.#values[this.#at++] = value;
  }
}
