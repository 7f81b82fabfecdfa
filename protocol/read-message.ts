import { Message } from "apache-arrow/fb/message";
import type { MessageHeader } from "apache-arrow/fb/message-header";
import { ByteBuffer } from "flatbuffers";

const PREFIX_BYTES = 8;
const CONTINUATION = 0xffffffff;

/** The metadata of one encapsulated Arrow IPC message and the bytes behind it. */
export interface ArrowMessage {
  readonly metadata: Message;
  readonly body: Uint8Array;
}

/**
 * Splits the bytes of exactly one encapsulated Arrow IPC message.
 *
 * Only the flatbuffers accessors of apache-arrow are used here: they read lazily and by index, so a hostile length costs nothing, and a position outside
 * the bytes reads as 0. (Readers that build arrays of the announced length can be made to allocate without bound by one flipped bit.)
 * @throws RangeError with a sentence when the bytes are no message of the expected kind or their length is not the announced one.
 */
export function readMessage(bytes: Uint8Array, expected: MessageHeader, expectedName: string): ArrowMessage {
  if (bytes.byteLength < PREFIX_BYTES) {
    throw new RangeError(`Arrow message of ${bytes.byteLength} bytes is shorter than its ${PREFIX_BYTES}-byte prefix`);
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, PREFIX_BYTES);
  if (view.getUint32(0, true) !== CONTINUATION) throw new RangeError("Arrow message does not begin with the continuation marker 0xffffffff");
  const bodyStart = PREFIX_BYTES + view.getUint32(4, true);
  if (bodyStart > bytes.byteLength) {
    throw new RangeError(`Arrow message announces ${bodyStart - PREFIX_BYTES} bytes of metadata, but only ${bytes.byteLength - PREFIX_BYTES} follow`);
  }
  if (bodyStart % 8 !== 0) throw new RangeError(`Arrow metadata of ${bodyStart - PREFIX_BYTES} bytes is not a multiple of 8`);
  const metadata = Message.getRootAsMessage(new ByteBuffer(bytes.subarray(PREFIX_BYTES, bodyStart)));
  if (metadata.headerType() !== expected) throw new RangeError(`Arrow message has header type ${metadata.headerType()}, expected a ${expectedName}`);
  const body = bytes.subarray(bodyStart);
  if (metadata.bodyLength() !== BigInt(body.byteLength)) {
    throw new RangeError(`Arrow ${expectedName} announces a body of ${metadata.bodyLength()} bytes, but ${body.byteLength} follow`);
  }
  return { metadata, body };
}
