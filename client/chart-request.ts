import { sameSessionRule } from "../core/market/instrument.ts";
import { samePoolKey } from "../core/view/cell-pool.ts";
import { DEFAULT_SHARES, sameShares } from "../core/view/heat-cutoffs.ts";
import { sameTrailSpan } from "../core/view/trail-span.ts";
import type { ViewRequest } from "../protocol/worker-api.ts";

/** What a window asks of the engine, without the envelope. */
export type ChartRequest = Omit<ViewRequest, "kind">;

/** `true` when both want the same, the window's place aside. */
export function sameButPlace(a: ChartRequest | null, b: ChartRequest): boolean {
  return (
    a !== null &&
    a.symbol === b.symbol &&
    a.widthPx === b.widthPx &&
    a.heightPx === b.heightPx &&
    a.timeframeSec === b.timeframeSec &&
    a.exactCells === b.exactCells &&
    samePoolKey(a.pool, b.pool) &&
    samePoolKey(a.exactKey, b.exactKey) &&
    sameTrailSpan(a.trail, b.trail) &&
    sameShares(a.shares ?? DEFAULT_SHARES, b.shares ?? DEFAULT_SHARES) &&
    sameSessionRule(a.session ?? null, b.session ?? null) &&
    a.pointer?.timeSec === b.pointer?.timeSec &&
    a.pointer?.priceTicks === b.pointer?.priceTicks
  );
}
