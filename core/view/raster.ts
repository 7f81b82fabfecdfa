import { type CellPool, HEADER_COUNT, HEADER_STRIDE } from "./cell-pool.ts";
import { type HeatTrail, HeatStrips } from "./heat-strips.ts";
import type { HeatStyle } from "./heat-style.ts";
import { KeptPicture, VERSION_STRIDE } from "./kept-picture.ts";
import { PixelMap } from "./pixel-map.ts";
import type { AxisSteps, PoolCamera } from "./pool-camera.ts";
import type { TrailPool } from "./trail-mirror.ts";

/**
 * What is painted upon the heat and kept with it. What belongs to a column changes only with it, with the last column before it that has trades, or with the
 * look; it begins a pixel before the column's left edge at the earliest, and ends with the column.
 */
export interface HeatMarks {
  /** Another number whenever the marks of the same columns look otherwise or the scale is another. */
  readonly look: number;
  /** Paints the marks in the pixels `[fromX, toX) x [fromY, toY)` of a picture, counted from its top left, which shows the heat alone there. */
  paint(pixels: Int32Array, fromX: number, toX: number, fromY: number, toY: number): void;
}

/**
 * Draws a cell pool, over a heat trail where there is one, into frames of `0xAABBGGRR` pixels, exactly as the shaders heatmap.vert and heatmap.frag do, pixel for pixel.
 *
 * The picture is kept from frame to frame: a pan moves it and paints only what comes into view, a live second paints its own column, and the frame is a copy.
 * Some frames are painted without being kept: those whose cells have another size than in the last one, since while one zooms every frame is another; the second
 * and every further one in a row with other colours; and those with several columns to a pixel, of which a pixel shows only one.
 */
export class HeatRaster {
  readonly #map = new PixelMap();
  readonly #strips = new HeatStrips(this.#map);
  readonly #kept = new KeptPicture();
  #frame: Uint32Array | null = null;
  /** The frame as signed integers, which engines keep in registers: the same memory. */
  #pixels: Int32Array = new Int32Array(0);
  #camera: PoolCamera | null = null;
  #marks: HeatMarks | null = null;
  #look: number | null = null;
  /** The last frame had other colours or marks than the one before it: so may the next one. */
  #wasOther = false;

  /** @param frame [height x width] pixels, top row first. All of them are written. */
  draw(
    frame: Uint32Array,
    widthPx: number,
    heightPx: number,
    pool: CellPool,
    camera: PoolCamera,
    style: HeatStyle,
    trail: HeatTrail | null = null,
    marks: HeatMarks | null = null,
  ): void {
    if (frame !== this.#frame) this.#pixels = new Int32Array(frame.buffer, frame.byteOffset, frame.length);
    this.#frame = frame;
    this.#map.mapColumns(camera.time, widthPx, style.gapX);
    this.#map.mapRows(camera.price, widthPx, heightPx, style.gapY, trail === null);
    const isRecoloured = this.#strips.begin(pool, camera, style, trail, widthPx, heightPx);
    const isResized = this.#camera === null || !isSameStep(camera.time, this.#camera.time) || !isSameStep(camera.price, this.#camera.price);
    const look = marks?.look ?? null;
    const isOther = isRecoloured || look !== this.#look || pool.columnVersions === undefined;
    const isKept = !isResized && !(isOther && this.#wasOther) && !skipsColumns(this.#map.columnAt);
    this.#camera = camera;
    this.#marks = marks;
    this.#look = look;
    this.#wasOther = isOther;
    if (isKept) this.#kept.begin(camera, pool.firstColumn, widthPx, heightPx);
    if (!isKept || isOther) this.#kept.forget();
    if (!isKept) return this.#paintAll(this.#pixels, widthPx, heightPx);
    this.#want(pool, trail?.pool ?? null, widthPx, heightPx);
    this.#repaint(widthPx, heightPx);
    this.#pixels.set(this.#kept.pixels);
  }

  /** Says what every pixel column and line is to show. */
  #want(pool: CellPool, trail: TrailPool | null, widthPx: number, heightPx: number): void {
    const { columnAt, paintedColumnAt, rows, slotAt, paintedSlotAt } = this.#map;
    const { columnAt: wantedColumnAt, versions, rowAt } = this.#kept.wanted;
    const { firstColumn } = pool;
    let tradedBefore = lastTraded(pool, columnAt[0]);
    for (let x = 0; x < widthPx; x++) {
      const column = columnAt[x];
      const at = x * VERSION_STRIDE;
      if (x > 0 && column !== columnAt[x - 1] && hasTrades(pool, columnAt[x - 1])) tradedBefore = columnAt[x - 1];
      wantedColumnAt[x] = column + firstColumn + (paintedColumnAt[x] === column ? 0 : 0.5);
      versions[at] = versionOf(pool, column);
      versions[at + 1] = versionOf(pool, column + 1);
      versions[at + 2] = versionOf(pool, tradedBefore);
      versions[at + 3] = tradedBefore < 0 ? -1 : column - tradedBefore;
      versions[at + 4] = trail === null ? 0 : versionOf(trail, column + firstColumn - trail.firstColumn);
    }
    for (let y = 0; y < heightPx; y++) rowAt[y] = rows[slotAt[y]] + (paintedSlotAt[y] === slotAt[y] ? 0 : 0.5);
  }

  #repaint(widthPx: number, heightPx: number): void {
    const kept = this.#kept;
    if (kept.isMostlyStale()) this.#paintAll(kept.pixels, widthPx, heightPx);
    else {
      for (let x = 0; x < widthPx; x++) {
        const from = x;
        while (x < widthPx && kept.isStaleColumn(x)) x++;
        if (from < x) this.#paint(kept.pixels, from, x, 0, heightPx, heightPx);
      }
      for (let y = 0; y < heightPx; y++) {
        const from = y;
        while (y < heightPx && kept.isStaleRow(y)) y++;
        if (from < y) this.#paint(kept.pixels, 0, widthPx, from, y, heightPx);
      }
    }
    kept.finish();
  }

  #paintAll(pixels: Int32Array, widthPx: number, heightPx: number): void {
    this.#strips.paintAll(pixels);
    this.#marks?.paint(pixels, 0, widthPx, 0, heightPx);
  }

  /** Paints the pixel columns `fromX..toX-1` of the lines `fromLine..toLine-1`, counted from the bottom. */
  #paint(pixels: Int32Array, fromX: number, toX: number, fromLine: number, toLine: number, heightPx: number): void {
    this.#strips.paint(pixels, fromX, toX, fromLine, toLine);
    this.#marks?.paint(pixels, fromX, toX, heightPx - toLine, heightPx - fromLine);
  }
}

/** `true` when there are columns between those shown that no pixel shows: neighbours are then one column apart, or two. */
function skipsColumns(columnAt: Int32Array): boolean {
  return columnAt[columnAt.length - 1] - columnAt[0] >= columnAt.length;
}

/** `true` when cells have as many pixels; the last bit of a step may differ with where the window begins. */
function isSameStep(a: AxisSteps, b: AxisSteps): boolean {
  return a.shift === b.shift && Math.abs(a.step - b.step) <= 1;
}

function hasTrades({ headers, columnCount }: CellPool, column: number): boolean {
  return column >= 0 && column < columnCount && headers[column * HEADER_STRIDE + HEADER_COUNT] > 0;
}

/** The last column with trades before `column`; -1 where there is none. */
function lastTraded(pool: CellPool, column: number): number {
  let before = Math.min(column, pool.columnCount) - 1;
  while (before >= 0 && !hasTrades(pool, before)) before--;
  return Math.max(-1, before);
}

/** The version of a pool's or a trail's column, counted from its first; 0 where there is none. */
function versionOf({ columnVersions, columnCount }: CellPool | TrailPool, column: number): number {
  return columnVersions !== undefined && column >= 0 && column < columnCount ? columnVersions[column] : 0;
}
