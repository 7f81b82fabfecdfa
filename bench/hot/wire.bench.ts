import { tableFromIPC as readWithFlechette } from "@uwdata/flechette";
import { tableFromIPC, tableToIPC } from "apache-arrow";
import type { BarView } from "../../core/market/bar-view.ts";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { createBarDecoder } from "../../protocol/decode.ts";
import { encodeBars } from "../../protocol/encode.ts";
import { chunkEnd } from "../../server/delivery/chunk.ts";
import { MAX_CHUNK_BYTES } from "../../server/limits.ts";
import { HotBench } from "../measure/hot-bench.ts";
import { buildSpreadBars } from "../markets/spread-bars.ts";

// One live bar and a day in chunks, encoded and decoded.

const DAY_SEC = 86_400;
const LEVELS = 20;
const LIVE_ROUNDS = 30;
const DAY_ROUNDS = 9;
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

const bench = new HotBench("wire", "Encoding and decoding bars, against copying the same bytes, and beside the general Arrow readers");
const liveBar = encodeBars(day, 500, 501);
const liveTable = tableFromIPC([BAR_SCHEMA_MESSAGE, liveBar]);
console.log(`one bar: ${liveBar.byteLength} bytes with ${LEVELS} levels`);
const live = bench.against("copy one bar's bytes", () => liveBar.slice(), { rounds: LIVE_ROUNDS, batch: BATCH });
live.measure("encode one bar", () => encodeBars(day, 500, 501));
live.measure("decode one bar, checked, times in seconds", () => decode(liveBar));
live.measure("arrow-js writes one bar", () => tableToIPC(liveTable));
live.measure("arrow-js reads one bar", () => tableFromIPC([BAR_SCHEMA_MESSAGE, liveBar]));
live.measure("flechette reads one bar", () => readWithFlechette([BAR_SCHEMA_MESSAGE, liveBar]));

const chunks = encodeDay(day);
const bytes = chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0);
console.log(`a day: ${day.length} bars, ${day.levelPriceTicks.length} levels, ${(bytes / 2 ** 20).toFixed(1)} MiB in ${chunks.length} chunks`);
const whole = bench.against("copy a day's chunks", () => chunks.map((chunk) => chunk.slice()), { rounds: DAY_ROUNDS });
whole.measure("encode a day in chunks of 1 MiB", () => encodeDay(day));
whole.measure("decode a day, checked, times in seconds", () => chunks.map((chunk) => decode(chunk)));
whole.measure("arrow-js reads a day", () => chunks.map((chunk) => tableFromIPC([BAR_SCHEMA_MESSAGE, chunk])));
whole.measure("flechette reads a day", () => chunks.map((chunk) => readWithFlechette([BAR_SCHEMA_MESSAGE, chunk])));
bench.finish();
