import type { FlowPatch } from "../protocol/worker-api.ts";

/** The buffers of a patch that change hands with it. Gaps are few and stay here: they are copied. */
export function patchTransfers(patch: FlowPatch): ArrayBuffer[] {
  const { pools, exactCells, scale } = patch;
  const arrays: ArrayBufferView[] = pools.flatMap((pool) => [pool.headers, pool.candles, pool.cells]);
  if (exactCells !== null) arrays.push(exactCells.column, exactCells.row, exactCells.bidLots, exactCells.askLots, exactCells.trades);
  if (scale !== null) arrays.push(scale.visibleHighCode, scale.sessionHighCode);
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}
