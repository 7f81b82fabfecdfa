import type { PoolKey } from "../../../core/view/cell-pool.ts";
import { NO_STREAM_STATUS } from "../../../protocol/no-stream-status.ts";
import type { FlowPatch, PoolPatch, StreamStatus } from "../../../protocol/worker-api.ts";

const COSTS = { framesReceived: 1, bytesReceived: 2, decodeMs: 3, poolBuildMs: 4, studyMs: 0, resumes: 0, historyProblem: "", newestArrivalMs: 0 };

/** A patch of TEST that says only what is given. */
export function samplePatch(change: Partial<FlowPatch> = {}): FlowPatch {
  return { symbol: "TEST", status: null, pools: [], exactCells: null, pointer: null, scale: null, trail: null, studies: null, costs: COSTS, dropped: [], ...change };
}

/** A status with data from second 0 to 1,000. */
export function sampleStatus(change: Partial<StreamStatus> = {}): StreamStatus {
  return { ...NO_STREAM_STATUS, connection: "live", firstSec: 0, lastSec: 1000, lastPriceTicks: 5, ...change };
}

/** A pool of one column with one cell, said to cover the given seconds. */
export function samplePool(key: PoolKey, coveredFromSec: number, coveredToSec: number): PoolPatch {
  return {
    key,
    reset: true,
    firstColumn: 0,
    columnCount: 1,
    cellCount: 1,
    columnStart: 0,
    headers: Int32Array.of(0, 5, 1, 7),
    candles: Int32Array.of(5, 5, 5, 5),
    cellStart: 0,
    cells: Uint32Array.of(7),
    complete: false,
    coveredFromSec,
    coveredToSec,
  };
}
