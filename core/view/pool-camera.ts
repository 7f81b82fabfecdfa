import type { PlotSize, Viewport } from "./viewport.ts";

/**
 * Where each device pixel falls in a cell pool, in integers alone: `index(p) = origin + ((fraction + p * step) >>> shift)` for pixel `p = 0, 1, 2...`
 * counted from the left (time) or from the bottom (price). Sampled at pixel centres.
 *
 * `fraction + p * step < 2^31` for every pixel of the plot and the one after it, so a shader computes it in `uint` and the CPU in doubles with the very
 * same result. With at least one cell across 4,096 pixels the mapping is within 1/40 pixel of the real one, with 16 cells or more within 1/100.
 */
export interface AxisSteps {
  /** Column or row index of pixel 0's cell, relative to the pool's origin. Fits 32 bits. */
  readonly origin: number;
  /** Position of the centre of pixel 0 inside its cell, in units of `2^-shift` cells. */
  readonly fraction: number;
  /** Cells per pixel in units of `2^-shift`; at least 1. */
  readonly step: number;
  readonly shift: number;
}

/** Both axes of a pool under a viewport. Rows count upwards. */
export interface PoolCamera {
  /** Relative to the pool's first column. */
  readonly time: AxisSteps;
  /** Relative to row 0. */
  readonly price: AxisSteps;
  readonly columnWidthPx: number;
  readonly rowHeightPx: number;
}

const MAX_SPAN = 2 ** 29;
const MIN_INDEX = -(2 ** 31);
const MAX_INDEX = 2 ** 31 - 1;

/**
 * Fits the integer mapping to one axis: `start` and `span` in cells over `sizePx` pixels. Spans above 2^29 cells are cut to that, and
 * the window is moved so that every index fits 32 bits.
 */
export function fitAxisSteps(start: number, span: number, sizePx: number): AxisSteps {
  const cells = Math.min(MAX_SPAN, span);
  const perPx = cells / Math.max(1, sizePx);
  const shift = Math.floor(31 - Math.log2(cells + 2 + perPx));
  const unit = 2 ** shift;
  const centre = Math.max(MIN_INDEX, Math.min(MAX_INDEX - 2 - Math.ceil(cells + perPx), start + perPx / 2));
  const origin = Math.floor(centre);
  return { origin, fraction: Math.floor((centre - origin) * unit), step: Math.max(1, Math.round(perPx * unit)), shift };
}

/** The cell under pixel `px` of an axis. Shader twin: `cellOfPixel` in heatmap.vert. */
export function cellOfPixel(axis: AxisSteps, px: number): number {
  return axis.origin + Math.floor((axis.fraction + px * axis.step) / 2 ** axis.shift);
}

/** Where the edge before `cell` lies, in pixels and parts of one: the centres of the pixels from there on are the cell's or a later one's. May lie outside of the plot. */
export function edgeOfCell(axis: AxisSteps, cell: number): number {
  return ((cell - axis.origin) * 2 ** axis.shift - axis.fraction) / axis.step;
}

/** The first pixel whose cell is `cell` or a later one: inverse of {@link cellOfPixel}, exact for pixels on a screen. May lie outside of the plot. */
export function firstPixelOfCell(axis: AxisSteps, cell: number): number {
  return Math.ceil(edgeOfCell(axis, cell));
}

/**
 * The camera of a pool whose columns are `columnSec` long and whose rows hold `ticksPerRow` ticks.
 * @param firstColumn absolute index of the pool's header 0, `floorDiv(sec, columnSec)`.
 */
export function fitPoolCamera(view: Viewport, size: PlotSize, columnSec: number, ticksPerRow: number, firstColumn: number): PoolCamera {
  const columns = (view.toSec - view.fromSec) / columnSec;
  const rows = (view.highTicks - view.lowTicks) / ticksPerRow;
  return {
    time: fitAxisSteps((view.fromSec - firstColumn * columnSec) / columnSec, columns, size.widthPx),
    price: fitAxisSteps((view.lowTicks + 0.5) / ticksPerRow, rows, size.heightPx),
    columnWidthPx: size.widthPx / columns,
    rowHeightPx: size.heightPx / rows,
  };
}
