import { describe, expect, it } from "vitest";
import { hashBars } from "../../core/market/bar-hash.ts";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { FLAG_ENDED, FRAME_HEADER_BYTES, FRAME_KINDS, readFrameHeader } from "../../protocol/frame.ts";
import { readGapBody, readMarkBody } from "../../protocol/number-bodies.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { createTestLog } from "../support/test-log.ts";

const BARS = seededBars({ seed: 31, count: 50 });
const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
const bodyOf = (frame: Uint8Array): Uint8Array => frame.subarray(FRAME_HEADER_BYTES);

describe("BarLog", () => {
  it("gives each bar the next seq and keeps a copy", () => {
    const log = createTestLog();
    log.bars(BARS, 0, 20);
    log.bars(BARS, 20, 20);
    log.bars(BARS, 20, 50);
    expect(log.nextSeq).toBe(50);
    expect(hashBars(log.columns)).toBe(hashBars(BARS));
    expect(log.columns.timeSec.buffer).not.toBe(BARS.timeSec.buffer);
  });

  it("encodes what is new once, however many clients ask", () => {
    const log = createTestLog();
    for (let index = 0; index < 10; index++) {
      log.bars(BARS, index, index + 1);
      const frames = Array.from({ length: 200 }, () => log.tailFrame(index, index + 1));
      expect(new Set(frames).size).toBe(1);
    }
    expect(log.encodedFrames).toBe(10);
  });

  it("says LIVE for one bar, CATCHUP for more, BACKLOG for older ones", () => {
    const log = createTestLog();
    log.bars(BARS, 0, 50);
    expect(readFrameHeader(log.tailFrame(49, 50))).toMatchObject({ kind: FRAME_KINDS.LIVE, firstSeq: 49, rows: 1, streamId: 1, serverTimeMs: 5000 });
    expect(readFrameHeader(log.tailFrame(40, 50))).toMatchObject({ kind: FRAME_KINDS.CATCHUP, firstSeq: 40, rows: 10 });
    expect(readFrameHeader(log.backlogFrame(0, 40))).toMatchObject({ kind: FRAME_KINDS.BACKLOG, firstSeq: 0, rows: 40 });
    expect(hashBars(decode(bodyOf(log.backlogFrame(10, 40))))).toBe(hashBars(decode(bodyOf(log.tailFrame(10, 40)))));
  });

  it("numbers a gap by the first bar at or after its end", () => {
    const log = createTestLog();
    log.bars(BARS, 0, 10);
    log.gap(BARS.timeSec[3] + 1, BARS.timeSec[4]);
    log.gap(BARS.timeSec[9] + 1, BARS.timeSec[9] + 60);
    expect(readFrameHeader(log.gapFrame(0))).toMatchObject({ kind: FRAME_KINDS.GAP, firstSeq: 4, rows: 0 });
    expect(readFrameHeader(log.gapFrame(1)).firstSeq).toBe(10);
    expect(readGapBody(bodyOf(log.gapFrame(1)))).toEqual({ fromSec: BARS.timeSec[9] + 1, toSec: BARS.timeSec[9] + 60 });
  });

  it("numbers forming seconds by the seq they will have, and forgets them when bars close", () => {
    const log = createTestLog();
    log.bars(BARS, 0, 10);
    log.forming(seededBars({ seed: 1, count: 2 }));
    expect(readFrameHeader(log.partialFrame() ?? expect.fail("no PARTIAL"))).toMatchObject({ kind: FRAME_KINDS.PARTIAL, firstSeq: 10, rows: 2 });
    log.bars(BARS, 10, 11);
    expect(log.partialFrame()).toBeUndefined();
    log.forming(seededBars({ seed: 1, count: 0 }));
    expect(log.partialFrame()).toBeUndefined();
  });

  it("makes one heartbeat per beat", () => {
    const log = createTestLog();
    log.mark(null);
    expect(readMarkBody(bodyOf(log.markFrame()))).toEqual({ closedThroughSec: null, streamTimeMs: null });
    log.bars(BARS, 0, 3);
    log.closedThrough(777);
    log.mark(123_456);
    const frame = log.markFrame();
    expect(log.markFrame()).toBe(frame);
    expect(readFrameHeader(frame)).toMatchObject({ kind: FRAME_KINDS.MARK, firstSeq: 3, flags: 0 });
    expect(readMarkBody(bodyOf(frame))).toEqual({ closedThroughSec: 777, streamTimeMs: 123_456 });
  });

  it("flags the end at once", () => {
    const log = createTestLog();
    log.mark(5);
    log.end();
    expect(readFrameHeader(log.markFrame()).flags).toBe(FLAG_ENDED);
    expect(readMarkBody(bodyOf(log.markFrame())).streamTimeMs).toBe(5);
  });

  it("wakes its listeners after every change until they leave", () => {
    const log = createTestLog();
    let wakes = 0;
    const stop = log.onChange(() => wakes++);
    log.bars(BARS, 0, 1);
    log.gap(1, 2);
    log.forming(BARS);
    log.mark(1);
    log.end();
    expect(wakes).toBe(5);
    stop();
    log.mark(2);
    expect(wakes).toBe(5);
  });
});
