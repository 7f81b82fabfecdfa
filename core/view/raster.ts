import { PoolColours } from "./pool-colours.ts";
import { type CellPool, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import type { HeatStyle } from "./heat-style.ts";
import type { AxisSteps, PoolCamera } from "./pool-camera.ts";
import { PixelMap } from "./pixel-map.ts";
import { STRIP_PX, StripRuns } from "./strip-runs.ts";
import { copyToTile, fillTile, layStrip, paintStrip } from "./strip-tile.ts";
import { TrailFrame } from "./trail-frame.ts";
import type { TrailPool } from "./trail-mirror.ts";

/** From this height on, each row of cells is painted once and its line copied: moving memory is several times faster than storing pixels. */
const TALL_ROW_PX = 4;

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
 * the frame line by line. Going down single pixel columns instead would touch a page of memory for every pixel. Over a trail, whose picture is kept and
 * copied (trail-frame.ts), the cells of a strip are laid.
 *
 * Without a trail it remembers what it drew and into which frame: drawing again into the same frame clears only what the last drawing left outside of this one. So a frame
 * belongs to one raster; whoever else paints into it says so ({@link forgetFrame}). Nothing is allocated unless frame, size, palette or the pool's memory changes.
 */
export class HeatRaster {
  #frame: Uint32Array | null = null;
  #isForgotten = false;
  /** The frame as signed integers, which engines keep in registers: the same memory. */
  #pixels = NOTHING;
  #widthPx = 0;
  #heightPx = 0;
  #background = 0;
  readonly #map = new PixelMap();
  readonly #cells = new PoolColours();
  /** [height + 1 slots x STRIP_PX] colours of the strip being drawn; the last slot is background. */
  #tile = NOTHING;
  /** [strips] half-open pixel rows, from the bottom, drawn last. */
  #drawnFrom = NOTHING;
  #drawnTo = NOTHING;
  readonly #runs = new StripRuns();
  #trail: TrailFrame | null = null;
  /** The columns of the trail's pixels: those of the cells without lines between them. */
  readonly #trailMap = new PixelMap();

  /** Others have painted into the frame: the next drawing leaves no pixel of what is there. */
  forgetFrame(): void {
    this.#isForgotten = true;
  }

  /** @param frame [height x width] pixels, top row first. */
  draw(frame: Uint32Array, widthPx: number, heightPx: number, pool: CellPool, camera: PoolCamera, style: HeatStyle, trail: RasterTrail | null = null): void {
    if (trail !== null) {
      this.#drawOver(frame, widthPx, heightPx, pool, camera, style, trail);
      return;
    }
    this.#trail = null;
    this.#cells.begin(pool, style, style.background | 0);
    this.#map.mapColumns(camera.time, widthPx, style.gapX);
    this.#map.mapRows(camera.price, widthPx, heightPx, style.gapY);
    const isTall = this.#map.slotCount * TALL_ROW_PX <= heightPx;
    this.#begin(frame, widthPx, heightPx, style.background | 0, isTall);
    for (let strip = 0; strip * STRIP_PX < widthPx; strip++) this.#drawStrip(strip, pool, camera.price, isTall);
    if (isTall) this.#repeatLines();
  }

  /** @param isTall every pixel will be painted: nothing needs to be cleared. */
  #begin(frame: Uint32Array, widthPx: number, heightPx: number, background: number, isTall: boolean): void {
    if (!this.#take(frame, widthPx, heightPx, background)) return;
    this.#drawnFrom.fill(0);
    this.#drawnTo.fill(0);
    if (!isTall) this.#pixels.fill(background, 0, widthPx * heightPx);
  }

  /** @param background colour of cells without trade and of what lies between cells. @returns `false` when all are the same as at the last drawing. */
  #take(frame: Uint32Array, widthPx: number, heightPx: number, background: number): boolean {
    const sameSize = widthPx === this.#widthPx && heightPx === this.#heightPx;
    if (sameSize && !this.#isForgotten && frame === this.#frame && background === this.#background) return false;
    this.#isForgotten = false;
    if (!sameSize) {
      const strips = Math.ceil(widthPx / STRIP_PX);
      this.#drawnFrom = new Int32Array(strips);
      this.#drawnTo = new Int32Array(strips);
      this.#tile = new Int32Array((heightPx + 1) * STRIP_PX);
    }
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#background = background;
    if (frame !== this.#frame) this.#pixels = new Int32Array(frame.buffer, frame.byteOffset, frame.length);
    this.#frame = frame;
    this.#tile.fill(background, heightPx * STRIP_PX);
    return true;
  }

  /** Draws the trail and lays the cells over it. All of the frame is another then: what was drawn before is forgotten. */
  #drawOver(frame: Uint32Array, widthPx: number, heightPx: number, pool: CellPool, camera: PoolCamera, style: HeatStyle, trail: RasterTrail): void {
    this.#take(frame, widthPx, heightPx, TRANSPARENT);
    this.#cells.begin(pool, style, TRANSPARENT);
    this.#map.mapColumns(camera.time, widthPx, style.gapX);
    this.#map.mapRows(camera.price, widthPx, heightPx, style.gapY, false);
    this.#trailMap.mapColumns(camera.time, widthPx, false);
    this.#trail ??= new TrailFrame();
    this.#trail.update(trail.pool, trail.style, camera, pool.firstColumn, this.#trailMap.columnAt, this.#map, widthPx, heightPx);
    const isTall = this.#map.slotCount * TALL_ROW_PX <= heightPx;
    if (isTall) this.#copyDistinctLines(this.#trail.pixels);
    else this.#pixels.set(this.#trail.pixels);
    for (let x = 0; x < widthPx; x += STRIP_PX) this.#layStrip(pool, camera.price, x, isTall);
    if (isTall) this.#repeatLines();
  }

  /** Copies a trail's lines but for those that become equal to one already painted. Where no cells lie yet, all lines of a row are equal. */
  #copyDistinctLines(trail: Int32Array): void {
    const { equalStart, lineStart, slotAt } = this.#map;
    const width = this.#widthPx;
    let slot = -1;
    let start = 0;
    for (let y = 0; y < this.#heightPx; y++) {
      const at = lineStart[y];
      if (equalStart[y] !== at) continue;
      if (slotAt[y] === slot) this.#pixels.copyWithin(at, start, start + width);
      else {
        copyLine(this.#pixels, trail, at, at + width);
        slot = slotAt[y];
        start = at;
      }
    }
  }

  /** Lays the cells of a strip over what is there. @param isTall over one line of each row alone. */
  #layStrip(pool: CellPool, price: AxisSteps, x: number, isTall: boolean): void {
    const end = Math.min(x + STRIP_PX, this.#widthPx);
    const runs = this.#runs;
    runs.find(x, end, this.#map.columnAt, pool.headers, pool.columnCount, price, this.#heightPx);
    const { lowest, highest } = runs;
    if (lowest >= highest) return;
    const { slotAt, lineStart, paintedSlotAt, rowLineCount, rowLineStart, rowLineSlot } = this.#map;
    const firstSlot = slotAt[lowest];
    const endSlot = slotAt[highest - 1] + 1;
    this.#fillCells(pool, firstSlot, endSlot);
    if (isTall) {
      const from = Math.max(0, firstSlot - rowLineSlot[0]);
      const to = Math.min(rowLineCount, endSlot - rowLineSlot[0]);
      layStrip(this.#pixels, x, end - x, this.#tile, rowLineStart, rowLineSlot, from, to);
    } else layStrip(this.#pixels, x, end - x, this.#tile, lineStart, paintedSlotAt, lowest, highest);
  }

  /** @param isTall paint the distinct lines, all others are copied from them. */
  #drawStrip(strip: number, pool: CellPool, price: AxisSteps, isTall: boolean): void {
    const x = strip * STRIP_PX;
    const end = Math.min(x + STRIP_PX, this.#widthPx);
    const runs = this.#runs;
    runs.find(x, end, this.#map.columnAt, pool.headers, pool.columnCount, price, this.#heightPx);
    const from = isTall ? 0 : runs.lowest;
    const to = isTall ? this.#heightPx : runs.highest;
    this.#clearOutside(strip, x, end, from, to);
    if (from >= to) return;
    const { slotAt, lineStart, paintedSlotAt, distinctCount, distinctStart, distinctSlot } = this.#map;
    this.#fillCells(pool, slotAt[from], slotAt[to - 1] + 1);
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

/** Copies one line of pixels; for most of a frame, `set` is faster. */
function copyLine(pixels: Int32Array, source: Int32Array, at: number, end: number): void {
  for (let pixel = at; pixel < end; pixel++) pixels[pixel] = source[pixel];
}
