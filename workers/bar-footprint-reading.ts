import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { floorDiv } from "../core/market/floor-div.ts";
import { barFootprint, imbalanceLookbackSec } from "../core/orderflow/footprint/bar-footprint.ts";
import type { BarFootprintQuery, BarFootprintReading } from "../protocol/bar-footprint.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/**
 * The bar that holds a second, row by row, forming seconds included.
 * @returns null when it cannot be told: the second is none, or history has not arrived as far as the bar and its imbalances look back.
 * @throws RangeError naming the parameter.
 */
export function readBarFootprint(stream: SymbolStream, query: BarFootprintQuery): BarFootprintReading | null {
  const { timeframeSec, ticksPerRow } = query;
  const startSec = floorDiv(query.timeSec, timeframeSec) * timeframeSec;
  if (!Number.isFinite(startSec)) return null;
  const { columns, gaps } = stream;
  const { bars } = columns;
  const isHeld = columns.historyComplete || (bars.length > 0 && startSec - imbalanceLookbackSec(query) >= bars.timeSec[0]);
  if (!isHeld) return null;
  const endSec = startSec + timeframeSec;
  const untilSec = query.untilSec ?? Number.POSITIVE_INFINITY;
  const nextSec = barStartAt(bars, lowerBoundBar(bars, endSec), timeframeSec);
  return {
    symbol: stream.symbol,
    startSec,
    timeframeSec,
    ticksPerRow,
    previousSec: barStartAt(bars, lowerBoundBar(bars, startSec) - 1, timeframeSec),
    nextSec: nextSec !== null && nextSec < untilSec ? nextSec : null,
    gap: gaps.touches(startSec, endSec),
    forming: endSec > untilSec || (!stream.ended && endSec > (stream.closedThroughSec ?? Number.NEGATIVE_INFINITY)),
    untilSec: query.untilSec ?? null,
    bar: barFootprint(bars, gaps.bounds, startSec, query, untilSec),
  };
}

function barStartAt({ timeSec, length }: BarView, index: number, timeframeSec: number): number | null {
  return index < 0 || index >= length ? null : floorDiv(timeSec[index], timeframeSec) * timeframeSec;
}
