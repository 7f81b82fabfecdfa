import type { BarView } from "../core/market/bar-view.ts";
import type { Instrument } from "../core/market/instrument.ts";
import { BAR_COLUMNS, type ColumnLayout, LEVEL_COLUMNS } from "./bar-layout.ts";
import { instrumentSchema, SCHEMA_ID } from "./bar-schema.ts";
import { BatchBody } from "./batch-body.ts";
import { encapsulateSchema } from "./encapsulate.ts";
import { FRAME_HEADER_BYTES, type FrameHeader, writeFrameHeader } from "./frame.ts";
import { writeNumberBody } from "./number-bodies.ts";

/** Bars a batch of {@link encodeArrowStream} holds at most. */
const STREAM_BATCH_BARS = 4096;

/** Last part of an Arrow IPC stream. */
export const STREAM_END: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/**
 * Encodes the bars `from..to-1` as one encapsulated Arrow RecordBatch message without its schema: a multiple of 8 bytes, every buffer 8-byte aligned.
 * The columns are copied once, straight into the message.
 */
export function encodeBars(bars: BarView, from: number, to: number): Uint8Array {
  return encodeBatch(bars, from, to, 0);
}

/** Encodes a frame that carries bars: header and message in one allocation. `rows` and `schemaId` of the header are filled in. */
export function encodeBarFrame(header: Omit<FrameHeader, "rows" | "schemaId">, bars: BarView, from: number, to: number): Uint8Array {
  const frame = encodeBatch(bars, from, to, FRAME_HEADER_BYTES);
  writeFrameHeader(frame, { ...header, rows: to - from, schemaId: SCHEMA_ID });
  return frame;
}

/** Encodes a frame from a header and a ready body. */
export function encodeFrame(header: FrameHeader, body: Uint8Array): Uint8Array {
  const frame = new Uint8Array(FRAME_HEADER_BYTES + body.byteLength);
  writeFrameHeader(frame, header);
  frame.set(body, FRAME_HEADER_BYTES);
  return frame;
}

/** Encodes a MARK or GAP frame; `rows` and `schemaId` of the header are filled in. */
export function encodeNumberFrame(header: Omit<FrameHeader, "rows" | "schemaId">, first: number | null, second: number | null): Uint8Array {
  return encodeFrame({ ...header, rows: 0, schemaId: SCHEMA_ID }, writeNumberBody(first, second));
}

/** First part of a standard Arrow IPC stream of one instrument: the schema with its `symbol`, `tick_size` and `lot_size`. */
export function encodeStreamStart(instrument: Instrument): Uint8Array {
  return encapsulateSchema(instrumentSchema(instrument));
}

/** A whole standard Arrow IPC stream in memory: schema, batches, end marker. pyarrow, arrow-js, DuckDB and others read it. */
export function encodeArrowStream(bars: BarView, from: number, to: number, instrument: Instrument): Uint8Array {
  const parts = [encodeStreamStart(instrument)];
  for (let start = from; start < to; start += STREAM_BATCH_BARS) parts.push(encodeBars(bars, start, Math.min(start + STREAM_BATCH_BARS, to)));
  parts.push(STREAM_END);
  return concatBytes(parts);
}

function encodeBatch(bars: BarView, from: number, to: number, reservedBytes: number): Uint8Array {
  if (!(from >= 0 && from <= to && to <= bars.length)) {
    throw new RangeError(`bars ${from}..${to} are not within the ${bars.length} bars of the view`);
  }
  const levelFrom = bars.levelOffsets[from];
  const levelTo = bars.levelOffsets[to];
  const body = new BatchBody();
  for (const column of BAR_COLUMNS) addColumn(body, column, bars[column.key].subarray(from, to));
  body.addNode(to - from);
  body.addAllValid();
  body.addOffsets(bars.levelOffsets, from, to);
  body.addNode(levelTo - levelFrom);
  body.addAllValid();
  for (const column of LEVEL_COLUMNS) addColumn(body, column, bars[column.key].subarray(levelFrom, levelTo));
  return body.finish(to - from, reservedBytes);
}

function addColumn(body: BatchBody, column: ColumnLayout, values: Float64Array | Int32Array | Uint8Array): void {
  const nulls = column.nullable === true ? countNaN(values) : 0;
  body.addNode(values.length, nulls);
  body.addValidity(values.length, nulls, (index) => !Number.isNaN(values[index]));
  if (column.type === "timestamp") body.addTimes(values, values.length);
  else if (column.type === "bool") body.addBits(values.length, (index) => values[index] !== 0);
  else body.addValues(values);
}

function countNaN(values: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (Number.isNaN(values[index])) count++;
  return count;
}

function concatBytes(parts: readonly Uint8Array[]): Uint8Array {
  const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.byteLength, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.byteLength;
  }
  return whole;
}
