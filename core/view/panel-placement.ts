/** A rectangle; any unit, one unit. */
export interface Box {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/**
 * Where a reading panel goes: beside a cell, never over it and never out of the bounds. Tried in this order: right, left, above, below of the cell, the
 * first that fits whole; if the cell leaves no room anywhere (it is nearly as large as the bounds), the corner of the bounds farthest from the pointer.
 *
 * @returns the panel's upper left corner.
 */
export function placePanel(
  cell: Box,
  panel: { readonly width: number; readonly height: number },
  bounds: Box,
  pointer: { readonly x: number; readonly y: number },
  spacing: number,
): { readonly x: number; readonly y: number } {
  const right = bounds.x + bounds.width - panel.width;
  const bottom = bounds.y + bounds.height - panel.height;
  const besideY = clamp(pointer.y - panel.height / 2, bounds.y, bottom);
  const besideX = clamp(pointer.x - panel.width / 2, bounds.x, right);
  const afterCell = cell.x + cell.width + spacing;
  const beforeCell = cell.x - spacing - panel.width;
  if (afterCell <= right && afterCell >= bounds.x) return { x: afterCell, y: besideY };
  if (beforeCell >= bounds.x && beforeCell <= right) return { x: beforeCell, y: besideY };
  const aboveCell = cell.y - spacing - panel.height;
  const belowCell = cell.y + cell.height + spacing;
  if (aboveCell >= bounds.y && aboveCell <= bottom) return { x: besideX, y: aboveCell };
  if (belowCell <= bottom && belowCell >= bounds.y) return { x: besideX, y: belowCell };
  return {
    x: pointer.x < bounds.x + bounds.width / 2 ? Math.max(bounds.x, right) : bounds.x,
    y: pointer.y < bounds.y + bounds.height / 2 ? Math.max(bounds.y, bottom) : bounds.y,
  };
}

function clamp(value: number, min: number, max: number): number {
  return Math.max(min, Math.min(value, max));
}
