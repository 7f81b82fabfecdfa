import type { StreamStatus } from "./worker-api.ts";

/** The status before anything is known. */
export const NO_STREAM_STATUS: StreamStatus = {
  connection: "connecting",
  message: "",
  symbols: [],
  instrument: null,
  bars: 0,
  barsExpected: 0,
  barsBehind: 0,
  levels: 0,
  trades: 0,
  firstSec: null,
  lastSec: null,
  closedThroughSec: null,
  lastPriceTicks: null,
  lastDirection: 0,
  sessionOpenTicks: null,
  lowTicks: null,
  highTicks: null,
  streamTimeMs: null,
  receivedAtMs: 0,
  gaps: new Float64Array(0),
};
