import { floorDiv } from "../../core/market/floor-div.ts";
import { samePoolKey } from "../../core/view/cell-pool.ts";
import type { ExactCells } from "../../protocol/worker-api.ts";

/** New exact numbers for a frozen picture: up to the column of second `frozenSec` the new ones, from there on those that were shown, where they are of the same cells. */
export function keepFrozenCells(shown: ExactCells | null, coming: ExactCells, frozenSec: number): ExactCells {
  const frozenColumn = floorDiv(frozenSec, coming.key.columnSec);
  const head = lowerBound(coming.column, frozenColumn);
  const kept = shown !== null && samePoolKey(shown.key, coming.key) ? shown : coming;
  const tail = kept === coming ? coming.column.length : lowerBound(kept.column, frozenColumn);
  return {
    key: coming.key,
    column: join(coming.column, head, kept.column, tail),
    row: join(coming.row, head, kept.row, tail),
    bidLots: join(coming.bidLots, head, kept.bidLots, tail),
    askLots: join(coming.askLots, head, kept.askLots, tail),
    trades: join(coming.trades, head, kept.trades, tail),
  };
}

function lowerBound(columns: Float64Array, column: number): number {
  const found = columns.findIndex((value) => value >= column);
  return found < 0 ? columns.length : found;
}

/** The first `head` values of one array and those from `tail` on of the other. */
function join<Column extends Float64Array | Int32Array>(first: Column, head: number, second: Column, tail: number): Column {
  const Kind = first.constructor as new (length: number) => Column;
  const joined = new Kind(head + second.length - tail);
  joined.set(first.subarray(0, head));
  joined.set(second.subarray(tail), head);
  return joined;
}
