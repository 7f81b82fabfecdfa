import { NO_STREAM_STATUS } from "../protocol/no-stream-status.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { ChartSnapshot } from "./app/chart-snapshot.ts";
import { NOTHING_YET } from "./chart-publisher.ts";
import { barAgeSec, clockReading, loadingShare, symbolReading, veilReading } from "./chart-status.ts";
import type { GalleryState } from "./gallery/gallery-tiles.ts";
import { CASE_INSTRUMENT } from "./gallery/scene-cases.ts";

const NOW_SEC = 1_723_078_800;
const KNOWN: StreamStatus = { ...NO_STREAM_STATUS, symbols: [CASE_INSTRUMENT], instrument: CASE_INSTRUMENT };
const WHOLE: StreamStatus = {
  ...KNOWN,
  connection: "live",
  bars: 14_000,
  barsExpected: 14_000,
  trades: 81_204,
  firstSec: NOW_SEC - 14_400,
  lastSec: NOW_SEC,
  streamTimeMs: NOW_SEC * 1000 + 400,
};
const OUT_OF_REACH = { connection: "reconnecting", message: "the connection was closed" } as const;

/** What the engine has told in a state. */
const STATUS: Readonly<Record<GalleryState, StreamStatus>> = {
  connecting: NO_STREAM_STATUS,
  loading: { ...WHOLE, bars: 0 },
  "usable while loading": { ...WHOLE, bars: 5880 },
  empty: { ...KNOWN, connection: "live" },
  disconnected: { ...NO_STREAM_STATUS, ...OUT_OF_REACH },
  reconnecting: { ...WHOLE, ...OUT_OF_REACH },
  "unknown market": { ...WHOLE, connection: "live" },
  refused: { ...NO_STREAM_STATUS, connection: "refused", message: "the server speaks another version of the protocol" },
  paused: WHOLE,
  ended: { ...WHOLE, connection: "ended" },
  gap: { ...WHOLE, gaps: Float64Array.of(NOW_SEC - 2400, NOW_SEC - 2100, NOW_SEC - 95, NOW_SEC - 60) },
};

/** What the page around the chart reads in a state, in the words of the page itself. */
export function stateSnapshot(state: GalleryState, isDrawn: boolean, renderer: ChartSnapshot["renderer"]): ChartSnapshot {
  const status = STATUS[state];
  const loading = loadingShare(status);
  return {
    ...NOTHING_YET,
    connection: { state: loading === null ? status.connection : "loading", sentence: status.message },
    symbols: status.symbols.map(symbolReading),
    instrument: status.instrument === null ? null : symbolReading(status.instrument),
    veil: veilReading(status, state === "unknown market" ? "NOPE" : null, isDrawn),
    latencyMs: status.connection === "live" && isDrawn ? 12 : null,
    barAgeSec: barAgeSec(status, status.streamTimeMs),
    gapCount: status.gaps.length / 2,
    bars: status.bars,
    trades: status.trades,
    loading,
    renderer,
    clock: clockReading(status.streamTimeMs, 0),
    pausedForSec: state === "paused" ? 7 : null,
  };
}
