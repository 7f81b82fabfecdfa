import type { CellGrid } from "../page/cell-grid.ts";
import type { ColumnWindow, PlotPx } from "../page/peer-chart.ts";
import { SHADE_CSS } from "../page/shade-colours.ts";

/**
 * Fills the cells of the columns in `window`, up to `endColumn`, one by one, edges on whole pixels and each cell at least one pixel: the plain way to draw a
 * heatmap on a 2D context.
 */
export function fillCells(context: CanvasRenderingContext2D, grid: CellGrid, { widthPx, heightPx }: PlotPx, window: ColumnWindow, endColumn: number): void {
  context.fillStyle = SHADE_CSS[0];
  context.fillRect(0, 0, widthPx, heightPx);
  const columnPx = widthPx / (window.to - window.from);
  const rowPx = heightPx / grid.rows;
  const first = Math.max(0, Math.floor(window.from));
  const end = Math.min(endColumn, Math.ceil(window.to));
  for (let column = first; column < end; column++) {
    const left = Math.floor((column - window.from) * columnPx);
    const width = Math.max(1, Math.floor((column + 1 - window.from) * columnPx) - left);
    for (let row = grid.lowRow[column]; row < grid.endRow[column]; row++) {
      const shade = grid.shades[column * grid.rows + row];
      if (shade === 0) continue;
      const top = Math.floor(heightPx - (row + 1) * rowPx);
      context.fillStyle = SHADE_CSS[shade];
      context.fillRect(left, top, width, Math.max(1, Math.floor(heightPx - row * rowPx) - top));
    }
  }
}
