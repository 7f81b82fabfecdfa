import { BufferRegion, FieldNode, RecordBatch } from "apache-arrow/ipc/metadata/message";
import type { BarView } from "../core/market/bar-view.ts";
import type { Instrument } from "../core/market/instrument.ts";
import { BAR_COLUMNS, type ColumnLayout, LEVEL_COLUMNS } from "./bar-layout.ts";
import { instrumentSchema, SCHEMA_ID } from "./bar-schema.ts";
import { alignArrow, encapsulateBatch, encapsulateSchema } from "./encapsulate.ts";
import { FRAME_HEADER_BYTES, type FrameHeader, writeFrameHeader } from "./frame.ts";
import { writeNumberBody } from "./number-bodies.ts";

/** Bars a batch of {@link encodeArrowStream} holds at most. */
const STREAM_BATCH_BARS = 4096;

/** Last part of an Arrow IPC stream. */
export const STREAM_END: Uint8Array = Uint8Array.of(0xff, 0xff, 0xff, 0xff, 0, 0, 0, 0);

/** A column range on its way into a body: where it goes and how many bytes it takes. */
interface BodyPart {
  readonly offset: number;
  readonly byteLength: number;
  readonly write: (target: Uint8Array, offset: number) => void;
}

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
  const rows = to - from;
  const levelFrom = bars.levelOffsets[from];
  const levels = bars.levelOffsets[to] - levelFrom;
  const nodes: FieldNode[] = [];
  const regions: BufferRegion[] = [];
  const parts: BodyPart[] = [];
  let bodyBytes = 0;
  const add = (byteLength: number, write: BodyPart["write"]): void => {
    regions.push(new BufferRegion(bodyBytes, byteLength));
    parts.push({ offset: bodyBytes, byteLength, write });
    bodyBytes += alignArrow(byteLength);
  };
  const addValidity = (): void => {
    regions.push(new BufferRegion(bodyBytes, 0));
  };
  const addColumn = (column: ColumnLayout, values: Float64Array | Int32Array | Uint8Array): void => {
    const nulls = column.nullable === true ? countNaN(values) : 0;
    nodes.push(new FieldNode(values.length, nulls));
    if (nulls === 0) addValidity();
    else add(bitmapBytes(values.length), (target, offset) => packBits(target, offset, values, (value) => !Number.isNaN(value)));
    if (column.type === "timestamp") add(values.length * 8, (target, offset) => writeTimes(target, offset, values));
    else if (column.type === "bool") add(bitmapBytes(values.length), (target, offset) => packBits(target, offset, values, (value) => value !== 0));
    else add(values.byteLength, (target, offset) => target.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), offset));
  };

  for (const column of BAR_COLUMNS) addColumn(column, bars[column.key].subarray(from, to));
  nodes.push(new FieldNode(rows, 0));
  addValidity();
  add((rows + 1) * 4, (target, offset) => writeOffsets(target, offset, bars.levelOffsets, from, to));
  nodes.push(new FieldNode(levels, 0));
  addValidity();
  for (const column of LEVEL_COLUMNS) addColumn(column, bars[column.key].subarray(levelFrom, levelFrom + levels));

  const { bytes, bodyStart } = encapsulateBatch(new RecordBatch(rows, nodes, regions, null), bodyBytes, reservedBytes);
  for (const part of parts) part.write(bytes, bodyStart + part.offset);
  return bytes;
}

function bitmapBytes(values: number): number {
  return Math.ceil(values / 8);
}

function countNaN(values: ArrayLike<number>): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (Number.isNaN(values[index])) count++;
  return count;
}

function packBits(target: Uint8Array, offset: number, values: ArrayLike<number>, isSet: (value: number) => boolean): void {
  for (let index = 0; index < values.length; index++) {
    if (isSet(values[index])) target[offset + (index >> 3)] |= 1 << (index & 7);
  }
}

/** Whole seconds to int64 milliseconds, as two 32-bit words: no BigInt on the way. */
function writeTimes(target: Uint8Array, offset: number, timeSec: ArrayLike<number>): void {
  const view = new DataView(target.buffer, target.byteOffset + offset, timeSec.length * 8);
  for (let index = 0; index < timeSec.length; index++) {
    const timeMs = timeSec[index] * 1000;
    view.setUint32(index * 8, timeMs % 2 ** 32, true);
    view.setInt32(index * 8 + 4, Math.floor(timeMs / 2 ** 32), true);
  }
}

function writeOffsets(target: Uint8Array, offset: number, levelOffsets: Int32Array, from: number, to: number): void {
  const view = new Int32Array(target.buffer, target.byteOffset + offset, to - from + 1);
  const base = levelOffsets[from];
  for (let index = from; index <= to; index++) view[index - from] = levelOffsets[index] - base;
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
