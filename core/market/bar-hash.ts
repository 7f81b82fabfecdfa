import type { BarView } from "./bar-view.ts";

const OFFSET_BASIS = 0x811c9dc5;
const PRIME = 0x01000193;
/** Stands for `NaN`, whose bits are not the same everywhere. */
const NO_OPEN_INTEREST = -1;

/**
 * FNV-1a hash (32 bits, hexadecimal) over every column of the bars `from..to-1`, levels included: equal bars give equal hashes on the server and in
 * the worker. A fingerprint for tests and diagnostics, not a checksum against an attacker.
 */
export function hashBars(bars: BarView, from = 0, to = bars.length): string {
  let hash = OFFSET_BASIS;
  const mix = (bytes: Uint8Array): void => {
    for (let index = 0; index < bytes.length; index++) hash = Math.imul(hash ^ bytes[index], PRIME);
  };
  const mixColumn = (column: Float64Array | Int32Array | Uint8Array, start: number, end: number): void => {
    const part = column.subarray(start, end);
    mix(new Uint8Array(part.buffer, part.byteOffset, part.byteLength));
  };
  for (const column of [
    bars.timeSec,
    bars.openTicks,
    bars.highTicks,
    bars.lowTicks,
    bars.closeTicks,
    bars.volumeLots,
    bars.bidLots,
    bars.askLots,
    bars.trades,
    bars.estimated,
  ]) {
    mixColumn(column, from, to);
  }
  mixColumn(bars.openInterest.slice(from, to).map((value) => (Number.isNaN(value) ? NO_OPEN_INTEREST : value)), 0, to - from);
  const levelFrom = bars.levelOffsets[from];
  const levelTo = bars.levelOffsets[to];
  const counts = new Int32Array(to - from);
  for (let index = from; index < to; index++) counts[index - from] = bars.levelOffsets[index + 1] - bars.levelOffsets[index];
  mixColumn(counts, 0, counts.length);
  for (const column of [bars.levelPriceTicks, bars.levelBidLots, bars.levelAskLots, bars.levelTrades]) {
    mixColumn(column, levelFrom, levelTo);
  }
  return (hash >>> 0).toString(16).padStart(8, "0");
}
