import type { Schema } from "apache-arrow";
import { Message, type RecordBatch } from "apache-arrow/ipc/metadata/message";

/** Message and body of the Arrow IPC format start at multiples of this. */
export const ARROW_ALIGNMENT = 8;
/** Continuation marker and metadata length in front of every message. */
const PREFIX_BYTES = 8;
const CONTINUATION = 0xffffffff;

/** Rounds up to the alignment of the Arrow IPC format. */
export function alignArrow(bytes: number): number {
  return Math.ceil(bytes / ARROW_ALIGNMENT) * ARROW_ALIGNMENT;
}

/** A schema as an encapsulated IPC message. */
export function encapsulateSchema(schema: Schema): Uint8Array {
  return writeMetadata(Message.encode(Message.from(schema)), 0, 0).bytes;
}

/**
 * The metadata of a record batch as an encapsulated IPC message with room for its body.
 * @param reservedBytes free bytes in front of the message, a multiple of 8.
 * @returns the bytes and where the body starts.
 */
export function encapsulateBatch(batch: RecordBatch, bodyBytes: number, reservedBytes: number): { bytes: Uint8Array; bodyStart: number } {
  return writeMetadata(Message.encode(Message.from(batch, bodyBytes)), bodyBytes, reservedBytes);
}

function writeMetadata(metadata: Uint8Array, bodyBytes: number, reservedBytes: number): { bytes: Uint8Array; bodyStart: number } {
  const metadataBytes = alignArrow(metadata.byteLength);
  const bodyStart = reservedBytes + PREFIX_BYTES + metadataBytes;
  const bytes = new Uint8Array(bodyStart + bodyBytes);
  const view = new DataView(bytes.buffer);
  view.setUint32(reservedBytes, CONTINUATION, true);
  view.setUint32(reservedBytes + 4, metadataBytes, true);
  bytes.set(metadata, reservedBytes + PREFIX_BYTES);
  return { bytes, bodyStart };
}
