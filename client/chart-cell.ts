import { floorDiv } from "../core/market/floor-div.ts";
import { type PoolKey, samePoolKey } from "../core/view/cell-pool.ts";
import type { ChartLayout } from "../core/view/chart-layout.ts";
import type { Box } from "../core/view/panel-placement.ts";
import { type PlotSize, secOfX, ticksOfY, type Viewport, xOfSec, yOfTicks } from "../core/view/viewport.ts";
import type { TrailReading } from "../protocol/trail.ts";
import type { CellReading, ExactCells, StreamStatus } from "../protocol/worker-api.ts";

/** A cell by its place: seconds `[startSec, startSec + columnSec)`, ticks `[lowTicks, lowTicks + ticksPerRow)`. */
export interface CellPlace {
  readonly startSec: number;
  readonly columnSec: number;
  readonly lowTicks: number;
  readonly ticksPerRow: number;
}

/** What is in a cell. */
export interface CellContent {
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
  readonly gap: boolean;
  readonly forming: boolean;
  /** What traded in the cell's row up to its column; null where that is not known, or not (yet) told. */
  readonly trail: TrailReading | null;
}

/** The cell under a point of the plot, in device pixels: the one that the middle of the pixel shows. */
export function cellUnder(view: Viewport, size: PlotSize, key: PoolKey, point: { readonly xPx: number; readonly yPx: number }): CellPlace {
  const { columnSec, ticksPerRow } = key;
  const sec = secOfX(view, size, Math.floor(point.xPx) + 0.5);
  const ticks = ticksOfY(view, size, Math.floor(point.yPx) + 0.5);
  return {
    startSec: floorDiv(sec, columnSec) * columnSec,
    columnSec,
    lowTicks: floorDiv(Math.round(ticks), ticksPerRow) * ticksPerRow,
    ticksPerRow,
  };
}

/** Where a cell lies on the plot, in device pixels. Tick `t` covers `[t - 0.5, t + 0.5)`. */
export function boxOfCell(view: Viewport, size: PlotSize, cell: CellPlace): Box {
  const x = xOfSec(view, size, cell.startSec);
  const y = yOfTicks(view, size, cell.lowTicks + cell.ticksPerRow - 0.5);
  return {
    x,
    y,
    width: xOfSec(view, size, cell.startSec + cell.columnSec) - x,
    height: yOfTicks(view, size, cell.lowTicks - 0.5) - y,
  };
}

/** Where the panel beside a cell may be, in CSS pixels of the chart. */
export interface ReadingPlace {
  readonly cell: Box;
  readonly plot: Box;
  readonly pointer: { readonly x: number; readonly y: number };
}

/** The places that decide where the panel of a cell goes. */
export function placeOfReading(view: Viewport, layout: ChartLayout, cell: CellPlace, pointer: { readonly xPx: number; readonly yPx: number }): ReadingPlace {
  return placeOfBox(layout, boxOfCell(view, { widthPx: layout.plot.width, heightPx: layout.plot.height }, cell), pointer);
}

/** The places that decide where the panel of anything on the plot goes. @param box device pixels. */
export function placeOfBox({ plot, pixelRatio }: ChartLayout, box: Box, pointer: { readonly xPx: number; readonly yPx: number }): ReadingPlace {
  const toCss = ({ x, y, width, height }: Box): Box => ({ x: x / pixelRatio, y: y / pixelRatio, width: width / pixelRatio, height: height / pixelRatio });
  return { cell: toCss(box), plot: toCss(plot), pointer: { x: pointer.xPx / pixelRatio, y: pointer.yPx / pixelRatio } };
}

/** The exact content of a cell from what the window holds: the numbers around the screen, else the engine's last answer; null when neither tells. */
export function readHeldCell(cell: CellPlace, exact: ExactCells | null, answer: CellReading | null, status: StreamStatus): CellContent | null {
  if (answer !== null && isPlaceOf(answer, cell)) return answer;
  if (exact === null || !samePoolKey({ ...exact.key, content: "volume" }, { ...cell, content: "volume" })) return null;
  const at = findCell(exact, floorDiv(cell.startSec, cell.columnSec), floorDiv(cell.lowTicks, cell.ticksPerRow));
  if (at < 0) return null;
  const endSec = cell.startSec + cell.columnSec;
  return {
    bidLots: exact.bidLots[at],
    askLots: exact.askLots[at],
    trades: exact.trades[at],
    gap: touchesGap(status.gaps, cell.startSec, endSec),
    forming: status.connection !== "ended" && endSec > (status.closedThroughSec ?? Number.NEGATIVE_INFINITY),
    trail: null,
  };
}

function isPlaceOf(answer: CellReading, cell: CellPlace): boolean {
  return (
    answer.startSec === cell.startSec &&
    answer.columnSec === cell.columnSec &&
    answer.lowTicks === cell.lowTicks &&
    answer.ticksPerRow === cell.ticksPerRow
  );
}

/** Position of a cell in the ascending list, or -1. O(log n). */
function findCell(cells: ExactCells, column: number, row: number): number {
  let low = 0;
  let high = cells.column.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    const isBefore = cells.column[middle] < column || (cells.column[middle] === column && cells.row[middle] < row);
    if (isBefore) low = middle + 1;
    else high = middle;
  }
  return cells.column[low] === column && cells.row[low] === row ? low : -1;
}

function touchesGap(gaps: Float64Array, fromSec: number, toSec: number): boolean {
  for (let at = 0; at < gaps.length; at += 2) if (gaps[at] < toSec && gaps[at + 1] > fromSec) return true;
  return false;
}
