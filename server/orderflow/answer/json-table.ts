import type { DecimalStep } from "../../../core/market/decimal-step.ts";
import { type ColumnValues, listOf, type ListColumn, numbersOf, type TableBatch, type TableColumn, type TableColumns, type TableUnits, textsOf } from "../../../protocol/table.ts";
import { type JsonBytes, jsonToken } from "./json-bytes.ts";

const [TRUE, FALSE, NULL] = [jsonToken("true"), jsonToken("false"), jsonToken("null")];
const [EMPTY, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [jsonToken("{}"), jsonToken("}"), jsonToken("["), jsonToken("]"), jsonToken(",")];

const NO_NUMBERS = new Float64Array(0);
const NO_OFFSETS: ArrayLike<number> = NO_NUMBERS;
const ONE: DecimalStep = { mantissa: 1, decimals: 0 };

/** A column made ready for many rows. All have the same members, so that one loop serves them without looking anything up. */
interface Field {
  readonly column: TableColumn | ListColumn;
  readonly kind: (TableColumn | ListColumn)["kind"];
  readonly canBeOmitted: boolean;
  /** Name and colon, for the first field of a record and for the others. */
  readonly firstKey: Uint8Array;
  readonly key: Uint8Array;
  readonly numbers: Float64Array;
  readonly step: DecimalStep;
  readonly texts: readonly string[];
  /** Of a list: where the records of a row are, and their fields. */
  readonly offsets: ArrayLike<number>;
  readonly items: readonly Field[];
}

/** Writes rows of a table as JSON objects with commas between them. `isFirst`: no comma before the first. */
export function writeJsonRows(out: JsonBytes, columns: TableColumns, batch: TableBatch, units: TableUnits, isFirst: boolean): void {
  const fields = columns.map((column) => (column.kind === "list" ? listField(column, batch, units) : columnField(column, batch, units)));
  for (let row = 0; row < batch.length; row++) {
    if (row > 0 || !isFirst) out.token(COMMA);
    writeRecord(out, fields, row);
  }
}

/** Epoch seconds as ISO 8601, UTC. */
export function isoTime(timeSec: number): string {
  return new Date(timeSec * 1000).toISOString();
}

function listField(column: ListColumn, batch: TableBatch, units: TableUnits): Field {
  const list = listOf(batch, column.name);
  const items = column.items.map((item) => columnField(item, list, units));
  return { column, kind: "list", canBeOmitted: false, ...keysOf(column.name), numbers: NO_NUMBERS, step: ONE, texts: [], offsets: list.offsets, items };
}

function columnField(column: TableColumn, values: ColumnValues, { tick, lot }: TableUnits): Field {
  const isText = column.kind === "text" || column.kind === "object";
  const numbers = isText ? NO_NUMBERS : numbersOf(values, column.name);
  return {
    column,
    kind: column.kind,
    canBeOmitted: column.omit !== undefined,
    ...keysOf(column.name),
    numbers: numbers instanceof Float64Array ? numbers : Float64Array.from(numbers),
    step: column.kind === "price" ? tick : column.kind === "volume" ? lot : ONE,
    texts: isText ? textsOf(values, column.name) : [],
    offsets: NO_OFFSETS,
    items: [],
  };
}

function keysOf(name: string): Pick<Field, "firstKey" | "key"> {
  const key = `${JSON.stringify(name)}:`;
  return { firstKey: jsonToken(`{${key}`), key: jsonToken(`,${key}`) };
}

function writeRecord(out: JsonBytes, fields: readonly Field[], row: number): void {
  let isFirst = true;
  for (const field of fields) {
    if (field.canBeOmitted && isOmitted(field, row)) continue;
    out.token(isFirst ? field.firstKey : field.key);
    isFirst = false;
    writeValue(out, field, row);
  }
  out.token(isFirst ? EMPTY : CLOSE);
}

function isOmitted({ column, numbers, texts }: Field, row: number): boolean {
  if (column.kind === "list" || column.omit === undefined) return false;
  if (column.omit !== "missing") return numbers[row] === column.omit;
  return column.kind === "text" || column.kind === "object" ? texts[row] === "" : !Number.isFinite(numbers[row]);
}

function writeValue(out: JsonBytes, field: Field, row: number): void {
  switch (field.kind) {
    case "price":
    case "volume":
      out.steps(field.numbers[row], field.step);
      break;
    case "number":
      out.number(field.numbers[row]);
      break;
    case "flag":
      out.token(field.numbers[row] === 0 ? FALSE : TRUE);
      break;
    case "time":
      out.time(field.numbers[row]);
      break;
    case "list":
      writeList(out, field, row);
      break;
    case "text":
    case "object":
      writeText(out, field, row);
  }
}

function writeList(out: JsonBytes, { offsets, items }: Field, row: number): void {
  out.token(OPEN_LIST);
  const from = offsets[row];
  const to = offsets[row + 1];
  for (let item = from; item < to; item++) {
    if (item > from) out.token(COMMA);
    writeRecord(out, items, item);
  }
  out.token(CLOSE_LIST);
}

/** An empty text is a missing one; an object is JSON text already. */
function writeText(out: JsonBytes, { column, texts }: Field, row: number): void {
  const text = texts[row];
  if (text === "") out.token(NULL);
  else out.raw(column.kind === "object" ? text : JSON.stringify(text));
}
