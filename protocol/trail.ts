import type { PoolKey } from "../core/view/cell-pool.ts";
import type { TrailRanges } from "../core/view/trail-mirror.ts";
import type { TrailRange, TrailSpan } from "../core/view/trail-span.ts";

/** What a window wants of the heat trail: how far it looks back, or null for none. */
export type TrailRequest = TrailSpan | null;

/** Columns of the heat trail around the viewport that are new or have changed. Arrays are transferred. */
export interface TrailPatch extends TrailRanges {
  /** Of the pool that it lies under. */
  readonly key: PoolKey;
  readonly span: TrailSpan;
  /** Not null: a trail begins anew, with so many columns and rows of a column at most. The window draws the one before until this one is `settled`. */
  readonly reset: { readonly slots: number; readonly slotRows: number } | null;
  /** All columns in view have been told, as far as history has arrived. */
  readonly settled: boolean;
  /** Heat codes of the dimmest and the brightest colour, for the columns in view; both 0 when there is nothing to see. */
  readonly lowCode: number;
  readonly highCode: number;
}

/** The exact trail of one cell: what traded in its row in the seconds `[fromSec, toSec)`. */
export interface TrailReading extends TrailRange {
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}
