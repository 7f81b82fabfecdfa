import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE } from "../../core/view/cell-pool.ts";

/** A pool's columns as text, wherever their cells stand: two pools with the same columns draw the same picture. Columns without trades are left out. */
export function poolColumns(pool: CellPool): string[] {
  const columns: string[] = [];
  for (let column = 0; column < pool.columnCount; column++) {
    const header = column * HEADER_STRIDE;
    const count = pool.headers[header + HEADER_COUNT];
    if (count === 0) continue;
    const offset = pool.headers[header + HEADER_OFFSET];
    const cells = pool.cells.subarray(offset, offset + count).join(" ");
    const candle = pool.candles.subarray(column * CANDLE_STRIDE, (column + 1) * CANDLE_STRIDE).join(" ");
    columns.push(`${pool.firstColumn + column}: row ${pool.headers[header + HEADER_LOW_ROW]} max ${pool.headers[header + HEADER_MAX_CODE]} [${candle}] ${cells}`);
  }
  return columns;
}
