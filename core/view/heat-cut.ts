import { type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_STRIDE } from "./cell-pool.ts";
import { cellOfPixel, type PoolCamera } from "./pool-camera.ts";
import type { PlotSize } from "./viewport.ts";

/** Cells of which each is a quad of its own, at most: that much geometry there is. More are drawn column by column. */
export const MOST_CELL_QUADS = 16_384;
/** Smaller cells are drawn column by column, too, square pixels: in software a quad costs about as much as 50 pixels that look their cell up. To a GPU neither is anything. */
const LEAST_CELL_PX = 64;

/** Which cells are drawn one by one. */
export interface CellQuadLimits {
  readonly mostCells: number;
  /** Square pixels. */
  readonly leastCellPx: number;
}

const LIMITS: CellQuadLimits = { mostCells: MOST_CELL_QUADS, leastCellPx: LEAST_CELL_PX };

/** How the heat of one frame is cut into quads. */
export interface HeatCut {
  /** Rows of cells in each column, each cell a quad, column after column; 0: each column is a quad. */
  cellRows: number;
  /** Columns times rows, or columns; 0: there is nothing to draw. */
  quads: number;
}

/**
 * Cuts the heat into columns or, where they are large and few, into cells: shaders/heatmap.vert moves each quad over its span of prices, so that no pixel beside a span
 * is shaded. O(columns in sight); allocates nothing.
 * @param columnShift what is added to the camera's column for one of the pool.
 */
export function cutHeat(
  cut: HeatCut,
  pool: Pick<CellPool, "headers" | "columnCount">,
  { time, price, columnWidthPx, rowHeightPx }: PoolCamera,
  columnShift: number,
  { widthPx, heightPx }: PlotSize,
  { mostCells, leastCellPx } = LIMITS,
): void {
  cut.cellRows = 0;
  const first = time.origin + columnShift;
  const last = cellOfPixel(time, widthPx - 1) + columnShift;
  const columns = Math.min(widthPx, last - first + 1);
  cut.quads = first < pool.columnCount && last >= 0 ? columns : 0;
  const isNarrow = time.step >= 2 ** time.shift;
  if (cut.quads === 0 || isNarrow || columnWidthPx * rowHeightPx < leastCellPx) return;
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
