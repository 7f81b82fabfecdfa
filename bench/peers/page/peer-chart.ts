import type { CellGrid } from "./cell-grid.ts";

/** Columns shown: `from` at the left edge of the plot, `to` at the right. All rows are always shown. */
export interface ColumnWindow {
  readonly from: number;
  readonly to: number;
}

/** Columns of the close view: 8 pixels each on a plot 1,920 wide. */
export const CLOSE_COLUMNS = 240;

/** Size of the plot, which is the whole chart: no axes, no legend. */
export interface PlotPx {
  readonly widthPx: number;
  readonly heightPx: number;
}

/** A library's chart of a grid: all of its pixels the plot, row 0 at the bottom. */
export interface PeerChart {
  /** Shows other columns. */
  show(window: ColumnWindow): void | Promise<void>;
  /** Takes in what the first picture did not need: of a chart that leaves some of its columns for later. Draws nothing. */
  loadRest?(): void;
  /** Takes in `column`, the one after the newest, and shows `window`. */
  append(column: number, window: ColumnWindow): void | Promise<void>;
  /** Waits until the picture is complete, by reading a pixel of it. */
  finish(): void | Promise<void>;
  /** The whole picture. Called in the task of a `show` and its `finish`. */
  picture(): ImageData | Promise<ImageData>;
  destroy(): void;
}

/** Makes a chart of the grid's first `columns` columns in `host`, which has the plot's size, and shows `window`. What is outside of that may come later. */
export type OpenPeer = (host: HTMLElement, grid: CellGrid, plot: PlotPx, window: ColumnWindow) => Promise<PeerChart>;
