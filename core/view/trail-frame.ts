import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_OFFSET, HEADER_STRIDE } from "./cell-pool.ts";
import type { HeatStyle } from "./heat-style.ts";
import type { PixelMap } from "./pixel-map.ts";
import { cellOfPixel, firstPixelOfCell, type PoolCamera } from "./pool-camera.ts";
import { STRIP_PX } from "./strip-runs.ts";
import { paintStrip } from "./strip-tile.ts";
import type { TrailPool } from "./trail-mirror.ts";
import { shadeTrail, TrailColours } from "./trail-shade.ts";

const NOTHING: Int32Array = new Int32Array(0);
/** Lines of memory to spare: the picture moves through them before its pixels have to be copied back. */
const SPARE_LINES = 128;
const NO_PLACES: Float64Array = new Float64Array(0);

/** Rows of pixels, as PixelMap knows them. */
type RowMap = Pick<PixelMap, "rows" | "slotAt" | "lineStart">;

/**
 * A picture of the heat trail alone that is kept from frame to frame. A trail fills the screen, so painting it costs several times what copying it does:
 * panning moves the picture by whole pixels, which is another place in a longer memory, and paints only what comes into view; a live second paints its own
 * column. What is kept is looked at pixel column by pixel column and line by line, so that it never differs from a picture painted anew.
 */
export class TrailFrame {
  /** [height x width] the picture, top row first: a part of the memory, and another one whenever the picture has moved. */
  pixels = NOTHING;
  /** [height + spare lines x width] where the picture is. */
  #memory = NOTHING;
  #start = 0;
  #widthPx = 0;
  #heightPx = 0;
  #pool: TrailPool | null = null;
  #camera: PoolCamera | null = null;
  #background = 0;
  #firstColumn = 0;
  #wantedColumnAt = NOTHING;
  readonly #colours = new TrailColours();
  /** [width] column, counted from the epoch, that each pixel column shows, and version of it. Older cells may arrive and the trail moves on: no other count stays. */
  #columnAt = NO_PLACES;
  #versionAt = NOTHING;
  /** [height] row that each line of pixels shows, from the bottom; NaN, which no row is equal to, where it shows none. */
  #rowAt = NO_PLACES;
  /** [slots x STRIP_PX] as in HeatRaster. */
  #tile = NOTHING;

  /**
   * Brings the picture up to a trail under a camera.
   * @param firstColumn what is added to a camera's column for one counted from the epoch.
   * @param columnAt [width] the camera's column of each pixel column, without lines between them. @param map rows of the camera.
   */
  update(
    pool: TrailPool,
    style: HeatStyle,
    camera: PoolCamera,
    firstColumn: number,
    columnAt: Int32Array,
    map: RowMap,
    widthPx: number,
    heightPx: number,
  ): void {
    const isOther = this.#resize(widthPx, heightPx) || pool !== this.#pool || (style.background | 0) !== this.#background;
    const isRecoloured = this.#colours.begin(style);
    this.#wantedColumnAt = columnAt;
    this.#pool = pool;
    this.#background = style.background | 0;
    if (isOther || isRecoloured) this.#rowAt.fill(Number.NaN);
    else this.#move(camera, firstColumn);
    this.#camera = camera;
    this.#firstColumn = firstColumn;
    const staleColumns = this.#countStaleColumns(pool);
    const staleRows = this.#countStaleRows(map);
    if (2 * staleColumns > widthPx || 2 * staleRows > heightPx) this.#paint(pool, map, 0, widthPx, 0, heightPx);
    else {
      this.#paintColumns(pool, map);
      this.#paintRows(pool, map);
    }
    this.#note(pool, map);
  }

  #resize(widthPx: number, heightPx: number): boolean {
    if (widthPx === this.#widthPx && heightPx === this.#heightPx) return false;
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#memory = new Int32Array(widthPx * (heightPx + SPARE_LINES));
    this.#place((widthPx * SPARE_LINES) >> 1);
    this.#columnAt = new Float64Array(widthPx);
    this.#versionAt = new Int32Array(widthPx);
    this.#rowAt = new Float64Array(heightPx);
    this.#tile = new Int32Array(heightPx * STRIP_PX);
    return true;
  }

  /** Moves the picture by the pixels that the camera has moved. What lies at its edges then is not what it says: those columns and lines are stale. */
  #move({ time, price }: PoolCamera, firstColumn: number): void {
    const before = this.#camera;
    if (before === null) return;
    const column = cellOfPixel(time, this.#widthPx >> 1);
    const row = cellOfPixel(price, this.#heightPx >> 1);
    const byX = firstPixelOfCell(before.time, column + firstColumn - this.#firstColumn) - firstPixelOfCell(time, column);
    const byY = firstPixelOfCell(before.price, row) - firstPixelOfCell(price, row);
    const isNear = Math.abs(byX) < this.#widthPx && Math.abs(byY) < this.#heightPx;
    if (!isNear || (byX === 0 && byY === 0)) return;
    moveBy(this.#columnAt, byX);
    moveBy(this.#versionAt, byX);
    moveBy(this.#rowAt, byY);
    this.#movePixels(byX - byY * this.#widthPx);
    markEdge(this.#versionAt, byX, -1);
    markEdge(this.#rowAt, byY, Number.NaN);
  }

  /** What stood at `index + by` stands at `index` then; what comes in from outside is of no matter. */
  #movePixels(by: number): void {
    const start = this.#start + by;
    const length = this.#widthPx * this.#heightPx;
    if (start >= 0 && start + length <= this.#memory.length) return this.#place(start);
    const middle = (this.#widthPx * SPARE_LINES) >> 1;
    const from = Math.max(0, start);
    this.#memory.copyWithin(middle + from - start, from, start + length);
    this.#place(middle);
  }

  #place(start: number): void {
    this.#start = start;
    this.pixels = this.#memory.subarray(start, start + this.#widthPx * this.#heightPx);
  }

  #isStaleColumn(pool: TrailPool, x: number): boolean {
    const column = this.#wantedColumnAt[x] + this.#firstColumn;
    return this.#columnAt[x] !== column || this.#versionAt[x] !== versionOf(pool, column);
  }

  #countStaleColumns(pool: TrailPool): number {
    let count = 0;
    for (let x = 0; x < this.#widthPx; x++) if (this.#isStaleColumn(pool, x)) count++;
    return count;
  }

  #countStaleRows({ rows, slotAt }: RowMap): number {
    let count = 0;
    for (let y = 0; y < this.#heightPx; y++) if (this.#rowAt[y] !== rows[slotAt[y]]) count++;
    return count;
  }

  #paintColumns(pool: TrailPool, map: RowMap): void {
    for (let x = 0; x < this.#widthPx; x++) {
      const from = x;
      while (x < this.#widthPx && this.#isStaleColumn(pool, x)) x++;
      if (from < x) this.#paint(pool, map, from, x, 0, this.#heightPx);
    }
  }

  #paintRows(pool: TrailPool, map: RowMap): void {
    const { rows, slotAt } = map;
    for (let y = 0; y < this.#heightPx; y++) {
      const from = y;
      while (y < this.#heightPx && this.#rowAt[y] !== rows[slotAt[y]]) y++;
      if (from < y) this.#paint(pool, map, 0, this.#widthPx, from, y);
    }
  }

  /** Notes what the picture shows now. */
  #note(pool: TrailPool, { rows, slotAt }: RowMap): void {
    for (let x = 0; x < this.#widthPx; x++) {
      const column = this.#wantedColumnAt[x] + this.#firstColumn;
      this.#columnAt[x] = column;
      this.#versionAt[x] = versionOf(pool, column);
    }
    for (let y = 0; y < this.#heightPx; y++) this.#rowAt[y] = rows[slotAt[y]];
  }

  /** Paints the pixel columns `fromX..toX-1` of the lines `fromY..toY-1`, counted from the bottom. */
  #paint(pool: TrailPool, map: RowMap, fromX: number, toX: number, fromY: number, toY: number): void {
    const { slotAt, lineStart } = map;
    const firstSlot = slotAt[fromY];
    const endSlot = slotAt[toY - 1] + 1;
    for (let x = fromX; x < toX; x += STRIP_PX) {
      const end = Math.min(x + STRIP_PX, toX);
      this.#shade(pool, map, x, end, firstSlot, endSlot);
      paintStrip(this.pixels, x, end - x, this.#tile, lineStart, slotAt, fromY, toY);
    }
  }

  /** Fills the tile for the pixel columns `x..end-1`, slots `firstSlot..endSlot-1`. */
  #shade(pool: TrailPool, { rows }: RowMap, x: number, end: number, firstSlot: number, endSlot: number): void {
    const tile = this.#tile;
    const { headers, columnCount, cells } = pool;
    const shift = this.#firstColumn - pool.firstColumn;
    const columnAt = this.#wantedColumnAt;
    const { colours } = this.#colours;
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

/** The version of a trail's column, counted from the epoch; 0 where there is none. */
function versionOf({ columnVersions, columnCount, firstColumn }: TrailPool, epochColumn: number): number {
  const column = epochColumn - firstColumn;
  return column >= 0 && column < columnCount ? columnVersions[column] : 0;
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

/** Puts what stands at `index + by` to `index`. */
function moveBy(values: Int32Array | Float64Array, by: number): void {
  if (by > 0) values.copyWithin(0, by);
  else if (by < 0) values.copyWithin(-by, 0);
}

/** Sets what {@link moveBy} has left behind. */
function markEdge(values: Int32Array | Float64Array, by: number, mark: number): void {
  if (by > 0) values.fill(mark, values.length - by);
  else if (by < 0) values.fill(mark, 0, -by);
}
