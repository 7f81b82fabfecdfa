import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { BarColumns } from "../../core/market/bar-columns.ts";
import type { BarView } from "../../core/market/bar-view.ts";
import { barBytes } from "../../protocol/bar-layout.ts";
import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { encodeBarFrame, encodeBars, encodeFrame, encodeNumberFrame } from "../../protocol/encode.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";
import { readGapBody, readMarkBody } from "../../protocol/number-bodies.ts";
import { seededBars } from "../support/seeded-bars.ts";

const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
const HEADER = { kind: FRAME_KINDS.BACKLOG, flags: 0, streamId: 4, firstSeq: 10, serverTimeMs: 1 };

/** A view with spare levels on both sides, as growing columns make them, and its range of bars. */
const anyBarRange = fc
  .record({ seed: fc.integer(), count: fc.integer({ min: 0, max: 60 }), skip: fc.integer({ min: 0, max: 20 }), cut: fc.integer({ min: 0, max: 20 }) })
  .map(({ seed, count, skip, cut }) => {
    const from = Math.min(skip, count);
    return { bars: seededBars({ seed, count }), from, to: Math.max(from, count - cut) };
  });

function sliceBars(bars: BarView, from: number, to: number): BarView {
  const columns = new BarColumns();
  columns.append(bars, from, to);
  return columns.view();
}

describe("bars on the wire", () => {
  it("decode to what was encoded, for any range of any view", () => {
    fc.assert(
      fc.property(anyBarRange, ({ bars, from, to }) => {
        const decoded = decode(encodeBars(bars, from, to));
        expect(decoded.length).toBe(to - from);
        expect(hashBars(decoded)).toBe(hashBars(sliceBars(bars, from, to)));
        expect([...decoded.openInterest]).toEqual([...bars.openInterest.subarray(from, to)]);
        expect(decoded.levelOffsets[0]).toBe(0);
      }),
    );
  });

  it("keep extreme values: negative prices, 2^53 lots, seconds before 1970 and far ahead", () => {
    const bars: BarView = {
      ...seededBars({ seed: 1, count: 2, maxLevels: 1 }),
      timeSec: Float64Array.of(-62_135_596_800, 253_402_300_799),
      openTicks: Int32Array.of(-(2 ** 31), 2 ** 31 - 1),
      volumeLots: Float64Array.of(Number.MAX_SAFE_INTEGER, 0),
      openInterest: Float64Array.of(Number.NaN, -0.5),
      estimated: Uint8Array.of(1, 0),
    };
    const decoded = decode(encodeBars(bars, 0, 2));
    expect(hashBars(decoded)).toBe(hashBars(bars));
    expect([...decoded.openInterest]).toEqual([Number.NaN, -0.5]);
  });

  it("are a multiple of 8 bytes, about as large as announced", () => {
    const bars = seededBars({ seed: 3, count: 500 });
    const encoded = encodeBars(bars, 0, 500);
    const announced = barBytes(500, bars.levelOffsets[500] - bars.levelOffsets[0]);
    expect(encoded.byteLength % 8).toBe(0);
    expect(encoded.byteLength).toBeGreaterThan(announced - 500);
    expect(encoded.byteLength).toBeLessThan(announced + 1500);
  });

  it("are views into the frame, not copies", () => {
    const bars = seededBars({ seed: 4, count: 5 });
    const frame = encodeBarFrame(HEADER, bars, 0, 5);
    const decoded = decode(frame.subarray(FRAME_HEADER_BYTES));
    for (const column of [decoded.openTicks, decoded.volumeLots, decoded.levelOffsets, decoded.levelPriceTicks, decoded.levelAskLots]) {
      expect(column.buffer).toBe(frame.buffer);
    }
  });

  it("decode from a place that is not aligned, by a copy", () => {
    const bars = seededBars({ seed: 5, count: 5 });
    const encoded = encodeBars(bars, 0, 5);
    const shifted = new Uint8Array(encoded.byteLength + 3);
    shifted.set(encoded, 3);
    expect(hashBars(decode(shifted.subarray(3)))).toBe(hashBars(bars));
  });

  it("refuse a range outside the view", () => {
    const bars = seededBars({ seed: 6, count: 5 });
    expect(() => encodeBars(bars, 0, 6)).toThrow(/bars 0\.\.6 are not within the 5 bars/);
    expect(() => encodeBars(bars, 3, 2)).toThrow(RangeError);
    expect(() => encodeBars(bars, -1, 2)).toThrow(RangeError);
  });
});

describe("frames", () => {
  it("carry header and body, with rows and schema filled in", () => {
    const bars = seededBars({ seed: 7, count: 9 });
    const frame = encodeBarFrame(HEADER, bars, 2, 9);
    expect(readFrameHeader(frame)).toEqual({ ...HEADER, rows: 7, schemaId: SCHEMA_ID });
    expect(frame.subarray(FRAME_HEADER_BYTES)).toEqual(encodeBars(bars, 2, 9));
  });

  it("are the same whether assembled at once or from parts", () => {
    const bars = seededBars({ seed: 8, count: 3 });
    const header = { ...HEADER, rows: 3, schemaId: SCHEMA_ID };
    expect(encodeFrame(header, encodeBars(bars, 0, 3))).toEqual(encodeBarFrame(HEADER, bars, 0, 3));
  });

  it("carry the numbers of MARK and GAP", () => {
    const gap = encodeNumberFrame({ ...HEADER, kind: FRAME_KINDS.GAP }, 100, 160);
    expect(gap.byteLength).toBe(48);
    expect(readGapBody(gap.subarray(FRAME_HEADER_BYTES))).toEqual({ fromSec: 100, toSec: 160 });
    const mark = encodeNumberFrame({ ...HEADER, kind: FRAME_KINDS.MARK }, 100, null);
    expect(readMarkBody(mark.subarray(FRAME_HEADER_BYTES))).toEqual({ closedThroughSec: 100, streamTimeMs: null });
  });

  it("refuse numbers that make no sense", () => {
    const gap = encodeNumberFrame({ ...HEADER, kind: FRAME_KINDS.GAP }, 160, 160).subarray(FRAME_HEADER_BYTES);
    expect(() => readGapBody(gap)).toThrow(/GAP frame says 160\.\.160, expected two ascending whole seconds/);
    expect(() => readMarkBody(gap.subarray(8))).toThrow(/MARK frame has a body of 8 bytes, expected 16/);
  });
});
