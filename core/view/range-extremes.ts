const BLOCK_ROWS = 256;

/**
 * The least of one column and the greatest of another over any range of rows, from the extremes of blocks of rows: what is in view changes with every frame
 * that pans, and may be a whole day. Rows that are `NaN` are left out.
 */
export class RangeExtremes {
  #least = new Float64Array(0);
  #greatest = new Float64Array(0);
  /** Whole blocks that are known. */
  #blocks = 0;

  /** Forgets what was made from `row` and those behind it. */
  forgetFrom(row: number): void {
    this.#blocks = Math.min(this.#blocks, Math.floor(row / BLOCK_ROWS));
  }

  /** Over the rows `from..to-1` of columns that have not changed since {@link forgetFrom}; `least` is greater than `greatest` where there are none. */
  over(lows: Float64Array, highs: Float64Array, from: number, to: number): { readonly least: number; readonly greatest: number } {
    let least = Number.POSITIVE_INFINITY;
    let greatest = Number.NEGATIVE_INFINITY;
    this.#know(lows, highs, Math.floor(to / BLOCK_ROWS));
    for (let row = from; row < to; ) {
      if (row % BLOCK_ROWS === 0 && row + BLOCK_ROWS <= to) {
        const block = row / BLOCK_ROWS;
        if (this.#least[block] < least) least = this.#least[block];
        if (this.#greatest[block] > greatest) greatest = this.#greatest[block];
        row += BLOCK_ROWS;
      } else {
        if (lows[row] < least) least = lows[row];
        if (highs[row] > greatest) greatest = highs[row];
        row++;
      }
    }
    return { least, greatest };
  }

  #know(lows: Float64Array, highs: Float64Array, blocks: number): void {
    if (blocks > this.#least.length) {
      this.#least = withRoom(this.#least, blocks * 2);
      this.#greatest = withRoom(this.#greatest, blocks * 2);
    }
    for (; this.#blocks < blocks; this.#blocks++) {
      let least = Number.POSITIVE_INFINITY;
      let greatest = Number.NEGATIVE_INFINITY;
      for (let row = this.#blocks * BLOCK_ROWS; row < (this.#blocks + 1) * BLOCK_ROWS; row++) {
        if (lows[row] < least) least = lows[row];
        if (highs[row] > greatest) greatest = highs[row];
      }
      this.#least[this.#blocks] = least;
      this.#greatest[this.#blocks] = greatest;
    }
  }
}

function withRoom(column: Float64Array, room: number): Float64Array<ArrayBuffer> {
  const larger = new Float64Array(room);
  larger.set(column);
  return larger;
}
