import { type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_STRIDE } from "./cell-pool.ts";
import { cellOfPixel, type PoolCamera } from "./pool-camera.ts";
import type { PlotSize } from "./viewport.ts";

/**
 * Cells of which each is a quad of its own, at most; more are drawn column by column. In software a quad costs about as much as 130 pixels that look their cell up, so
 * that this many cost less than a plot of 1920x1080 of such pixels; to a GPU neither is anything.
 */
export const MOST_CELL_QUADS = 16_384;

/** How the heat of one frame is cut into quads. */
export interface HeatCut {
  /** Rows of cells in each column, each cell a quad, column after column; 0: each column is a quad. */
  cellRows: number;
  /** Columns times rows, or columns; 0: there is nothing to draw. */
  quads: number;
}

/**
 * Cuts the heat into columns or, where no more than `mostCells` of them are in sight, into cells: shaders/heatmap.vert moves each quad over its span of prices, so that
 * no pixel beside a span is shaded. O(columns in sight); allocates nothing.
 * @param columnShift what is added to the camera's column for one of the pool.
 */
export function cutHeat(
  cut: HeatCut,
  pool: Pick<CellPool, "headers" | "columnCount">,
  { time, price }: PoolCamera,
  columnShift: number,
  { widthPx, heightPx }: PlotSize,
  mostCells = MOST_CELL_QUADS,
): void {
  cut.cellRows = 0;
  const first = time.origin + columnShift;
  const last = cellOfPixel(time, widthPx - 1) + columnShift;
  const columns = Math.min(widthPx, last - first + 1);
  cut.quads = first < pool.columnCount && last >= 0 ? columns : 0;
  const isNarrow = time.step >= 2 ** time.shift;
  if (cut.quads === 0 || isNarrow) return;
  const lowRow = price.origin;
  const endRow = cellOfPixel(price, heightPx - 1) + 1;
  let rows = 0;
  for (let column = Math.max(0, first); column <= Math.min(last, pool.columnCount - 1); column++) {
    const header = column * HEADER_STRIDE;
    const low = pool.headers[header + HEADER_LOW_ROW];
    rows = Math.max(rows, Math.min(endRow, low + pool.headers[header + HEADER_COUNT]) - Math.max(lowRow, low));
  }
  if (rows * columns > mostCells) return;
  cut.cellRows = rows;
  cut.quads = rows * columns;
}
