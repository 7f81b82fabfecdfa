import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gunzipSync } from "node:zlib";
import { SPIKE_SHADE } from "./page/cell-grid.ts";

/** A recording's seconds as columns of shades, see CellGrid. */
export interface RecordingGrid {
  readonly columns: number;
  readonly rows: number;
  readonly shades: Uint8Array;
}

const RECORDING = "binance_usdm_btcusdt_20240808";
const FILE = fileURLToPath(new URL(`../../../shared/data/trades/${RECORDING}.csv.gz`, import.meta.url));
const TICK = 0.1;
const TICKS_PER_ROW = 5;
/** One cell in this many is a spike: the strongest ones. */
const CELLS_PER_SPIKE = 100;

/** The recorded market, 1 s x 5 ticks a cell, shades on a logarithmic scale; null, with the reason printed, where the recording is not there. */
export function readRecordingGrid(): RecordingGrid | null {
  if (!existsSync(FILE)) {
    console.log(`no recording: ../shared/data/trades/${RECORDING}.csv.gz is not there`);
    return null;
  }
  const trades = gunzipSync(readFileSync(FILE))
    .toString("utf8")
    .trim()
    .split("\n")
    .slice(1)
    .map((line) => line.split(","));
  const secs = trades.map(([nanoseconds]) => Number(BigInt(nanoseconds) / 1_000_000_000n));
  const rowsOf = trades.map(([, price]) => Math.floor(Math.round(Number(price) / TICK) / TICKS_PER_ROW));
  const firstSec = Math.min(...secs);
  const lowRow = Math.min(...rowsOf);
  const columns = Math.max(...secs) - firstSec + 1;
  const rows = Math.max(...rowsOf) - lowRow + 1;
  const volumes = new Float64Array(columns * rows);
  for (const [at, [, , size]] of trades.entries()) volumes[(secs[at] - firstSec) * rows + rowsOf[at] - lowRow] += Number(size);
  return { columns, rows, shades: shadesOf(volumes) };
}

function shadesOf(volumes: Float64Array): Uint8Array {
  const traded = volumes.filter((volume) => volume > 0).sort();
  const least = traded[0];
  const spike = traded[Math.floor(traded.length * (1 - 1 / CELLS_PER_SPIKE))];
  const perOctave = (SPIKE_SHADE * 0.6) / Math.log2(spike / least);
  return Uint8Array.from(volumes, (volume) => {
    if (volume === 0) return 0;
    return volume >= spike ? SPIKE_SHADE : 1 + Math.floor(perOctave * Math.log2(volume / least));
  });
}
