import type { ColumnKind, TableBatch, TableColumns, TableUnits } from "../../../protocol/table.ts";

/** A value beside the list of an answer that is an object: one value, or a list of them. */
export interface AnswerField {
  readonly name: string;
  readonly kind: Exclude<ColumnKind, "text" | "object">;
  readonly description: string;
  readonly isList?: true;
  /** Left out where the value equals this. */
  readonly omit?: 0 | 1;
}

/** What a route answers, without the values: it writes the answer and describes it to users. */
export interface AnswerShape {
  readonly columns: TableColumns;
  /** Where the list stands in the object; undefined: the answer is the list. */
  readonly listName?: string;
  /** Follow the list. Values of Arrow streams stand in the schema's metadata, as JSON text. */
  readonly fields?: readonly AnswerField[];
}

/** The values of an answer. */
export interface StudyAnswer {
  readonly units: TableUnits;
  /** By name of the shape's fields; NaN: does not exist. */
  readonly fields?: Readonly<Record<string, number | ArrayLike<number>>>;
  /** The rows, made as they are taken; each batch is valid until the next one is asked for. */
  readonly batches: AsyncIterable<TableBatch>;
}
