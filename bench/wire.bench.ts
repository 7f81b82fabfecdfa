import { tableFromIPC as readWithFlechette } from "@uwdata/flechette";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import type { BarView } from "../core/market/bar-view.ts";
import { BAR_SCHEMA_MESSAGE } from "../protocol/bar-schema.ts";
import { createBarDecoder } from "../protocol/decode.ts";
import { encodeBars } from "../protocol/encode.ts";
import { chunkEnd } from "../server/delivery/chunk.ts";
import { MAX_CHUNK_BYTES } from "../server/limits.ts";
import { RatioTable, timeRuns } from "./ratio-table.ts";
import { buildSpreadBars } from "./spread-bars.ts";

// Encoding and decoding bars: one live bar against the general Arrow readers, a day in chunks against a bare copy of its bytes.

const DAY_SEC = 86_400;
const LEVELS = 20;
const LIVE_RUNS = 3000;
const DAY_RUNS = 9;
const BATCH = 100;

const decode = createBarDecoder(BAR_SCHEMA_MESSAGE);
const day = buildSpreadBars(1_700_000_000, DAY_SEC, LEVELS);

function encodeDay(bars: BarView): Uint8Array[] {
  const chunks: Uint8Array[] = [];
  let from = 0;
  while (from < bars.length) {
    const to = chunkEnd(bars, from, bars.length, MAX_CHUNK_BYTES);
    chunks.push(encodeBars(bars, from, to));
    from = to;
  }
  return chunks;
}

/** Milliseconds of one call, measured in batches: a single call is shorter than the clock is fine. */
function timeShort(run: () => unknown): number[] {
  const runBatch = (): void => {
    for (let count = 0; count < BATCH; count++) run();
  };
  return timeRuns(LIVE_RUNS / BATCH, runBatch, 10).map((elapsedMs) => elapsedMs / BATCH);
}

const liveBar = encodeBars(day, 500, 501);
const liveTable = tableFromIPC([BAR_SCHEMA_MESSAGE, liveBar]);
console.log(`one bar: ${liveBar.byteLength} bytes with ${LEVELS} levels`);
const live = new RatioTable("arrow-js reads one bar", timeShort(() => tableFromIPC([BAR_SCHEMA_MESSAGE, liveBar])));
live.add("flechette reads one bar", timeShort(() => readWithFlechette([BAR_SCHEMA_MESSAGE, liveBar])));
live.add("decode one bar, checked, times in seconds", timeShort(() => decode(liveBar)), 0.6);
live.add("arrow-js writes one bar", timeShort(() => tableToIPC(liveTable)));
live.add("encode one bar", timeShort(() => encodeBars(day, 500, 501)), 0.6);
live.finish();

const chunks = encodeDay(day);
const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
console.log(`\na day: ${day.length} bars, ${day.levelPriceTicks.length} levels, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${chunks.length} chunks`);
const whole = new RatioTable("copy a day's chunks", timeRuns(DAY_RUNS, () => chunks.map((chunk) => chunk.slice())));
whole.add("encode a day in chunks of 1 MiB", timeRuns(DAY_RUNS, () => encodeDay(day)), 4);
whole.add("decode a day, checked, times in seconds", timeRuns(DAY_RUNS, () => chunks.map((chunk) => decode(chunk))), 1);
whole.add("arrow-js reads a day", timeRuns(DAY_RUNS, () => chunks.map((chunk) => tableFromIPC([BAR_SCHEMA_MESSAGE, chunk]))));
whole.add("flechette reads a day", timeRuns(DAY_RUNS, () => chunks.map((chunk) => readWithFlechette([BAR_SCHEMA_MESSAGE, chunk]))));
whole.finish();
