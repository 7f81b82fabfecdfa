/**
 * Binary frames: a 32-byte little-endian header, then the body (protocol/README.md). The header is a multiple of 8 bytes, so the Arrow body behind it
 * stays aligned and is decoded without a copy.
 */
export const FRAME_MAGIC = 0xf6;
export const FRAME_VERSION = 1;
export const FRAME_HEADER_BYTES = 32;

export const FRAME_KINDS = {
  /** Closed bars before the subscription's start, newest chunk first. Body: Arrow record batch. */
  BACKLOG: 1,
  /** The bar that has just closed. Body: Arrow record batch of one row. */
  LIVE: 2,
  /** Closed bars that a slow or returning client had missed, in order. Body: Arrow record batch. */
  CATCHUP: 3,
  /** The seconds still forming, oldest first; replaces the previous PARTIAL. `firstSeq` is the seq of the first of them once it closes. Body: Arrow record batch. */
  PARTIAL: 4,
  /** Heartbeat. `firstSeq` is the next seq to be assigned, so every lower one exists. Body: f64 closedThroughSec, f64 streamTimeMs. */
  MARK: 5,
  /** A range the source lost. `firstSeq` is the seq of the first bar after it. Body: f64 fromSec, f64 toSec (exclusive). Idempotent: keyed by fromSec. */
  GAP: 6,
} as const;
export type FrameKind = (typeof FRAME_KINDS)[keyof typeof FRAME_KINDS];

/** Flag of MARK: the source has ended; no bar will follow. */
export const FLAG_ENDED = 1;

export interface FrameHeader {
  readonly kind: FrameKind;
  readonly flags: number;
  /** Identifies (symbol, epoch) on this server; the same for every client, so a frame is encoded once. */
  readonly streamId: number;
  /** Index of the first bar in (symbol, epoch). Safe integer. */
  readonly firstSeq: number;
  /** Bars in the body. */
  readonly rows: number;
  readonly schemaId: number;
  /** Server's clock when the frame was made, epoch milliseconds. */
  readonly serverTimeMs: number;
}

const HIGH_WORD = 2 ** 32;
const KIND_VALUES: ReadonlySet<number> = new Set(Object.values(FRAME_KINDS));

/** Writes a header into the first 32 bytes of `target`. */
export function writeFrameHeader(target: Uint8Array, header: FrameHeader): void {
  const view = new DataView(target.buffer, target.byteOffset, FRAME_HEADER_BYTES);
  view.setUint8(0, FRAME_MAGIC);
  view.setUint8(1, FRAME_VERSION);
  view.setUint8(2, header.kind);
  view.setUint8(3, header.flags);
  view.setUint32(4, header.streamId, true);
  view.setUint32(8, header.firstSeq % HIGH_WORD, true);
  view.setUint32(12, Math.floor(header.firstSeq / HIGH_WORD), true);
  view.setUint32(16, header.rows, true);
  view.setUint32(20, header.schemaId, true);
  view.setFloat64(24, header.serverTimeMs, true);
}

/**
 * Reads and checks a header.
 * @throws RangeError with a sentence when the bytes are no frame of this version.
 */
export function readFrameHeader(frame: Uint8Array): FrameHeader {
  if (frame.byteLength < FRAME_HEADER_BYTES) {
    throw new RangeError(`frame of ${frame.byteLength} bytes is shorter than its ${FRAME_HEADER_BYTES}-byte header`);
  }
  const view = new DataView(frame.buffer, frame.byteOffset, FRAME_HEADER_BYTES);
  if (view.getUint8(0) !== FRAME_MAGIC) throw new RangeError(`frame begins with byte ${view.getUint8(0)}, expected ${FRAME_MAGIC}`);
  if (view.getUint8(1) !== FRAME_VERSION) throw new RangeError(`frame has version ${view.getUint8(1)}, expected ${FRAME_VERSION}`);
  const kind = view.getUint8(2);
  if (!KIND_VALUES.has(kind)) throw new RangeError(`frame has unknown kind ${kind}`);
  const firstSeq = view.getUint32(12, true) * HIGH_WORD + view.getUint32(8, true);
  if (!Number.isSafeInteger(firstSeq)) throw new RangeError(`frame has sequence number ${firstSeq}, beyond 2^53`);
  return {
    kind: kind as FrameKind,
    flags: view.getUint8(3),
    streamId: view.getUint32(4, true),
    firstSeq,
    rows: view.getUint32(16, true),
    schemaId: view.getUint32(20, true),
    serverTimeMs: view.getFloat64(24, true),
  };
}
