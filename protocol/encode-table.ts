import { Bool, type DataType, Field, Float64, List, Schema, Struct, TimestampMillisecond, Utf8 } from "apache-arrow";
import { stepsToNumber } from "../core/market/decimal-step.ts";
import { LEVEL_ITEM, TIME_ZONE } from "./bar-layout.ts";
import { BatchBody } from "./batch-body.ts";
import { encapsulateSchema } from "./encapsulate.ts";
import { type ColumnKind, type ColumnValues, listOf, numbersOf, type TableBatch, type TableColumn, type TableColumns, type TableUnits, textsOf } from "./table.ts";

const ARROW_TYPES: Readonly<Record<ColumnKind, () => DataType>> = {
  time: () => new TimestampMillisecond(TIME_ZONE),
  price: () => new Float64(),
  volume: () => new Float64(),
  number: () => new Float64(),
  flag: () => new Bool(),
  text: () => new Utf8(),
  object: () => new Utf8(),
};

const ENCODER = new TextEncoder();

/** First part of an Arrow IPC stream of a table: its schema. @param metadata what the schema says beside the columns. */
export function encodeTableStart(columns: TableColumns, metadata: ReadonlyMap<string, string> = new Map()): Uint8Array {
  const fields = columns.map((column) => {
    if (column.kind !== "list") return toField(column);
    const item = new Field(LEVEL_ITEM, new Struct(column.items.map(toField)), false);
    return new Field(column.name, new List(item), false);
  });
  return encapsulateSchema(new Schema(fields, new Map(metadata)));
}

/** Rows of a table as one encapsulated Arrow RecordBatch message. The stream ends with STREAM_END of protocol/encode. */
export function encodeTableBatch(columns: TableColumns, batch: TableBatch, units: TableUnits): Uint8Array {
  const body = new BatchBody();
  for (const column of columns) {
    if (column.kind !== "list") {
      addColumn(body, column, batch, 0, batch.length, units);
      continue;
    }
    const list = listOf(batch, column.name);
    const from = list.offsets[0];
    const to = list.offsets[batch.length];
    body.addNode(batch.length);
    body.addAllValid();
    body.addOffsets(list.offsets, 0, batch.length);
    body.addNode(to - from);
    body.addAllValid();
    for (const item of column.items) addColumn(body, item, list, from, to, units);
  }
  return body.finish(batch.length);
}

function toField(column: TableColumn): Field {
  return new Field(column.name, ARROW_TYPES[column.kind](), column.nullable === true);
}

function addColumn(body: BatchBody, column: TableColumn, values: ColumnValues, from: number, to: number, { tick, lot }: TableUnits): void {
  const length = to - from;
  if (column.kind === "text" || column.kind === "object") {
    addTexts(body, textsOf(values, column.name).slice(from, to));
    return;
  }
  const source = numbersOf(values, column.name);
  const numbers = new Float64Array(length);
  const step = column.kind === "price" ? tick : column.kind === "volume" ? lot : undefined;
  if (step === undefined) for (let index = 0; index < length; index++) numbers[index] = source[from + index];
  else for (let index = 0; index < length; index++) numbers[index] = stepsToNumber(source[from + index], step);
  const nulls = column.nullable === true ? countMissing(numbers) : 0;
  body.addNode(length, nulls);
  body.addValidity(length, nulls, (index) => Number.isFinite(numbers[index]));
  if (column.kind === "time") body.addTimes(numbers, length);
  else if (column.kind === "flag") body.addBits(length, (index) => numbers[index] !== 0);
  else body.addValues(numbers);
}

/** An empty text is a missing one. */
function addTexts(body: BatchBody, texts: readonly string[]): void {
  const { length } = texts;
  const encoded = texts.map((text) => ENCODER.encode(text));
  const offsets = new Int32Array(length + 1);
  for (let index = 0; index < length; index++) offsets[index + 1] = offsets[index] + encoded[index].byteLength;
  const nulls = texts.reduce((count, text) => (text === "" ? count + 1 : count), 0);
  body.addNode(length, nulls);
  body.addValidity(length, nulls, (index) => texts[index] !== "");
  body.addValues(offsets);
  body.addBuffer(offsets[length], (target, offset) => {
    for (let index = 0; index < length; index++) target.set(encoded[index], offset + offsets[index]);
  });
}

function countMissing(numbers: Float64Array): number {
  let count = 0;
  for (const value of numbers) if (!Number.isFinite(value)) count++;
  return count;
}
