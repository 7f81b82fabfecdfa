import { ChangedRows } from "./changed-rows.ts";

const MIN_ROWS = 64;

/**
 * Growable columns of numbers that a study writes its rows to: one Float64Array per field, read up to `length`. Flags are 0 and 1, what does not exist
 * is `NaN`. The columns are replaced as they grow, so read them through `column` after the last change.
 */
export class Series<Field extends string> {
  readonly fields: readonly Field[];
  length = 0;
  /** What {@link replaceTail} has changed. */
  readonly changed = new ChangedRows();
  #capacity = MIN_ROWS;
  readonly #columns: Record<Field, Float64Array>;

  constructor(fields: readonly Field[]) {
    this.fields = fields;
    this.#columns = {} as Record<Field, Float64Array>;
    for (const field of fields) this.#columns[field] = new Float64Array(MIN_ROWS);
  }

  /** The columns, at least `length` long. Valid until the next {@link add}. */
  get columns(): Readonly<Record<Field, Float64Array>> {
    return this.#columns;
  }

  /** Adds a row and returns its index; every field of it is to be written through {@link columns}. */
  add(): number {
    if (this.length === this.#capacity) this.#grow(this.#capacity * 2);
    return this.length++;
  }

  /** The same rows in columns of their own. */
  copy(): Series<Field> {
    const copy = new Series(this.fields);
    copy.reserve(this.length);
    for (const field of this.fields) copy.#columns[field].set(this.#columns[field].subarray(0, this.length));
    copy.length = this.length;
    return copy;
  }

  /** Removes the rows from `length` on; keeps the room. */
  truncate(length: number): void {
    this.length = Math.min(this.length, Math.max(0, length));
  }

  /** Puts these rows into the place of those from `from` on. @param columns one for each field, equally long. */
  replaceTail(from: number, columns: Readonly<Record<Field, Float64Array>>): void {
    const length = from + (columns[this.fields[0]]?.length ?? 0);
    this.truncate(from);
    if (length > this.#capacity) this.#grow(Math.max(length, this.#capacity * 2));
    this.length = length;
    for (const field of this.fields) this.#columns[field].set(columns[field], from);
    this.changed.note(from);
  }

  /** Makes room for at least this many rows, so that a known number of them is not copied again and again. */
  reserve(rows: number): void {
    if (rows > this.#capacity) this.#grow(rows);
  }

  #grow(capacity: number): void {
    this.#capacity = capacity;
    for (const field of this.fields) {
      const larger = new Float64Array(this.#capacity);
      larger.set(this.#columns[field].subarray(0, this.length));
      this.#columns[field] = larger;
    }
  }
}
