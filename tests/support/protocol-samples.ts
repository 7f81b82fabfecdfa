import type { BarView } from "../../core/market/bar-view.ts";
import { BAR_COLUMNS, LEVEL_COLUMNS } from "../../protocol/bar-layout.ts";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { encodeArrowStream, encodeBarFrame, encodeNumberFrame } from "../../protocol/encode.ts";
import { FRAME_KINDS, type FrameKind } from "../../protocol/frame.ts";
import { seededBars, testInstrument } from "./seeded-bars.ts";

const CLOSED_BARS = 10;
const JSON_INDENT = 1;

/** The bars of every sample: ten closed, the last two still forming. */
export const SAMPLE_BARS: BarView = seededBars({ seed: 2026, count: CLOSED_BARS + 2, maxLevels: 4 });

/** The files of protocol/samples by name, made from seeded data: the same bytes on every machine. */
export function makeProtocolSamples(): Map<string, Uint8Array> {
  const instrument = testInstrument();
  const bars = SAMPLE_BARS;
  const last = CLOSED_BARS - 1;
  const streamTimeMs = (bars.timeSec[bars.length - 1] + 1) * 1000;
  const at = (kind: FrameKind, firstSeq: number) => ({ kind, flags: 0, streamId: 1, firstSeq, serverTimeMs: streamTimeMs + 500 });
  const lost = bars.timeSec.findIndex((timeSec, index) => index > 0 && timeSec > bars.timeSec[index - 1] + 1);
  return new Map([
    ["bars.json", new TextEncoder().encode(`${JSON.stringify({ instrument, bars: toPlainBars(bars) }, null, JSON_INDENT)}\n`)],
    ["history.arrow", encodeArrowStream(bars, 0, CLOSED_BARS, instrument)],
    ["schema.bin", BAR_SCHEMA_MESSAGE],
    ["frame-backlog.bin", encodeBarFrame(at(FRAME_KINDS.BACKLOG, 0), bars, 0, 6)],
    ["frame-catchup.bin", encodeBarFrame(at(FRAME_KINDS.CATCHUP, 6), bars, 6, last)],
    ["frame-live.bin", encodeBarFrame(at(FRAME_KINDS.LIVE, last), bars, last, CLOSED_BARS)],
    ["frame-partial.bin", encodeBarFrame(at(FRAME_KINDS.PARTIAL, CLOSED_BARS), bars, CLOSED_BARS, bars.length)],
    ["frame-mark.bin", encodeNumberFrame(at(FRAME_KINDS.MARK, CLOSED_BARS), bars.timeSec[last] + 1, streamTimeMs)],
    ["frame-gap.bin", encodeNumberFrame(at(FRAME_KINDS.GAP, lost), bars.timeSec[lost - 1] + 1, bars.timeSec[lost])],
  ]);
}

/** Bars as objects with the names of the Arrow schema; a missing value is null. */
export function toPlainBars(bars: BarView): object[] {
  return Array.from({ length: bars.length }, (_, index) => {
    const bar: Record<string, unknown> = {};
    for (const { name, key, nullable } of BAR_COLUMNS) {
      const value = bars[key][index];
      bar[name] = nullable === true && Number.isNaN(value) ? null : value;
    }
    bar["time"] = new Date(bars.timeSec[index] * 1000).toISOString();
    bar["estimated"] = bars.estimated[index] === 1;
    bar["levels"] = Array.from({ length: bars.levelOffsets[index + 1] - bars.levelOffsets[index] }, (_unused, level) => {
      const at = bars.levelOffsets[index] + level;
      return Object.fromEntries(LEVEL_COLUMNS.map(({ name, key }) => [name, bars[key][at]]));
    });
    return bar;
  });
}
