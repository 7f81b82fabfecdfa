import type { StudyPatch } from "../protocol/studies.ts";
import type { FlowPatch } from "../protocol/worker-api.ts";

/** The buffers of a patch that change hands with it. Gaps are few and stay here: they are copied. */
export function patchTransfers(patch: FlowPatch): ArrayBuffer[] {
  const { pools, exactCells, scale, trail, studies } = patch;
  const arrays: ArrayBufferView[] = pools.flatMap((pool) => [pool.headers, pool.candles, pool.cells]);
  if (exactCells !== null) arrays.push(exactCells.column, exactCells.row, exactCells.bidLots, exactCells.askLots, exactCells.trades);
  if (scale !== null) arrays.push(scale.visibleHighCode, scale.sessionHighCode, scale.visibleLowCode, scale.sessionLowCode);
  if (trail !== null) arrays.push(trail.columns, trail.cells);
  if (studies !== null) arrays.push(...studyColumns(studies));
  return arrays.flatMap(({ buffer }) => (buffer instanceof ArrayBuffer ? [buffer] : []));
}

function studyColumns({ changes, profile }: StudyPatch): ArrayBufferView[] {
  const columns: ArrayBufferView[] = changes.flatMap(({ tail }) => (tail === null ? [] : Object.values(tail.columns)));
  return profile === null ? columns : [...columns, profile.row, profile.bidLots, profile.askLots, profile.trades];
}
