import type { StreamStatus } from "../../protocol/worker-api.ts";

/**
 * `true` when the chart itself shows something of what changed between two states: last price, extent, gaps, instrument. The heartbeat that comes every second
 * is shown around the chart only, so a quiet market draws no frame.
 */
export function changesPicture(before: StreamStatus | null, after: StreamStatus): boolean {
  return (
    before === null ||
    before.instrument?.symbol !== after.instrument?.symbol ||
    before.lastPriceTicks !== after.lastPriceTicks ||
    before.lastDirection !== after.lastDirection ||
    before.firstSec !== after.firstSec ||
    before.lastSec !== after.lastSec ||
    before.lowTicks !== after.lowTicks ||
    before.highTicks !== after.highTicks ||
    !sameNumbers(before.gaps, after.gaps)
  );
}

function sameNumbers(a: Float64Array, b: Float64Array): boolean {
  return a.length === b.length && a.every((value, index) => value === b[index]);
}
