import type { TagSpan } from "./place-tags.ts";

const NONE = -1;

/** The run of an axis's labels that a tag covers: they are left out, for half a number is worse than none. */
export class HiddenLabels {
  first = NONE;
  last = NONE;

  /**
   * Finds the labels that `span` touches.
   * @param pixelOf where the centre of a label lies; ascending or descending in its index.
   * @param halfOf half the room that a label takes along the axis.
   * @returns `true` when the answer is another one than before.
   */
  find(span: TagSpan | null, count: number, pixelOf: (index: number) => number, halfOf: (index: number) => number): boolean {
    let first = NONE;
    let last = NONE;
    if (span !== null) {
      for (let index = 0; index < count; index++) {
        const centre = pixelOf(index);
        if (centre + halfOf(index) <= span.from || centre - halfOf(index) >= span.to) continue;
        if (first === NONE) first = index;
        last = index;
      }
    }
    return this.#take(first, last);
  }

  /** Hides none. @returns `true` when some were hidden before. */
  clear(): boolean {
    return this.#take(NONE, NONE);
  }

  hides(index: number): boolean {
    return index >= this.first && index <= this.last && this.first !== NONE;
  }

  #take(first: number, last: number): boolean {
    const changed = first !== this.first || last !== this.last;
    this.first = first;
    this.last = last;
    return changed;
  }
}
