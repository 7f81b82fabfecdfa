import { describe, expect, it } from "vitest";
import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { encodeBars } from "../../protocol/encode.ts";
import { FLAG_ENDED, FRAME_KINDS, type FrameHeader } from "../../protocol/frame.ts";
import { writeNumberBody } from "../../protocol/number-bodies.ts";
import { carriesBars, readBars, readHeartbeat } from "../../workers/stream-frame.ts";
import { seededBars } from "../support/seeded-bars.ts";

const BARS = seededBars({ seed: 1, count: 5 });
const DECODER = { schemaId: SCHEMA_ID, decode: createBarDecoder(BAR_SCHEMA_MESSAGE) };

function header(change: Partial<FrameHeader> = {}): FrameHeader {
  return { kind: FRAME_KINDS.LIVE, flags: 0, streamId: 1, firstSeq: 7, rows: 5, schemaId: SCHEMA_ID, serverTimeMs: 0, ...change };
}

describe("readBars", () => {
  it("decodes the bars that the header announces", () => {
    expect(readBars(DECODER, header(), encodeBars(BARS, 0, 5)).timeSec).toEqual(BARS.timeSec);
  });

  it("refuses what does not agree with its header, with a sentence", () => {
    const body = encodeBars(BARS, 0, 5);
    expect(() => readBars(DECODER, header({ schemaId: 1 }), body)).toThrow(`frame names schema 1, expected ${SCHEMA_ID}`);
    expect(() => readBars(DECODER, header({ rows: 6 }), body)).toThrow("frame holds 5 bars, its header says 6");
    expect(() => readBars(DECODER, header(), body.slice(0, 100))).toThrow(RangeError);
  });
});

describe("readHeartbeat", () => {
  it("reads what a MARK says, unknown values as null", () => {
    const mark = header({ kind: FRAME_KINDS.MARK, flags: FLAG_ENDED });
    expect(readHeartbeat(mark, writeNumberBody(12, 3.5))).toEqual({ topSeq: 7, closedThroughSec: 12, streamTimeMs: 3.5, ended: true });
    expect(readHeartbeat({ ...mark, flags: 0 }, writeNumberBody(null, null))).toEqual({ topSeq: 7, closedThroughSec: null, streamTimeMs: null, ended: false });
  });
});

describe("carriesBars", () => {
  it("is true for all kinds but MARK and GAP", () => {
    const kinds = Object.entries(FRAME_KINDS).filter(([, kind]) => carriesBars(header({ kind })));
    expect(kinds.map(([name]) => name)).toEqual(["BACKLOG", "LIVE", "CATCHUP", "PARTIAL"]);
  });
});
