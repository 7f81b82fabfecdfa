import { type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import type { HeatStyle } from "./heat-style.ts";
import type { PixelMap } from "./pixel-map.ts";
import type { PoolCamera } from "./pool-camera.ts";
import { PoolColours } from "./pool-colours.ts";
import { STRIP_PX, StripRuns } from "./strip-runs.ts";
import { copyToTile, fillTile, paintStrip } from "./strip-tile.ts";
import type { TrailPool } from "./trail-mirror.ts";
import { shadeTrail, TrailColours } from "./trail-shade.ts";

/** From this height on, each row of cells is painted once and its line copied: moving memory is several times faster than storing pixels. */
const TALL_ROW_PX = 4;
/** Colour of a cell without trade where a trail lies under the cells. */
const TRANSPARENT = 0;

/** A heat trail under the cells: columns and rows of the same size as the pool's. */
export interface HeatTrail {
  readonly pool: TrailPool;
  /** Formula `total`, no gaps, not per column; pixels of its first ramp. */
  readonly style: HeatStyle;
}

/**
 * Paints cells, over a heat trail where there is one, in strips one cache line wide: the columns of a strip are shaded into a small tile, row by row of cells,
 * and the tile is copied to the picture line by line. Going down single pixel columns instead would touch a page of memory for every pixel. Allocates
 * nothing unless size, palette or the pool's memory changes.
 */
export class HeatStrips {
  readonly #map: PixelMap;
  readonly #cells = new PoolColours();
  readonly #trailColours = new TrailColours();
  readonly #runs = new StripRuns();
  #pool: CellPool | null = null;
  #trail: TrailPool | null = null;
  #camera: PoolCamera | null = null;
  #background = 0;
  #heightPx = 0;
  #widthPx = 0;
  /** [2 height slots x STRIP_PX] colours of a strip's rows, and from `PixelMap.gapSlot` on of what is seen between rows: of each, or one for all. */
  #tile: Int32Array = new Int32Array(0);

  /** @param map columns and rows of the pixels, brought up to a camera before {@link begin}. */
  constructor(map: PixelMap) {
    this.#map = map;
  }

  /** Turns to what is to be painted. @returns `true` when the same cells have other colours than they had before. */
  begin(pool: CellPool, camera: PoolCamera, style: HeatStyle, trail: HeatTrail | null, widthPx: number, heightPx: number): boolean {
    const background = style.background | 0;
    const cellsAreOther = this.#cells.begin(pool, style, trail === null ? background : TRANSPARENT);
    const trailIsOther = trail !== null && this.#trailColours.begin(trail.style);
    const isOther = cellsAreOther || trailIsOther || (trail?.pool ?? null) !== this.#trail || background !== this.#background;
    this.#pool = pool;
    this.#trail = trail?.pool ?? null;
    this.#camera = camera;
    this.#background = background;
    this.#widthPx = widthPx;
    if (heightPx !== this.#heightPx) this.#tile = new Int32Array(2 * heightPx * STRIP_PX);
    this.#heightPx = heightPx;
    return isOther;
  }

  /** Paints all of a picture. */
  paintAll(pixels: Int32Array): void {
    const { slotCount, distinctCount, distinctStart, distinctSlot, slotAt, lineStart, paintedSlotAt } = this.#map;
    const isTall = slotCount * TALL_ROW_PX <= this.#heightPx;
    const isSparse = !isTall && this.#trail === null;
    if (isSparse) pixels.fill(this.#background, 0, this.#widthPx * this.#heightPx);
    for (let x = 0; x < this.#widthPx; x += STRIP_PX) {
      const end = Math.min(x + STRIP_PX, this.#widthPx);
      this.#findRuns(x, end);
      const from = isSparse ? this.#runs.lowest : 0;
      const to = isSparse ? this.#runs.highest : this.#heightPx;
      if (from >= to) continue;
      this.#fillTile(x, end, slotAt[from], slotAt[to - 1] + 1);
      if (isTall) paintStrip(pixels, x, end - x, this.#tile, distinctStart, distinctSlot, 0, distinctCount);
      else paintStrip(pixels, x, end - x, this.#tile, lineStart, paintedSlotAt, from, to);
    }
    if (isTall) this.#repeatLines(pixels);
  }

  /** Paints the pixel columns `fromX..toX-1` of the lines `fromLine..toLine-1`, counted from the bottom. */
  paint(pixels: Int32Array, fromX: number, toX: number, fromLine: number, toLine: number): void {
    const { slotAt, lineStart, paintedSlotAt } = this.#map;
    for (let x = fromX; x < toX; x += STRIP_PX) {
      const end = Math.min(x + STRIP_PX, toX);
      this.#findRuns(x, end);
      this.#fillTile(x, end, slotAt[fromLine], slotAt[toLine - 1] + 1);
      paintStrip(pixels, x, end - x, this.#tile, lineStart, paintedSlotAt, fromLine, toLine);
    }
  }

  #findRuns(x: number, end: number): void {
    if (this.#pool === null || this.#camera === null) return;
    this.#runs.find(x, end, this.#map.paintedColumnAt, this.#pool.headers, this.#pool.columnCount, this.#camera.price, this.#heightPx);
  }

  /** Copies the lines that are equal to one already painted. */
  #repeatLines(pixels: Int32Array): void {
    const width = this.#widthPx;
    const { equalStart, lineStart } = this.#map;
    for (let y = 0; y < this.#heightPx; y++) {
      const at = lineStart[y];
      const equal = equalStart[y];
      if (equal !== at) pixels.copyWithin(at, equal, equal + width);
    }
  }

  /** Fills the slots `firstSlot..endSlot-1` of the tile, and those between rows, for the pixel columns `x..end-1`, whose runs are found. */
  #fillTile(x: number, end: number, firstSlot: number, endSlot: number): void {
    const tile = this.#tile;
    const { gapSlot } = this.#map;
    if (this.#trail === null) {
      this.#fillCells(firstSlot, endSlot);
      tile.fill(this.#background, gapSlot * STRIP_PX, (gapSlot + 1) * STRIP_PX);
      return;
    }
    this.#fillTrail(this.#trail, x, end, firstSlot, endSlot);
    tile.copyWithin((gapSlot + firstSlot) * STRIP_PX, firstSlot * STRIP_PX, endSlot * STRIP_PX);
    this.#layCells(firstSlot, endSlot);
  }

  /** The cells, and background above and below them. */
  #fillCells(firstSlot: number, endSlot: number): void {
    const { count, end } = this.#runs;
    const tile = this.#tile;
    for (let run = 0; run < count; run++) {
      const at = run === 0 ? 0 : end[run - 1];
      const width = end[run] - at;
      const from = this.#firstSlotOf(run, firstSlot, endSlot);
      const to = Math.max(from, this.#endSlotOf(run, firstSlot, endSlot));
      fillTile(tile, at, width, firstSlot, from, this.#background);
      fillTile(tile, at, width, to, endSlot, this.#background);
      if (from < to) copyToTile(tile, at, width, from, to, this.#cells.colours, this.#map.rows, this.#shaded(run));
    }
  }

  /** The cells over what the tile has already. */
  #layCells(firstSlot: number, endSlot: number): void {
    const { count, end } = this.#runs;
    for (let run = 0; run < count; run++) {
      const at = run === 0 ? 0 : end[run - 1];
      const from = this.#firstSlotOf(run, firstSlot, endSlot);
      const to = this.#endSlotOf(run, firstSlot, endSlot);
      if (from < to) copyToTile(this.#tile, at, end[run] - at, from, to, this.#cells.colours, this.#map.rows, this.#shaded(run));
    }
  }

  /** The slots that a run's cells cover, of `firstSlot..endSlot-1`; none where the first is no less than the end. */
  #firstSlotOf(run: number, firstSlot: number, endSlot: number): number {
    const { from, to } = this.#runs;
    return from[run] < to[run] ? Math.min(endSlot, Math.max(firstSlot, this.#map.slotAt[from[run]])) : firstSlot;
  }

  #endSlotOf(run: number, firstSlot: number, endSlot: number): number {
    const { from, to } = this.#runs;
    return from[run] < to[run] ? Math.max(firstSlot, Math.min(endSlot, this.#map.slotAt[to[run] - 1] + 1)) : firstSlot;
  }

  /** Makes sure that the colours of a run's column are known. @returns where that of row 0 would stand. */
  #shaded(run: number): number {
    const pool = this.#pool;
    if (pool === null) return 0;
    const column = this.#runs.column[run];
    this.#cells.shade(column);
    const header = column * HEADER_STRIDE;
    return pool.headers[header + HEADER_OFFSET] - pool.headers[header + HEADER_LOW_ROW];
  }

  /** The trail of the pixel columns `x..end-1`, and background where it has none. */
  #fillTrail(trail: TrailPool, x: number, end: number, firstSlot: number, endSlot: number): void {
    const tile = this.#tile;
    const { rows, columnAt } = this.#map;
    const { headers, columnCount, cells } = trail;
    const shift = (this.#pool?.firstColumn ?? 0) - trail.firstColumn;
    const { colours } = this.#trailColours;
    tile.fill(this.#background, firstSlot * STRIP_PX, endSlot * STRIP_PX);
    for (let start = x; start < end; ) {
      const at = columnAt[start];
      let next = start + 1;
      while (next < end && columnAt[next] === at) next++;
      const column = at + shift;
      const header = column * HEADER_STRIDE;
      const count = column >= 0 && column < columnCount ? headers[header + HEADER_COUNT] : 0;
      if (count > 0) {
        const low = headers[header + HEADER_LOW_ROW];
        const from = slotOfRow(rows, firstSlot, endSlot, low);
        const to = slotOfRow(rows, from, endSlot, low + count);
        shadeTrail(tile, start - x, next - start, from, to, cells, rows, headers[header + HEADER_OFFSET] - low, colours);
      }
      start = next;
    }
  }
}

/** First of the slots `from..to-1`, whose rows ascend, with `row` or one above. */
function slotOfRow(rows: Int32Array, from: number, to: number, row: number): number {
  let low = from;
  let high = to;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (rows[middle] < row) low = middle + 1;
    else high = middle;
  }
  return low;
}
