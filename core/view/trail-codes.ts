import type { CellContent } from "./cell-pool.ts";
import { heatCodeOf } from "./heat-code.ts";
import type { TrailSums } from "./trail-sums.ts";

/**
 * The heat codes of a column's trail, one a row: of the volume of both sides, or of the number of trades. Kept while the sums slide: only rows that changed
 * are encoded anew, and a column is a copy of these.
 */
export class TrailCodes {
  /** [rows] from the sums' lowest row on. */
  readonly codes: Uint16Array;
  /** First row above 0 and the one after the last; equal where there is none. */
  from = 0;
  to = 0;
  readonly #content: CellContent;

  constructor(rowCount: number, content: CellContent) {
    this.codes = new Uint16Array(rowCount);
    this.#content = content;
  }

  /** Brings the codes up to the sums, which must be the same object at every call. @returns these codes. */
  update(sums: TrailSums): this {
    const { codes } = this;
    if (sums.allTouched) for (let at = 0; at < codes.length; at++) codes[at] = this.#codeAt(sums, at);
    else for (let index = 0; index < sums.touchedCount; index++) this.#touch(sums, sums.touched[index]);
    if (sums.allTouched) {
      this.from = 0;
      this.to = codes.length;
    }
    while (this.from < this.to && codes[this.from] === 0) this.from++;
    while (this.to > this.from && codes[this.to - 1] === 0) this.to--;
    sums.forgetTouched();
    return this;
  }

  #touch(sums: TrailSums, at: number): void {
    const code = this.#codeAt(sums, at);
    this.codes[at] = code;
    if (code === 0) return;
    if (this.from === this.to) this.from = this.to = at;
    if (at < this.from) this.from = at;
    if (at >= this.to) this.to = at + 1;
  }

  #codeAt({ bidLots, askLots, trades }: TrailSums, at: number): number {
    return heatCodeOf(this.#content === "trades" ? trades[at] : bidLots[at] + askLots[at]);
  }
}
