import { PoolColours } from "./pool-colours.ts";
import { type CellPool, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import type { HeatStyle } from "./heat-style.ts";
import type { AxisSteps, PoolCamera } from "./pool-camera.ts";
import { PixelMap } from "./pixel-map.ts";
import { STRIP_PX, StripRuns } from "./strip-runs.ts";
import { copyToTile, fillTile, layOverTile, paintStrip } from "./strip-tile.ts";
import type { TrailPool } from "./trail-mirror.ts";
import { shadeTrail, TrailColours } from "./trail-shade.ts";

/** From this height on, each row of cells is painted once and its line copied: moving memory is several times faster than storing pixels. */
const TALL_ROW_PX = 4;
/** The same for a frame that a trail fills. */
const TALL_TRAIL_ROW_PX = 2;

const NOTHING: Int32Array = new Int32Array(0);
/** Colour of a cell without trade where a trail lies under the cells. */
const TRANSPARENT = 0;

/** A heat trail under the cells: columns and rows of the same size as the pool's. */
export interface RasterTrail {
  readonly pool: TrailPool;
  /** Formula `total`, no gaps, not per column; pixels of its first ramp. */
  readonly style: HeatStyle;
}

/**
 * Draws a cell pool, over a heat trail where there is one, into a frame of `0xAABBGGRR` pixels, exactly as shaders/heatmap.frag does, pixel for pixel.
 *
 * It works in strips one cache line wide: the cells of a strip's columns are shaded into a small tile, row by row of cells, and the tile is copied to
 * the frame line by line. Going down single pixel columns instead would touch a page of memory for every pixel. Trail and cells are put together in the tile,
 * so every pixel of the frame is written once.
 *
 * It remembers what it drew and into which frame: drawing again into the same frame clears only what the last drawing left outside of this one. So a frame
 * belongs to one raster; whoever else paints into it fills it with the background before the next drawing. Nothing is allocated unless frame, size, palette
 * or the pool's memory changes.
 */
export class HeatRaster {
  #frame: Uint32Array | null = null;
  /** The frame as signed integers, which engines keep in registers: the same memory. */
  #pixels = NOTHING;
  #widthPx = 0;
  #heightPx = 0;
  #background = 0;
  readonly #map = new PixelMap();
  /** Columns of the trail's pixels: those of the cells without lines between them. */
  readonly #trailMap = new PixelMap();
  readonly #cells = new PoolColours();
  readonly #trailColours = new TrailColours();
  #trail: RasterTrail | null = null;
  /** [2 x height + 1 slots x STRIP_PX] colours of the strip being drawn: rows of cells, background, rows of the trail alone. */
  #tile = NOTHING;
  /** [strips] half-open pixel rows, from the bottom, drawn last. */
  #drawnFrom = NOTHING;
  #drawnTo = NOTHING;
  readonly #runs = new StripRuns();
  readonly #trailRuns = new StripRuns();

  /** @param frame [height x width] pixels, top row first. */
  draw(frame: Uint32Array, widthPx: number, heightPx: number, pool: CellPool, camera: PoolCamera, style: HeatStyle, trail: RasterTrail | null = null): void {
    this.#begin(frame, widthPx, heightPx, style.background | 0);
    this.#trail = trail;
    if (trail !== null) this.#trailColours.begin(trail.style);
    this.#cells.begin(pool, style, trail === null ? style.background | 0 : TRANSPARENT);
    this.#map.mapColumns(camera.time, widthPx, style.gapX);
    this.#map.mapRows(camera.price, widthPx, heightPx, style.gapY, trail !== null);
    if (trail !== null && style.gapX) this.#trailMap.mapColumns(camera.time, widthPx, false);
    const isTall = this.#map.slotCount * (trail === null ? TALL_ROW_PX : TALL_TRAIL_ROW_PX) <= heightPx;
    for (let strip = 0; strip * STRIP_PX < widthPx; strip++) this.#drawStrip(strip, pool, camera.price, style, isTall);
    if (isTall) this.#repeatLines();
  }

  #begin(frame: Uint32Array, widthPx: number, heightPx: number, background: number): void {
    const sameSize = widthPx === this.#widthPx && heightPx === this.#heightPx;
    if (sameSize && frame === this.#frame && background === this.#background) return;
    if (!sameSize) {
      const strips = Math.ceil(widthPx / STRIP_PX);
      this.#drawnFrom = new Int32Array(strips);
      this.#drawnTo = new Int32Array(strips);
      this.#tile = new Int32Array((2 * heightPx + 1) * STRIP_PX);
    }
    this.#frame = frame;
    this.#pixels = new Int32Array(frame.buffer, frame.byteOffset, frame.length);
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#background = background;
    this.#tile.fill(background, heightPx * STRIP_PX, (heightPx + 1) * STRIP_PX);
    this.#drawnFrom.fill(0);
    this.#drawnTo.fill(0);
    this.#pixels.fill(background, 0, widthPx * heightPx);
  }

  /** @param isTall paint the distinct lines, all others are copied from them. */
  #drawStrip(strip: number, pool: CellPool, price: AxisSteps, style: HeatStyle, isTall: boolean): void {
    const x = strip * STRIP_PX;
    const end = Math.min(x + STRIP_PX, this.#widthPx);
    this.#findRuns(x, end, pool, price, style);
    const runs = this.#runs;
    const under = this.#trail === null ? runs : this.#trailRuns;
    const from = isTall ? 0 : Math.min(runs.lowest, under.lowest);
    const to = isTall ? this.#heightPx : Math.max(runs.highest, under.highest);
    this.#clearOutside(strip, x, end, from, to);
    if (from >= to) return;
    const { slotAt, lineStart, paintedSlotAt, distinctCount, distinctStart, distinctSlot } = this.#map;
    const firstSlot = slotAt[from];
    const endSlot = slotAt[to - 1] + 1;
    if (this.#trail === null) this.#fillCells(pool, firstSlot, endSlot);
    else this.#fillTrail(this.#trail, pool, firstSlot, endSlot, style.gapY);
    if (isTall) paintStrip(this.#pixels, x, end - x, this.#tile, distinctStart, distinctSlot, 0, distinctCount);
    else paintStrip(this.#pixels, x, end - x, this.#tile, lineStart, paintedSlotAt, from, to);
  }

  /** Copies the lines that are equal to one already painted. */
  #repeatLines(): void {
    const pixels = this.#pixels;
    const width = this.#widthPx;
    const { equalStart, lineStart } = this.#map;
    for (let y = 0; y < this.#heightPx; y++) {
      const at = lineStart[y];
      const equal = equalStart[y];
      if (equal !== at) pixels.copyWithin(at, equal, equal + width);
    }
  }

  #findRuns(x: number, end: number, pool: CellPool, price: AxisSteps, style: HeatStyle): void {
    const { columnAt } = this.#map;
    this.#runs.find(x, end, columnAt, 0, pool.headers, pool.columnCount, price, this.#heightPx);
    if (this.#trail === null) return;
    const { headers, columnCount, firstColumn } = this.#trail.pool;
    const trailAt = style.gapX ? this.#trailMap.columnAt : columnAt;
    this.#trailRuns.find(x, end, trailAt, pool.firstColumn - firstColumn, headers, columnCount, price, this.#heightPx);
  }

  /** Fills the tile from `firstSlot` to `endSlot` with cells, and background above and below them. */
  #fillCells(pool: CellPool, firstSlot: number, endSlot: number): void {
    const { count, end, from, to } = this.#runs;
    const { slotAt } = this.#map;
    const tile = this.#tile;
    for (let run = 0; run < count; run++) {
      const at = run === 0 ? 0 : end[run - 1];
      const width = end[run] - at;
      const slotFrom = from[run] < to[run] ? slotAt[from[run]] : firstSlot;
      const slotTo = from[run] < to[run] ? slotAt[to[run] - 1] + 1 : firstSlot;
      fillTile(tile, at, width, firstSlot, slotFrom, this.#background);
      fillTile(tile, at, width, slotTo, endSlot, this.#background);
      if (slotFrom === slotTo) continue;
      const base = this.#shaded(pool, this.#runs.column[run]);
      copyToTile(tile, at, width, slotFrom, slotTo, this.#cells.colours, this.#map.rows, base);
    }
  }

  /** Fills the tile with the trail, and lays the cells over it. */
  #fillTrail({ pool: trail }: RasterTrail, pool: CellPool, firstSlot: number, endSlot: number, gapY: boolean): void {
    const { slotAt, rows, gapSlot } = this.#map;
    const tile = this.#tile;
    const { colours } = this.#trailColours;
    const { count, end, from, to, column } = this.#trailRuns;
    tile.fill(this.#background, firstSlot * STRIP_PX, endSlot * STRIP_PX);
    for (let run = 0; run < count; run++) {
      if (from[run] >= to[run]) continue;
      const at = run === 0 ? 0 : end[run - 1];
      const header = column[run] * HEADER_STRIDE;
      const base = trail.headers[header + HEADER_OFFSET] - trail.headers[header + HEADER_LOW_ROW];
      const slotFrom = slotAt[from[run]];
      const slotTo = slotAt[to[run] - 1] + 1;
      shadeTrail(tile, at, end[run] - at, slotFrom, slotTo, trail.cells, rows, base, colours);
    }
    if (gapY) tile.copyWithin((gapSlot + 1 + firstSlot) * STRIP_PX, firstSlot * STRIP_PX, endSlot * STRIP_PX);
    this.#layCells(pool);
  }

  #layCells(pool: CellPool): void {
    const { count, end, from, to, column } = this.#runs;
    const { slotAt, rows } = this.#map;
    for (let run = 0; run < count; run++) {
      if (from[run] >= to[run]) continue;
      const at = run === 0 ? 0 : end[run - 1];
      const base = this.#shaded(pool, column[run]);
      layOverTile(this.#tile, at, end[run] - at, slotAt[from[run]], slotAt[to[run] - 1] + 1, this.#cells.colours, rows, base);
    }
  }

  /** Makes sure that a column's colours are known. @returns where that of row 0 would stand. */
  #shaded(pool: CellPool, column: number): number {
    this.#cells.shade(column);
    const header = column * HEADER_STRIDE;
    return pool.headers[header + HEADER_OFFSET] - pool.headers[header + HEADER_LOW_ROW];
  }

  /** Clears what the last drawing left in a strip outside of the pixel rows `from..to-1`. */
  #clearOutside(strip: number, x: number, end: number, from: number, to: number): void {
    const oldFrom = this.#drawnFrom[strip];
    const oldTo = this.#drawnTo[strip];
    this.#drawnFrom[strip] = from;
    this.#drawnTo[strip] = to;
    if (from >= to) this.#clear(x, end, oldFrom, oldTo);
    else {
      this.#clear(x, end, oldFrom, Math.min(oldTo, from));
      this.#clear(x, end, Math.max(oldFrom, to), oldTo);
    }
  }

  #clear(x: number, end: number, from: number, to: number): void {
    const pixels = this.#pixels;
    const background = this.#background;
    const { lineStart } = this.#map;
    for (let y = from; y < to; y++) {
      const at = lineStart[y];
      for (let pixel = at + x; pixel < at + end; pixel++) pixels[pixel] = background;
    }
  }
}
