import type { CellContent, PoolKey } from "./cell-pool.ts";
import { ceilOneTwoFive, MAX_ROW_TICKS } from "./row-height.ts";
import type { PlotSize, Viewport } from "./viewport.ts";

/** What decides the level of detail. */
export interface LevelOfDetailQuery {
  readonly view: Viewport;
  /** The plot, device pixels. */
  readonly size: PlotSize;
  readonly timeframeSec: number;
  /** Chosen row height, or null for automatic. */
  readonly ticksPerRow: number | null;
  readonly content: CellContent;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  /** Least width of a cell that can hold its text, CSS px; {@link MIN_TEXT_WIDTH_CSS_PX} unless the text needs more (bid x ask). */
  readonly textWidthCssPx?: number;
}

export interface LevelOfDetail {
  /** What to draw: columns and rows of at least one device pixel. */
  readonly pool: PoolKey;
  /** Timeframe and row height as chosen: what numbers, pointer and text refer to. */
  readonly exactKey: PoolKey;
  /** Cells of `exactKey` are large enough for text. */
  readonly exactCells: boolean;
}

/** Least size of a cell with text in it, CSS px. */
export const MIN_TEXT_WIDTH_CSS_PX = 34;
export const MIN_TEXT_HEIGHT_CSS_PX = 11;

/** Least height of automatic rows with text in them, and of those without (dense, but each one visible), CSS px. */
const AUTO_TEXT_ROW_CSS_PX = 14;
const AUTO_ROW_CSS_PX = 2;
const MAX_TICKS_PER_ROW = 2 ** 30;
/** Spans are differences of large numbers; a size that falls short of its limit by less than this has reached it. */
const TOLERANCE = 1e-6;

/**
 * Chooses what to draw and what to write. Depends on the *lengths* of the window alone, so panning never changes it.
 * Zoomed out, columns and rows are doubled until each is at least one device pixel: every cell is drawn, none is skipped, so there is no moire and no
 * lost spike.
 */
export function chooseLevelOfDetail(query: LevelOfDetailQuery): LevelOfDetail {
  const { view, size, timeframeSec, content, pixelRatio } = query;
  const textWidth = query.textWidthCssPx ?? MIN_TEXT_WIDTH_CSS_PX;
  const pxPerSec = size.widthPx / (view.toSec - view.fromSec);
  const pxPerTick = size.heightPx / (view.highTicks - view.lowTicks);
  const columnCssPx = (timeframeSec * pxPerSec) / pixelRatio;
  const wide = reaches(columnCssPx, textWidth);
  const autoRowPx = (wide ? AUTO_TEXT_ROW_CSS_PX : AUTO_ROW_CSS_PX) * pixelRatio;
  const ticksPerRow = query.ticksPerRow ?? Math.min(MAX_ROW_TICKS, ceilOneTwoFive((autoRowPx / pxPerTick) * (1 - TOLERANCE)));
  return {
    pool: {
      columnSec: timeframeSec * doublings(timeframeSec * pxPerSec),
      ticksPerRow: Math.min(MAX_TICKS_PER_ROW, ticksPerRow * doublings(ticksPerRow * pxPerTick)),
      content,
    },
    exactKey: { columnSec: timeframeSec, ticksPerRow, content },
    exactCells: wide && reaches((ticksPerRow * pxPerTick) / pixelRatio, MIN_TEXT_HEIGHT_CSS_PX),
  };
}

/** The smallest power of two that makes `sizePx` at least one pixel. */
function doublings(sizePx: number): number {
  let factor = 1;
  while (factor < MAX_TICKS_PER_ROW && !reaches(sizePx * factor, 1)) factor *= 2;
  return factor;
}

function reaches(value: number, limit: number): boolean {
  return value >= limit * (1 - TOLERANCE);
}
