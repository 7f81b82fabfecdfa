import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_MAX_CODE, HEADER_OFFSET, HEADER_STRIDE, type CellPool } from "./cell-pool.ts";
import { heatCodeDifference, heatCodeSum } from "./heat-code.ts";
import { HEAT_FORMULAS, type HeatStyle, RAMP_BUY, RAMP_HEAT, RAMP_SELL, RAMP_SIZE, rampScale } from "./heat-style.ts";
import { type AxisSteps, firstPixelOfCell, type PoolCamera } from "./pool-camera.ts";

/** Row of a pixel that separates two rows. */
const GAP_ROW = -0x80000000;
/** From this width on a run of pixels is filled by one call. */
const FILL_WIDTH_PX = 12;

/**
 * Draws a cell pool into a frame of `0xAABBGGRR` pixels, exactly as shaders/heatmap.frag does, pixel for pixel.
 *
 * It remembers what it drew and into which frame: drawing again into the same frame clears only what the last drawing left outside of this one. So a frame
 * belongs to one raster, and nobody else writes to it. Nothing is allocated unless the size changes.
 */
export class HeatRaster {
  #frame: Uint32Array | null = null;
  #widthPx = 0;
  #heightPx = 0;
  #background = 0;
  /** [width + 1] pool column of each pixel column. */
  #columnAt = new Int32Array(1);
  /** [height] row of each pixel row, from the bottom; GAP_ROW between rows. */
  #rowAt = new Int32Array(0);
  /** [width] half-open pixel rows, from the bottom, drawn last. */
  #drawnFrom = new Int32Array(0);
  #drawnTo = new Int32Array(0);
  /** [height] colours of the column being drawn, by pixel row from the bottom. */
  #colours = new Uint32Array(0);

  /** @param frame [height x width] pixels, top row first. */
  draw(frame: Uint32Array, widthPx: number, heightPx: number, pool: CellPool, camera: PoolCamera, style: HeatStyle): void {
    this.#begin(frame, widthPx, heightPx, style.background);
    fillIndices(this.#columnAt, widthPx + 1, camera.time);
    this.#fillRows(camera.price, heightPx, style.gapY);
    const columnAt = this.#columnAt;
    for (let x = 0; x < widthPx; ) {
      const column = columnAt[x];
      let end = x + 1;
      while (end < widthPx && columnAt[end] === column) end++;
      const drawEnd = style.gapX && columnAt[end] !== column ? end - 1 : end;
      this.#drawColumn(pool, column, camera.price, style, x, drawEnd);
      if (drawEnd < end) this.#clearOutside(drawEnd, end, 0, 0);
      x = end;
    }
  }

  #begin(frame: Uint32Array, widthPx: number, heightPx: number, background: number): void {
    const own = frame === this.#frame && widthPx === this.#widthPx && heightPx === this.#heightPx && background === this.#background;
    if (own) return;
    if (widthPx !== this.#widthPx || heightPx !== this.#heightPx) {
      this.#columnAt = new Int32Array(widthPx + 1);
      this.#rowAt = new Int32Array(heightPx);
      this.#drawnFrom = new Int32Array(widthPx);
      this.#drawnTo = new Int32Array(widthPx);
      this.#colours = new Uint32Array(heightPx);
    }
    this.#frame = frame;
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#background = background;
    this.#drawnFrom.fill(0);
    this.#drawnTo.fill(0);
    frame.fill(background, 0, widthPx * heightPx);
  }

  #fillRows(axis: AxisSteps, heightPx: number, gap: boolean): void {
    const rowAt = this.#rowAt;
    fillIndices(rowAt, heightPx, axis);
    if (!gap) return;
    const above = axis.origin + ((axis.fraction + heightPx * axis.step) >>> axis.shift);
    for (let y = 0; y < heightPx; y++) {
      if (rowAt[y] !== (y + 1 < heightPx ? rowAt[y + 1] : above)) rowAt[y] = GAP_ROW;
    }
  }

  #drawColumn(pool: CellPool, column: number, price: AxisSteps, style: HeatStyle, x: number, end: number): void {
    const header = column * HEADER_STRIDE;
    const count = column >= 0 && column < pool.columnCount ? pool.headers[header + HEADER_COUNT] : 0;
    if (count === 0) {
      this.#clearOutside(x, end, 0, 0);
      return;
    }
    const low = pool.headers[header + HEADER_LOW_ROW];
    const from = clampPixel(firstPixelOfCell(price, low), this.#heightPx);
    const to = clampPixel(firstPixelOfCell(price, low + count), this.#heightPx);
    this.#clearOutside(x, end, from, to);
    if (from >= to || x >= end) return;
    const high = style.perColumn ? pool.headers[header + HEADER_MAX_CODE] : style.highCode;
    this.#shade(pool.cells, pool.headers[header + HEADER_OFFSET] - low, from, to, style, rampScale(style.lowCode, high));
    this.#paint(x, end, from, to);
  }

  /** Colours of the pixel rows `from..to-1` of one column. @param base position in the pool of the cell of row 0. */
  #shade(cells: Uint32Array, base: number, from: number, to: number, style: HeatStyle, scale: number): void {
    const rowAt = this.#rowAt;
    const colours = this.#colours;
    let row = GAP_ROW;
    let colour = style.background;
    for (let y = from; y < to; y++) {
      if (rowAt[y] !== row) {
        row = rowAt[y];
        const cell = row === GAP_ROW ? 0 : cells[base + row];
        colour = cell === 0 ? style.background : colourOf(cell, style, scale);
      }
      colours[y] = colour;
    }
  }

  #paint(x: number, end: number, from: number, to: number): void {
    const frame = this.#frame;
    if (frame === null) return;
    const width = this.#widthPx;
    const colours = this.#colours;
    let at = (this.#heightPx - 1 - from) * width + x;
    if (end - x === 1) {
      for (let y = from; y < to; y++, at -= width) frame[at] = colours[y];
    } else if (end - x < FILL_WIDTH_PX) {
      const run = end - x;
      for (let y = from; y < to; y++, at -= width) {
        const colour = colours[y];
        for (let pixel = at; pixel < at + run; pixel++) frame[pixel] = colour;
      }
    } else {
      const run = end - x;
      for (let y = from; y < to; y++, at -= width) frame.fill(colours[y], at, at + run);
    }
  }

  /** Clears what the last drawing left in the pixel columns outside of the pixel rows `from..to-1`. */
  #clearOutside(x: number, end: number, from: number, to: number): void {
    const drawnFrom = this.#drawnFrom;
    const drawnTo = this.#drawnTo;
    for (; x < end; x++) {
      const oldFrom = drawnFrom[x];
      const oldTo = drawnTo[x];
      if (oldFrom < from) this.#clear(x, oldFrom, Math.min(oldTo, from));
      if (oldTo > to) this.#clear(x, Math.max(oldFrom, to), oldTo);
      drawnFrom[x] = from;
      drawnTo[x] = to;
    }
  }

  #clear(x: number, from: number, to: number): void {
    const frame = this.#frame;
    if (frame === null) return;
    const width = this.#widthPx;
    let at = (this.#heightPx - 1 - from) * width + x;
    for (let y = from; y < to; y++, at -= width) frame[at] = this.#background;
  }
}

/**
 * The colour, `0xAABBGGRR`, of a cell that is not 0. Shader twin: `main` of heatmap.frag.
 * @param scale {@link rampScale} of the style, or of the column's own largest code for a style per column.
 */
export function colourOf(cell: number, style: HeatStyle, scale: number): number {
  const bid = cell & 0xffff;
  const ask = cell >>> 16;
  let ramp = ask >= bid ? RAMP_BUY : RAMP_SELL;
  let code: number;
  if (style.formula === HEAT_FORMULAS.total) {
    ramp = RAMP_HEAT;
    code = heatCodeSum(bid, ask);
  } else if (style.formula === HEAT_FORMULAS.delta) code = heatCodeDifference(bid, ask);
  else if (style.formula === HEAT_FORMULAS.side) code = ask >= bid ? ask : bid;
  else code = ask >= bid ? ask - bid : bid - ask;
  const above = code > style.lowCode ? code - style.lowCode : 0;
  const index = Math.imul(above, scale) >>> 16;
  return style.palette[ramp * RAMP_SIZE + (index > 255 ? 255 : index)];
}

function fillIndices(indices: Int32Array, count: number, axis: AxisSteps): void {
  let position = axis.fraction;
  for (let index = 0; index < count; index++) {
    indices[index] = axis.origin + (position >>> axis.shift);
    position += axis.step;
  }
}

function clampPixel(pixel: number, size: number): number {
  return pixel < 0 ? 0 : pixel > size ? size : pixel;
}
