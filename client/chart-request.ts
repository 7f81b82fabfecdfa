import { samePoolKey } from "../core/view/cell-pool.ts";
import type { ViewRequest } from "../protocol/worker-api.ts";

/** What a window asks of the engine, without the envelope. */
export type ChartRequest = Omit<ViewRequest, "kind">;

/** `true` when the engine would be told nothing new. */
export function sameRequest(a: ChartRequest | null, b: ChartRequest): boolean {
  return (
    a !== null &&
    a.symbol === b.symbol &&
    a.viewport === b.viewport &&
    a.widthPx === b.widthPx &&
    a.heightPx === b.heightPx &&
    a.timeframeSec === b.timeframeSec &&
    a.exactCells === b.exactCells &&
    samePoolKey(a.pool, b.pool) &&
    samePoolKey(a.exactKey, b.exactKey) &&
    a.pointer?.timeSec === b.pointer?.timeSec &&
    a.pointer?.priceTicks === b.pointer?.priceTicks
  );
}
