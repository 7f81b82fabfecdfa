import { floorDiv } from "../core/market/floor-div.ts";
import type { SessionCalendar } from "../core/market/session.ts";
import { trailRange, type TrailSpan } from "../core/view/trail-span.ts";
import type { TrailReading } from "../protocol/trail.ts";
import type { CellQuery } from "./cell-reading.ts";
import { sumCells } from "./cell-sums.ts";
import type { SymbolStream } from "./symbol-stream.ts";
import type { TrailSource } from "./trail-columns.ts";

/** What trails of a symbol are summed from, as of now. */
export function trailSourceOf({ columns, gaps }: SymbolStream): TrailSource {
  const { bars, closedCount, historyComplete } = columns;
  return {
    bars,
    settledSec: closedCount === 0 ? Number.NEGATIVE_INFINITY : bars.timeSec[closedCount - 1] + 1,
    knownFromSec: historyComplete || bars.length === 0 ? Number.NEGATIVE_INFINITY : bars.timeSec[0],
    gaps: gaps.bounds,
  };
}

/**
 * The exact trail of one cell, summed from the bars themselves: O(seconds looked back on).
 * @returns null when it cannot be told: the query names no cell or one behind the newest second, sessions are not known, or history has not arrived.
 */
export function readTrail({ bars, knownFromSec }: TrailSource, calendar: SessionCalendar | null, query: CellQuery & { readonly span: TrailSpan }): TrailReading | null {
  const { columnSec, ticksPerRow, span } = query;
  const row = floorDiv(query.priceTicks, ticksPerRow);
  const startSec = floorDiv(query.timeSec, columnSec) * columnSec;
  if (bars.length === 0 || !(columnSec > 0 && ticksPerRow > 0) || !Number.isFinite(startSec) || !Number.isFinite(row)) return null;
  const dataEndSec = bars.timeSec[bars.length - 1] + 1;
  const range = startSec >= dataEndSec ? null : trailRange(span, calendar, startSec + columnSec, dataEndSec);
  if (range === null || range.fromSec < knownFromSec) return null;
  const { bidLots, askLots, trades } = sumCells(bars, range.fromSec, range.toSec, ticksPerRow, row, row);
  return { ...range, bidLots: bidLots[0] ?? 0, askLots: askLots[0] ?? 0, trades: trades[0] ?? 0 };
}
