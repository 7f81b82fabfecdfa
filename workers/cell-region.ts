import { floorDiv } from "../core/market/floor-div.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import type { Viewport } from "../core/view/viewport.ts";

/** Columns `fromColumn .. toColumn - 1`, rows `lowRow .. highRow`. */
export interface CellRegion {
  readonly fromColumn: number;
  readonly toColumn: number;
  readonly lowRow: number;
  readonly highRow: number;
}

/** The cells that a viewport shows in part or whole. Tick `t` covers `[t - 0.5, t + 0.5)`. */
export function regionOf(key: PoolKey, view: Viewport): CellRegion {
  return {
    fromColumn: floorDiv(view.fromSec, key.columnSec),
    toColumn: Math.ceil(view.toSec / key.columnSec),
    lowRow: floorDiv(Math.floor(view.lowTicks + 0.5), key.ticksPerRow),
    highRow: floorDiv(Math.floor(view.highTicks + 0.5), key.ticksPerRow),
  };
}

/** More columns and rows on each side. */
export function widened({ fromColumn, toColumn, lowRow, highRow }: CellRegion, columns: number, rows: number): CellRegion {
  return { fromColumn: fromColumn - columns, toColumn: toColumn + columns, lowRow: lowRow - rows, highRow: highRow + rows };
}

/** `true` when the first holds all of the second. */
export function containsRegion(region: CellRegion | null, part: CellRegion): boolean {
  return (
    region !== null &&
    region.fromColumn <= part.fromColumn &&
    region.toColumn >= part.toColumn &&
    region.lowRow <= part.lowRow &&
    region.highRow >= part.highRow
  );
}
