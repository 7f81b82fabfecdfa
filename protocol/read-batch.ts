import { Buffer as BufferRegion } from "apache-arrow/fb/buffer";
import { FieldNode } from "apache-arrow/fb/field-node";
import { MessageHeader } from "apache-arrow/fb/message-header";
import { RecordBatch } from "apache-arrow/fb/record-batch";
import { BUFFER_COUNT, NODE_COUNT } from "./bar-layout.ts";
import { readMessage } from "./read-message.ts";

/** Rows or levels of one batch, far above any frame: keeps every byte length a safe integer. */
const MAX_VALUES = 2 ** 31 - 1;

/**
 * Walks the nodes and buffers of a record batch in schema order and hands out checked views into its body.
 * Every method throws a RangeError with a sentence that names the column when the batch does not hold what is asked for.
 */
export class BatchCursor {
  readonly rows: number;
  readonly #batch: RecordBatch;
  readonly #body: Uint8Array;
  readonly #node = new FieldNode();
  readonly #region = new BufferRegion();
  #nodeIndex = 0;
  #bufferIndex = 0;

  /** @param message the bytes of one encapsulated RecordBatch message, starting at a multiple of 8 in their buffer. */
  constructor(message: Uint8Array) {
    const { metadata, body } = readMessage(message, MessageHeader.RecordBatch, "record batch");
    const batch: RecordBatch | null = metadata.header(new RecordBatch());
    if (batch === null) throw new RangeError("Arrow record batch has no header");
    if (batch.compression() !== null) throw new RangeError("Arrow record batch is compressed, expected plain buffers");
    expectCount("field nodes", batch.nodesLength(), NODE_COUNT);
    expectCount("buffers", batch.buffersLength(), BUFFER_COUNT);
    this.#batch = batch;
    this.#body = body;
    this.rows = toCount("rows", batch.length());
  }

  /**
   * Enters the next column.
   * @param expectedLength its number of values; left out for a list's items, whose number the batch tells.
   */
  node(column: string, expectedLength?: number): { readonly length: number; readonly nulls: number } {
    const node = this.#batch.nodes(this.#nodeIndex++, this.#node);
    if (node === null) throw new RangeError(`column ${column} has no field node`);
    const length = toCount(`values in column ${column}`, node.length());
    if (expectedLength !== undefined && length !== expectedLength) {
      throw new RangeError(`column ${column} has ${length} values, expected ${expectedLength}`);
    }
    return { length, nulls: toCount(`nulls in column ${column}`, node.nullCount()) };
  }

  /** The next buffer as bits, eight values a byte, lowest bit first; null where the batch leaves it out. */
  bits(column: string, length: number): Uint8Array | null {
    const region = this.#next(column, 0);
    if (region.length === 0 && length > 0) return null;
    const bytes = Math.ceil(length / 8);
    expectBytes(column, region.length, bytes);
    return this.#body.subarray(region.offset, region.offset + bytes);
  }

  int32(column: string, length: number): Int32Array {
    const { offset } = this.#next(column, length * 4);
    return new Int32Array(this.#body.buffer, this.#body.byteOffset + offset, length);
  }

  float64(column: string, length: number): Float64Array {
    const { offset } = this.#next(column, length * 8);
    return new Float64Array(this.#body.buffer, this.#body.byteOffset + offset, length);
  }

  #next(column: string, expectedBytes: number): { offset: number; length: number } {
    const region = this.#batch.buffers(this.#bufferIndex++, this.#region);
    if (region === null) throw new RangeError(`column ${column} has no buffer`);
    const offset = Number(region.offset());
    const length = Number(region.length());
    if (!(offset >= 0 && length >= 0 && offset + length <= this.#body.byteLength)) {
      throw new RangeError(`column ${column} lies at ${offset}+${length}, outside the body of ${this.#body.byteLength} bytes`);
    }
    if (offset % 8 !== 0) throw new RangeError(`column ${column} starts at byte ${offset}, expected a multiple of 8`);
    expectBytes(column, length, expectedBytes);
    return { offset, length };
  }
}

function expectCount(what: string, actual: number, expected: number): void {
  if (actual !== expected) throw new RangeError(`Arrow record batch has ${actual} ${what}, expected ${expected}`);
}

function expectBytes(column: string, actual: number, expected: number): void {
  if (actual < expected) throw new RangeError(`column ${column} has ${actual} bytes, expected ${expected}`);
}

function toCount(what: string, value: bigint): number {
  if (value < 0n || value > MAX_VALUES) throw new RangeError(`Arrow record batch announces ${value} ${what}`);
  return Number(value);
}
