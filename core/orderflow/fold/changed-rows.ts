/** Changes that are remembered: of older ones nothing is known any more. */
const KEPT = 32;

/**
 * Remembers from which row on rows were changed, so that everybody who keeps something made from them looks again at what is new alone. Changes reach from
 * a row to the end, as those of a running series do.
 */
export class ChangedRows {
  /** Counts changes. */
  version = 0;
  /** Versions and first rows of changes that no later one reaches behind; both ascend. */
  readonly #versions: number[] = [];
  readonly #rows: number[] = [];
  /** Changes up to this version are forgotten. */
  #forgotten = 0;

  /** Notes that the rows from `row` on are others now. */
  note(row: number): void {
    this.version++;
    while (this.#rows.length > 0 && this.#rows[this.#rows.length - 1] >= row) {
      this.#rows.pop();
      this.#versions.pop();
    }
    if (this.#rows.length === KEPT) {
      this.#forgotten = this.#versions[0];
      this.#rows.shift();
      this.#versions.shift();
    }
    this.#rows.push(row);
    this.#versions.push(this.version);
  }

  /** The first row that may have changed after `version`; infinity when none has. */
  since(version: number): number {
    if (version < this.#forgotten) return 0;
    for (let at = 0; at < this.#versions.length; at++) if (this.#versions[at] > version) return this.#rows[at];
    return Number.POSITIVE_INFINITY;
  }
}
