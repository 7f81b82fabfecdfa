import type { DecimalStep } from "../core/market/decimal-step.ts";

/**
 * What a column of a {@link Table} holds and how it is written. In memory a column is numbers or texts; `time` is epoch seconds, `price` and `volume` are ticks
 * and lots (whole, or fractions of them such as a mean), `flag` is 0 or 1. `NaN` and infinities are null outside.
 *
 * | kind | in JSON | in Arrow |
 * |---|---|---|
 * | `time` | ISO 8601 text, UTC | timestamp[ms, UTC] |
 * | `price`, `volume` | decimal number in the instrument's units | float64 |
 * | `number` | number | float64 |
 * | `flag` | boolean | bool |
 * | `text` | text | utf8 |
 * | `object` | object | utf8: the same as JSON text |
 */
export type ColumnKind = "time" | "price" | "volume" | "number" | "flag" | "text" | "object";

/** One column of a table. */
export interface TableColumn {
  readonly name: string;
  readonly kind: ColumnKind;
  readonly description: string;
  /** The value may be missing: `NaN` or an empty text in memory, null outside. */
  readonly nullable?: true;
  /** JSON leaves the field out where it says nothing: a flag that equals this, or a missing value. Arrow always has the column. */
  readonly omit?: 0 | 1 | "missing";
  /** Values that a text may have. */
  readonly values?: readonly string[];
}

/** A column whose values are lists of small records, such as the levels of a bar. */
export interface ListColumn {
  readonly name: string;
  readonly kind: "list";
  readonly description: string;
  readonly items: readonly TableColumn[];
}

/** The columns of a table, in the order in which they are written. */
export type TableColumns = readonly (TableColumn | ListColumn)[];

/** Values of flat columns by name, each at least as long as the batch. */
export interface ColumnValues {
  readonly numbers: Readonly<Record<string, ArrayLike<number>>>;
  /** Also the JSON texts of `object` columns. */
  readonly texts?: Readonly<Record<string, readonly string[]>>;
}

/** The records of a list column: those of row `r` are `offsets[r] .. offsets[r + 1] - 1`. */
export interface ListValues extends ColumnValues {
  /** [rows + 1], ascending; need not start at 0. */
  readonly offsets: ArrayLike<number>;
}

/** Consecutive rows of a table. */
export interface TableBatch extends ColumnValues {
  readonly length: number;
  readonly lists?: Readonly<Record<string, ListValues>>;
}

/** What prices and volumes are whole multiples of. */
export interface TableUnits {
  readonly tick: DecimalStep;
  readonly lot: DecimalStep;
}

/** The numbers of a column. @throws RangeError when the batch lacks it. */
export function numbersOf(values: ColumnValues, name: string): ArrayLike<number> {
  if (!Object.hasOwn(values.numbers, name)) throw new RangeError(`the batch has no numbers for column ${name}`);
  return values.numbers[name];
}

/** The texts of a column. @throws RangeError when the batch lacks it. */
export function textsOf(values: ColumnValues, name: string): readonly string[] {
  const texts = values.texts?.[name];
  if (texts === undefined) throw new RangeError(`the batch has no texts for column ${name}`);
  return texts;
}

/** The records of a list column. @throws RangeError when the batch lacks it. */
export function listOf(batch: TableBatch, name: string): ListValues {
  const list = batch.lists?.[name];
  if (list === undefined) throw new RangeError(`the batch has no lists for column ${name}`);
  return list;
}
