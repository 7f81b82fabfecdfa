import { PoolColours } from "./pool-colours.ts";
import { type CellPool, HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import type { HeatStyle } from "./heat-style.ts";
import { type AxisSteps, firstPixelOfCell, type PoolCamera } from "./pool-camera.ts";
import { PixelMap } from "./pixel-map.ts";

/** Pixel columns of a strip: one cache line of a frame's row. */
const STRIP_PX = 16;

/** From this height on, each row of cells is painted once and its line copied: moving memory is several times faster than storing pixels. */
const TALL_ROW_PX = 4;

const NOTHING: Int32Array = new Int32Array(0);

/**
 * Draws a cell pool into a frame of `0xAABBGGRR` pixels, exactly as shaders/heatmap.frag does, pixel for pixel.
 *
 * It works in strips one cache line wide: the cells of a strip's columns are shaded into a small tile, row by row of cells, and the tile is copied to
 * the frame line by line. Going down single pixel columns instead would touch a page of memory for every pixel.
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
  readonly #cells = new PoolColours();
  /** [height + 1 slots x STRIP_PX] colours of the strip being drawn; the last slot is background. */
  #tile = NOTHING;
  /** [strips] half-open pixel rows, from the bottom, drawn last. */
  #drawnFrom = NOTHING;
  #drawnTo = NOTHING;
  /** [STRIP_PX] the runs of the strip being drawn: column, end within the strip, pixel rows. */
  readonly #runColumn = new Int32Array(STRIP_PX);
  readonly #runEnd = new Int32Array(STRIP_PX);
  readonly #runFrom = new Int32Array(STRIP_PX);
  readonly #runTo = new Int32Array(STRIP_PX);
  /** Pixel rows of all runs of the strip. */
  #from = 0;
  #to = 0;

  /** @param frame [height x width] pixels, top row first. */
  draw(frame: Uint32Array, widthPx: number, heightPx: number, pool: CellPool, camera: PoolCamera, style: HeatStyle): void {
    this.#begin(frame, widthPx, heightPx, style.background | 0);
    this.#cells.begin(pool, style);
    this.#map.mapColumns(camera.time, widthPx, style.gapX);
    this.#map.mapRows(camera.price, widthPx, heightPx, style.gapY);
    const isTall = this.#map.slotCount * TALL_ROW_PX <= heightPx;
    for (let strip = 0; strip * STRIP_PX < widthPx; strip++) this.#drawStrip(strip, pool, camera.price, isTall);
    if (isTall) this.#repeatLines();
  }

  #begin(frame: Uint32Array, widthPx: number, heightPx: number, background: number): void {
    const sameSize = widthPx === this.#widthPx && heightPx === this.#heightPx;
    if (sameSize && frame === this.#frame && background === this.#background) return;
    if (!sameSize) {
      const strips = Math.ceil(widthPx / STRIP_PX);
      this.#drawnFrom = new Int32Array(strips);
      this.#drawnTo = new Int32Array(strips);
      this.#tile = new Int32Array((heightPx + 1) * STRIP_PX);
    }
    this.#frame = frame;
    this.#pixels = new Int32Array(frame.buffer, frame.byteOffset, frame.length);
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#background = background;
    this.#tile.fill(background, heightPx * STRIP_PX);
    this.#drawnFrom.fill(0);
    this.#drawnTo.fill(0);
    this.#pixels.fill(background, 0, widthPx * heightPx);
  }

  /** @param isTall paint the first line of every row, all others are copied from them. */
  #drawStrip(strip: number, pool: CellPool, price: AxisSteps, isTall: boolean): void {
    const x = strip * STRIP_PX;
    const end = Math.min(x + STRIP_PX, this.#widthPx);
    const runs = this.#findRuns(x, end, pool, price);
    const from = isTall ? 0 : this.#from;
    const to = isTall ? this.#heightPx : this.#to;
    this.#clearOutside(strip, x, end, from, to);
    if (from >= to) return;
    const { slotAt } = this.#map;
    const firstSlot = slotAt[from];
    const endSlot = slotAt[to - 1] + 1;
    for (let run = 0; run < runs; run++) this.#fillRun(run, pool, firstSlot, endSlot);
    const { lineStart, paintedSlotAt, slotCount, firstLineStart, firstPaintedSlot } = this.#map;
    if (isTall) paintStrip(this.#pixels, x, end - x, this.#tile, firstLineStart, firstPaintedSlot, 0, slotCount);
    else paintStrip(this.#pixels, x, end - x, this.#tile, lineStart, paintedSlotAt, from, to);
  }

  /** Copies the first line of every row to its others, and clears the lines between rows. */
  #repeatLines(): void {
    const pixels = this.#pixels;
    const width = this.#widthPx;
    const { slotAt, paintedSlotAt, lineStart, firstLineStart } = this.#map;
    for (let y = 0; y < this.#heightPx; y++) {
      const at = lineStart[y];
      const first = firstLineStart[slotAt[y]];
      if (paintedSlotAt[y] === this.#heightPx) pixels.fill(this.#background, at, at + width);
      else if (first !== at) pixels.copyWithin(at, first, first + width);
    }
  }

  /** Splits a strip into runs of one pool column each and finds the pixel rows of each, and of all together. @returns the number of runs. */
  #findRuns(x: number, end: number, pool: CellPool, price: AxisSteps): number {
    const { columnAt } = this.#map;
    const { headers, columnCount } = pool;
    let runs = 0;
    this.#from = this.#heightPx;
    this.#to = 0;
    for (let start = x; start < end; runs++) {
      const column = columnAt[start];
      let next = start + 1;
      while (next < end && columnAt[next] === column) next++;
      const header = column * HEADER_STRIDE;
      const count = column >= 0 && column < columnCount ? headers[header + HEADER_COUNT] : 0;
      let from = 0;
      let to = 0;
      if (count > 0) {
        const low = headers[header + HEADER_LOW_ROW];
        from = clampPixel(firstPixelOfCell(price, low), this.#heightPx);
        to = clampPixel(firstPixelOfCell(price, low + count), this.#heightPx);
        if (from < to && from < this.#from) this.#from = from;
        if (from < to && to > this.#to) this.#to = to;
      }
      this.#runColumn[runs] = column;
      this.#runEnd[runs] = next - x;
      this.#runFrom[runs] = from;
      this.#runTo[runs] = to;
      start = next;
    }
    return runs;
  }

  /** Copies the colours of one run to the tile, from `firstSlot` to `endSlot`: its cells, and background above and below them. */
  #fillRun(run: number, pool: CellPool, firstSlot: number, endSlot: number): void {
    const tile = this.#tile;
    const { rows, slotAt } = this.#map;
    const at = run === 0 ? 0 : this.#runEnd[run - 1];
    const width = this.#runEnd[run] - at;
    const from = this.#runFrom[run];
    const to = this.#runTo[run];
    const column = this.#runColumn[run];
    const slotFrom = from < to ? slotAt[from] : firstSlot;
    const slotTo = from < to ? slotAt[to - 1] + 1 : firstSlot;
    fillTile(tile, at, width, firstSlot, slotFrom, this.#background);
    fillTile(tile, at, width, slotTo, endSlot, this.#background);
    if (slotFrom === slotTo) return;
    this.#cells.shade(column);
    const header = column * HEADER_STRIDE;
    copyToTile(tile, at, width, slotFrom, slotTo, this.#cells.colours, rows, pool.headers[header + HEADER_OFFSET] - pool.headers[header + HEADER_LOW_ROW]);
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

function fillTile(tile: Int32Array, at: number, run: number, from: number, to: number, colour: number): void {
  for (let slot = from; slot < to; slot++) {
    const place = slot * STRIP_PX + at;
    for (let pixel = place; pixel < place + run; pixel++) tile[pixel] = colour;
  }
}

/** Copies the colours `base + rows[slot]` to the tile. */
function copyToTile(
  tile: Int32Array,
  at: number,
  run: number,
  from: number,
  to: number,
  colours: Int32Array,
  rows: Int32Array,
  base: number,
): void {
  for (let slot = from; slot < to; slot++) {
    const colour = colours[base + rows[slot]];
    const place = slot * STRIP_PX + at;
    tile[place] = colour;
    for (let pixel = place + 1; pixel < place + run; pixel++) tile[pixel] = colour;
  }
}

/**
 * Copies lines of the tile to a strip of the frame: line `i` of `from..to-1` is the tile's slot `slots[i]` and goes to `starts[i] + x`.
 * Whole strips are written out, for a loop takes twice as long.
 */
function paintStrip(
  pixels: Int32Array,
  x: number,
  width: number,
  tile: Int32Array,
  starts: Int32Array,
  slots: Int32Array,
  from: number,
  to: number,
): void {
  if (width < STRIP_PX) {
    for (let line = from; line < to; line++) {
      for (let pixel = 0; pixel < width; pixel++) pixels[starts[line] + x + pixel] = tile[slots[line] * STRIP_PX + pixel];
    }
    return;
  }
  for (let line = from; line < to; line++) {
    const at = starts[line] + x;
    const source = slots[line] * STRIP_PX;
    pixels[at] = tile[source];
    pixels[at + 1] = tile[source + 1];
    pixels[at + 2] = tile[source + 2];
    pixels[at + 3] = tile[source + 3];
    pixels[at + 4] = tile[source + 4];
    pixels[at + 5] = tile[source + 5];
    pixels[at + 6] = tile[source + 6];
    pixels[at + 7] = tile[source + 7];
    pixels[at + 8] = tile[source + 8];
    pixels[at + 9] = tile[source + 9];
    pixels[at + 10] = tile[source + 10];
    pixels[at + 11] = tile[source + 11];
    pixels[at + 12] = tile[source + 12];
    pixels[at + 13] = tile[source + 13];
    pixels[at + 14] = tile[source + 14];
    pixels[at + 15] = tile[source + 15];
  }
}

function clampPixel(pixel: number, size: number): number {
  return pixel < 0 ? 0 : pixel > size ? size : pixel;
}
