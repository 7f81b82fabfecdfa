import type { BarView } from "../core/market/bar-view.ts";
import type { BarDecoder } from "../protocol/decode.ts";
import { FLAG_ENDED, FRAME_KINDS, type FrameHeader } from "../protocol/frame.ts";
import { readMarkBody } from "../protocol/number-bodies.ts";
import type { Heartbeat } from "./symbol-stream.ts";

/** A decoder and the schema its batches must name. */
export interface FrameDecoder {
  readonly schemaId: number;
  readonly decode: BarDecoder;
}

/**
 * Decodes the bars of a data frame and holds them against its header.
 * @throws RangeError with a sentence when they do not agree.
 */
export function readBars(decoder: FrameDecoder, header: FrameHeader, body: Uint8Array): BarView {
  if (header.schemaId !== decoder.schemaId) {
    throw new RangeError(`frame names schema ${header.schemaId}, expected ${decoder.schemaId}`);
  }
  const bars = decoder.decode(body);
  if (bars.length !== header.rows) throw new RangeError(`frame holds ${bars.length} bars, its header says ${header.rows}`);
  return bars;
}

/** What a MARK frame says. @throws RangeError with a sentence when it is malformed. */
export function readHeartbeat(header: FrameHeader, body: Uint8Array): Heartbeat {
  return { ...readMarkBody(body), topSeq: header.firstSeq, ended: (header.flags & FLAG_ENDED) !== 0 };
}

/** `true` for the kinds whose body is a record batch. */
export function carriesBars(header: FrameHeader): boolean {
  return header.kind !== FRAME_KINDS.MARK && header.kind !== FRAME_KINDS.GAP;
}
