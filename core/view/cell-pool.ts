/**
 * The cell pool: every cell of every column at one level of detail, span-packed in one linear array. It is what both rasterisers read, on the CPU as
 * typed arrays and on the GPU as the same bytes in two textures.
 *
 * A column covers `columnSec` seconds and touches the rows from its lowest to its highest traded price; rows of the span without trade hold 0.
 * Columns stand one per step of *time*, also those without a trade, so the column under a pixel is plain arithmetic.
 */
export const CELL_CONTENTS = ["volume", "trades"] as const;
/** What the two halves of a cell hold: bid and ask volume, or nothing and the number of trades. */
export type CellContent = (typeof CELL_CONTENTS)[number];

/** Identity of a level of detail. */
export interface PoolKey {
  /** Length of a column in seconds: the timeframe, times a power of two when zoomed out. */
  readonly columnSec: number;
  /** Ticks per row: the row height, times a power of two when zoomed out. */
  readonly ticksPerRow: number;
  readonly content: CellContent;
}

/** Int32 values per column in {@link CellPool.headers}. */
export const HEADER_STRIDE = 4;
/** Position of the column's first cell in the pool. */
export const HEADER_OFFSET = 0;
/** Row of the column's first cell; rows ascend from there. */
export const HEADER_LOW_ROW = 1;
/** Number of cells, 0 for a column without trades. */
export const HEADER_COUNT = 2;
/** Largest heat code of bid + ask in the column. */
export const HEADER_MAX_CODE = 3;

/** Int32 values per column in {@link CellPool.candles}: open, high, low, close in ticks; meaningless where the header's count is 0. */
export const CANDLE_STRIDE = 4;

/** Read-only pool. Arrays may be longer than what is used. */
export interface CellPool extends PoolKey {
  /** Absolute index of column 0: `floorDiv(epochSec, columnSec)`. Never changes in the life of a pool. */
  readonly firstColumn: number;
  /** Columns in use: up to the newest second known. */
  readonly columnCount: number;
  /** Cells in use, garbage of rewritten columns included. */
  readonly cellCount: number;
  /** [columns x HEADER_STRIDE] */
  readonly headers: Int32Array;
  /** [cells] `bidCode | askCode << 16`, heat codes (heat-code.ts). Content `trades`: `tradesCode << 16`. As a texture: rg16uint. */
  readonly cells: Uint32Array;
  /** [columns x CANDLE_STRIDE] */
  readonly candles: Int32Array;
  /** [columns] a number that is another one whenever the column's header, candle or cells have changed; 0 for a column that is not known. Without it, nothing made from the cells may be kept. */
  readonly columnVersions?: Int32Array;
}

/** Text form of a key, for maps and messages. */
export function poolKeyText(key: PoolKey): string {
  return `${key.columnSec}/${key.ticksPerRow}/${key.content}`;
}

/** `true` when both name the same level of detail. */
export function samePoolKey(a: PoolKey, b: PoolKey): boolean {
  return a.columnSec === b.columnSec && a.ticksPerRow === b.ticksPerRow && a.content === b.content;
}
