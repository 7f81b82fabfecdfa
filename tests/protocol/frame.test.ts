import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  FRAME_HEADER_BYTES,
  FRAME_KINDS,
  FRAME_MAGIC,
  FRAME_VERSION,
  type FrameHeader,
  readFrameHeader,
  writeFrameHeader,
} from "../../protocol/frame.ts";

const anyUint32 = fc.integer({ min: 0, max: 2 ** 32 - 1 });
const anyHeader: fc.Arbitrary<FrameHeader> = fc.record({
  kind: fc.constantFrom(...Object.values(FRAME_KINDS)),
  flags: fc.integer({ min: 0, max: 255 }),
  streamId: anyUint32,
  firstSeq: fc.maxSafeNat(),
  rows: anyUint32,
  schemaId: anyUint32,
  serverTimeMs: fc.double({ noNaN: true, noDefaultInfinity: true }),
});

const HEADER: FrameHeader = { kind: FRAME_KINDS.LIVE, flags: 0, streamId: 1, firstSeq: 5, rows: 1, schemaId: 9, serverTimeMs: 1000 };

function headerBytes(change: (bytes: Uint8Array) => void = () => {}): Uint8Array {
  const bytes = new Uint8Array(FRAME_HEADER_BYTES);
  writeFrameHeader(bytes, HEADER);
  change(bytes);
  return bytes;
}

describe("frame header", () => {
  it("reads what was written, at any place in a buffer", () => {
    fc.assert(
      fc.property(anyHeader, fc.integer({ min: 0, max: 40 }), (header, offset) => {
        const buffer = new Uint8Array(offset + FRAME_HEADER_BYTES + 3).fill(0xaa);
        const frame = buffer.subarray(offset, offset + FRAME_HEADER_BYTES);
        writeFrameHeader(frame, header);
        expect(readFrameHeader(frame)).toEqual(header);
        expect([...buffer.subarray(0, offset), ...buffer.subarray(offset + FRAME_HEADER_BYTES)].every((byte) => byte === 0xaa)).toBe(true);
      }),
    );
  });

  it("lies in the bytes as protocol/README.md says", () => {
    const bytes = new Uint8Array(FRAME_HEADER_BYTES);
    const header = { kind: FRAME_KINDS.MARK, flags: 1, streamId: 0x04030201, firstSeq: 2 ** 32 + 7, rows: 0x0a, schemaId: 0x0b, serverTimeMs: 1 };
    writeFrameHeader(bytes, header);
    expect([...bytes]).toEqual([
      FRAME_MAGIC, FRAME_VERSION, 5, 1, 1, 2, 3, 4, 7, 0, 0, 0, 1, 0, 0, 0, 0x0a, 0, 0, 0, 0x0b, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xf0, 0x3f,
    ]);
  });

  it.each([
    ["too short", headerBytes().subarray(0, FRAME_HEADER_BYTES - 1), /31 bytes is shorter than its 32-byte header/],
    ["of another magic", headerBytes((bytes) => bytes.fill(0, 0, 1)), /begins with byte 0, expected 246/],
    ["of another version", headerBytes((bytes) => bytes.fill(2, 1, 2)), /has version 2, expected 1/],
    ["of kind 0", headerBytes((bytes) => bytes.fill(0, 2, 3)), /unknown kind 0/],
    ["of kind 7", headerBytes((bytes) => bytes.fill(7, 2, 3)), /unknown kind 7/],
    ["with seq 2^53", headerBytes((bytes) => bytes.set([0, 0, 0, 0, 0, 0, 0x20, 0], 8)), /sequence number .* beyond 2\^53/],
  ])("refuses a frame %s with a sentence", (_name, frame, sentence) => {
    expect(() => readFrameHeader(frame)).toThrow(sentence);
    expect(() => readFrameHeader(frame)).toThrow(RangeError);
  });

  it("reads the last safe seq", () => {
    const bytes = headerBytes();
    writeFrameHeader(bytes, { ...HEADER, firstSeq: Number.MAX_SAFE_INTEGER });
    expect(readFrameHeader(bytes).firstSeq).toBe(Number.MAX_SAFE_INTEGER);
  });

  it("never fails but by RangeError, whatever the bytes", () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 48 }), (bytes) => {
        try {
          readFrameHeader(bytes);
        } catch (error) {
          expect(error).toBeInstanceOf(RangeError);
        }
      }),
    );
  });
});
