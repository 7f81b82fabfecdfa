import { type CellRegion, widened } from "./cell-region.ts";

/** More cells than this are not held ahead of need; 16 MB. */
const COMFORTABLE_CELLS = 1 << 23;
/** Most cells of a trail: a texture of 4,096 x 4,096. */
const MAX_CELLS = 1 << 24;

/** The part of the market whose trail is held, and the room for it. */
export interface TrailRegion extends CellRegion {
  /** Most columns. */
  readonly slots: number;
  /** Columns and rows kept beyond what is in view. */
  readonly guardColumns: number;
  readonly guardRows: number;
}

/** What to hold around the cells in view: half a screen on each side in time and a quarter in price, less where that is very much; null when even the view is. */
export function planTrailRegion(visible: CellRegion): TrailRegion | null {
  const columns = visible.toColumn - visible.fromColumn;
  const rows = visible.highRow - visible.lowRow + 1;
  if (!(columns > 0 && rows > 0)) return null;
  for (const [timeShare, priceShare, most] of [
    [1 / 2, 1 / 4, COMFORTABLE_CELLS],
    [1 / 8, 1 / 16, COMFORTABLE_CELLS],
    [1 / 32, 1 / 32, MAX_CELLS],
  ]) {
    const guardColumns = Math.ceil(columns * timeShare);
    const guardRows = Math.ceil(rows * priceShare);
    const slots = columns + 2 * guardColumns + 2;
    if (slots * (rows + 2 * guardRows) > most) continue;
    return { ...widened(visible, guardColumns, guardRows), slots, guardColumns, guardRows };
  }
  return null;
}

/** The region for another view in the room of the one held: the same one, or one moved in time; null when the view needs another room. */
export function moveTrailRegion(held: TrailRegion, visible: CellRegion): TrailRegion | null {
  const nearRows = held.guardRows >> 2;
  if (visible.lowRow - nearRows < held.lowRow || visible.highRow + nearRows > held.highRow) return null;
  const nearColumns = held.guardColumns >> 1;
  if (visible.fromColumn - nearColumns >= held.fromColumn && visible.toColumn + nearColumns <= held.toColumn) return held;
  const guard = Math.min(held.guardColumns, (held.slots - (visible.toColumn - visible.fromColumn)) >> 1);
  return guard <= nearColumns ? null : { ...held, fromColumn: visible.fromColumn - guard, toColumn: visible.toColumn + guard };
}
