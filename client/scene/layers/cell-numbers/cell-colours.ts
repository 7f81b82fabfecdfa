import { cellColour } from "../../../../core/view/cell-colour.ts";
import { type CellPool, HEADER_MAX_CODE, HEADER_STRIDE } from "../../../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../../../core/view/heat-code.ts";
import type { HeatStyle } from "../../../../core/view/heat-style.ts";
import type { CellNumbers } from "../../scene-state.ts";

/** Code at which a cell's column reaches its strongest colour. @param column absolute index. */
export function highCodeOf(pool: CellPool, column: number, heat: HeatStyle): number {
  if (!heat.perColumn) return heat.highCode;
  const index = column - pool.firstColumn;
  return index >= 0 && index < pool.columnCount ? pool.headers[index * HEADER_STRIDE + HEADER_MAX_CODE] : 0;
}

/** What the heat paints under a number, `0xAABBGGRR`. */
export function colourUnder(numbers: CellNumbers, cell: number, heat: HeatStyle, highCode: number): number {
  if (numbers.key.content === "trades") return cellColour(0, heatCodeOf(numbers.trades[cell]), heat, highCode);
  return cellColour(heatCodeOf(numbers.bidLots[cell]), heatCodeOf(numbers.askLots[cell]), heat, highCode);
}
