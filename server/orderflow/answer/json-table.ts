import { listOf, numbersOf, type ColumnValues, type ListColumn, type TableBatch, type TableColumn, type TableColumns, type TableUnits, textsOf } from "../../../protocol/table.ts";
import { type JsonBytes, jsonToken } from "./json-bytes.ts";

const [TRUE, FALSE, NULL] = [jsonToken("true"), jsonToken("false"), jsonToken("null")];
const [OPEN, CLOSE, OPEN_LIST, CLOSE_LIST, COMMA] = [jsonToken("{"), jsonToken("}"), jsonToken("["), jsonToken("]"), jsonToken(",")];

/** Writes one value of a row. */
type WriteValue = (out: JsonBytes, row: number) => void;

interface Field {
  /** Name and colon. */
  readonly key: Uint8Array;
  readonly write: WriteValue;
  /** Whether the field is left out of this row. */
  readonly isOmitted: ((row: number) => boolean) | undefined;
}

/** Writes rows of a table as JSON objects with commas between them. `isFirst`: no comma before the first. */
export function writeJsonRows(out: JsonBytes, columns: TableColumns, batch: TableBatch, units: TableUnits, isFirst: boolean): void {
  const fields = columns.map((column) => (column.kind === "list" ? listField(column, batch, units) : columnField(column, batch, units)));
  for (let row = 0; row < batch.length; row++) {
    if (row > 0 || !isFirst) out.token(COMMA);
    writeRecord(out, fields, row);
  }
}

function writeRecord(out: JsonBytes, fields: readonly Field[], row: number): void {
  out.token(OPEN);
  let isFirst = true;
  for (const { key, write, isOmitted } of fields) {
    if (isOmitted?.(row) === true) continue;
    if (!isFirst) out.token(COMMA);
    isFirst = false;
    out.token(key);
    write(out, row);
  }
  out.token(CLOSE);
}

function listField(column: ListColumn, batch: TableBatch, units: TableUnits): Field {
  const list = listOf(batch, column.name);
  const items = column.items.map((item) => columnField(item, list, units));
  const write: WriteValue = (out, row) => {
    out.token(OPEN_LIST);
    const from = list.offsets[row];
    for (let item = from; item < list.offsets[row + 1]; item++) {
      if (item > from) out.token(COMMA);
      writeRecord(out, items, item);
    }
    out.token(CLOSE_LIST);
  };
  return { key: keyOf(column.name), write, isOmitted: undefined };
}

function columnField(column: TableColumn, values: ColumnValues, units: TableUnits): Field {
  const key = keyOf(column.name);
  if (column.kind === "text" || column.kind === "object") {
    const texts = textsOf(values, column.name);
    const isText = column.kind === "text";
    const write: WriteValue = (out, row) => {
      if (texts[row] === "") out.token(NULL);
      else out.raw(isText ? JSON.stringify(texts[row]) : texts[row]);
    };
    return { key, write, isOmitted: column.omit === undefined ? undefined : (row) => texts[row] === "" };
  }
  const numbers = numbersOf(values, column.name);
  const { omit } = column;
  const isOmitted = omit === undefined ? undefined : (row: number) => (omit === "missing" ? !Number.isFinite(numbers[row]) : numbers[row] === omit);
  return { key, write: numberWriter(column, numbers, units), isOmitted };
}

function numberWriter(column: TableColumn, numbers: ArrayLike<number>, { tick, lot }: TableUnits): WriteValue {
  switch (column.kind) {
    case "price":
      return (out, row) => out.steps(numbers[row], tick);
    case "volume":
      return (out, row) => out.steps(numbers[row], lot);
    case "flag":
      return (out, row) => out.token(numbers[row] === 0 ? FALSE : TRUE);
    case "time":
      return (out, row) => out.raw(Number.isFinite(numbers[row]) ? `"${isoTime(numbers[row])}"` : "null");
    default:
      return (out, row) => out.number(numbers[row]);
  }
}

/** Epoch seconds as ISO 8601, UTC. */
export function isoTime(timeSec: number): string {
  return new Date(timeSec * 1000).toISOString();
}

function keyOf(name: string): Uint8Array {
  return jsonToken(`${JSON.stringify(name)}:`);
}
