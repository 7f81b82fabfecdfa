import { floorDiv } from "../core/market/floor-div.ts";
import type { TrailReading } from "../protocol/trail.ts";
import type { CellReading } from "../protocol/worker-api.ts";
import { sumCells } from "./cell-sums.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/** A cell named by a second and a price inside it, at any timeframe and row height. */
export interface CellQuery {
  readonly timeSec: number;
  readonly priceTicks: number;
  readonly columnSec: number;
  readonly ticksPerRow: number;
}

/**
 * The exact content of one cell, summed from the bars themselves.
 * @param trail what traded in its row up to its column, where that is told with it.
 * @returns null when it cannot be told: the query names no cell, or the cell reaches into history that has not arrived yet.
 */
export function readCell(stream: SymbolStream, query: CellQuery, trail: TrailReading | null = null): CellReading | null {
  const { columnSec, ticksPerRow } = query;
  const row = floorDiv(query.priceTicks, ticksPerRow);
  const startSec = floorDiv(query.timeSec, columnSec) * columnSec;
  const endSec = startSec + columnSec;
  if (!(columnSec > 0 && ticksPerRow > 0) || !Number.isFinite(startSec) || !Number.isFinite(row)) return null;
  const { columns, gaps } = stream;
  const { bars } = columns;
  const isHeld = columns.historyComplete || (bars.length > 0 && startSec >= bars.timeSec[0]);
  if (!isHeld || columns.resumePoint === null) return null;
  const sums = sumCells(bars, startSec, endSec, ticksPerRow, row, row);
  const isTraded = sums.row.length > 0;
  return {
    symbol: stream.symbol,
    startSec,
    columnSec,
    lowTicks: row * ticksPerRow,
    ticksPerRow,
    bidLots: isTraded ? sums.bidLots[0] : 0,
    askLots: isTraded ? sums.askLots[0] : 0,
    trades: isTraded ? sums.trades[0] : 0,
    gap: gaps.touches(startSec, endSec),
    forming: !stream.ended && endSec > (stream.closedThroughSec ?? Number.NEGATIVE_INFINITY),
    trail,
  };
}

/** `true` when both name the same cell and say the same of it. */
export function sameReading(a: CellReading | null, b: CellReading | null): boolean {
  if (a === null || b === null) return a === b;
  return (
    a.symbol === b.symbol &&
    a.startSec === b.startSec &&
    a.columnSec === b.columnSec &&
    a.lowTicks === b.lowTicks &&
    a.ticksPerRow === b.ticksPerRow &&
    a.bidLots === b.bidLots &&
    a.askLots === b.askLots &&
    a.trades === b.trades &&
    a.gap === b.gap &&
    a.forming === b.forming &&
    sameTrailReading(a.trail, b.trail)
  );
}

function sameTrailReading(a: TrailReading | null, b: TrailReading | null): boolean {
  if (a === null || b === null) return a === b;
  return a.fromSec === b.fromSec && a.toSec === b.toSec && a.bidLots === b.bidLots && a.askLots === b.askLots && a.trades === b.trades;
}
