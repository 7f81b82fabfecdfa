import { type AxisSteps, cellOfPixel, edgeOfCell, type PoolCamera } from "./pool-camera.ts";

/** Lines of memory to spare: the picture moves through them before its pixels have to be copied back. */
const SPARE_LINES = 128;

/** Numbers per pixel column in {@link Shown.versions}. */
export const VERSION_STRIDE = 5;
/** A camera that is this far from a whole pixel off the one before has not only moved. */
const TOLERANCE_PX = 1 / 16;
/** Stretches of stale columns or lines beyond which painting them one by one is more work than painting all. */
const MOST_STRETCHES = 32;

/** What the pixel columns and lines of a picture show. Two of them that have the same numbers at a column and at a line, a whole number of pixels apart, have the same pixel there. */
class Shown {
  /** [width] what a pixel column shows: a column, counted from the epoch, and a half more where it separates two columns. */
  readonly columnAt: Float64Array;
  /** [width x VERSION_STRIDE] versions of what a pixel column is painted from, and where else than beside it that lies. */
  readonly versions: Int32Array;
  /** [height] row that each line shows, from the bottom, and a half more where it separates two rows; NaN, which no row is equal to, where it shows none. */
  readonly rowAt: Float64Array;

  constructor(widthPx: number, heightPx: number) {
    this.columnAt = new Float64Array(widthPx);
    this.versions = new Int32Array(widthPx * VERSION_STRIDE);
    this.rowAt = new Float64Array(heightPx).fill(Number.NaN);
  }
}

/**
 * Memory of a picture of columns over time and rows of price that is kept from frame to frame. Panning moves it by whole pixels, which is another place in a
 * longer memory. What it shows is noted pixel column by pixel column and line by line, so that whoever paints it learns which of them are to be painted
 * anew ({@link isStaleColumn}, {@link isStaleRow}), and the picture never differs from one painted anew. Allocates when the size changes, and a view when it moves.
 */
export class KeptPicture {
  /** [height x width] the picture, top row first: a part of the memory, and another one whenever the picture has moved. */
  pixels: Int32Array = new Int32Array(0);
  /** What the picture is to show: for the painter to fill in, between {@link begin} and {@link finish}. */
  wanted = new Shown(0, 0);
  #shown = new Shown(0, 0);
  /** [height + spare lines x width] where the picture is. */
  #memory: Int32Array = new Int32Array(0);
  #start = 0;
  #widthPx = 0;
  #heightPx = 0;
  #camera: PoolCamera | null = null;
  #firstColumn = 0;

  /**
   * Turns to a size and moves the picture to where a camera sees it.
   * @param firstColumn what is added to a camera's column for one counted from the epoch.
   */
  begin(camera: PoolCamera, firstColumn: number, widthPx: number, heightPx: number): void {
    if (widthPx !== this.#widthPx || heightPx !== this.#heightPx) this.#resize(widthPx, heightPx);
    else this.#move(camera, firstColumn);
    this.#camera = camera;
    this.#firstColumn = firstColumn;
  }

  /** Nothing of the picture is right any more. */
  forget(): void {
    this.#shown.rowAt.fill(Number.NaN);
  }

  isStaleColumn(x: number): boolean {
    const { columnAt, versions } = this.wanted;
    const shown = this.#shown;
    if (shown.columnAt[x] !== columnAt[x]) return true;
    for (let at = x * VERSION_STRIDE; at < (x + 1) * VERSION_STRIDE; at++) if (shown.versions[at] !== versions[at]) return true;
    return false;
  }

  /** @param y counted from the bottom. */
  isStaleRow(y: number): boolean {
    return this.#shown.rowAt[y] !== this.wanted.rowAt[y];
  }

  /** `true` when it is less work to paint all of it. */
  isMostlyStale(): boolean {
    let columns = 0;
    let rows = 0;
    let stretches = 0;
    let wasStale = false;
    for (let x = 0; x < this.#widthPx; x++) {
      const isStale = this.isStaleColumn(x);
      if (isStale) columns++;
      if (isStale && !wasStale) stretches++;
      wasStale = isStale;
    }
    for (let y = 0; y < this.#heightPx; y++) {
      const isStale = this.isStaleRow(y);
      if (isStale) rows++;
      if (isStale && (y === 0 || !wasStale)) stretches++;
      wasStale = isStale;
    }
    return 2 * columns > this.#widthPx || 2 * rows > this.#heightPx || stretches > MOST_STRETCHES;
  }

  /** All that was wanted has been painted. */
  finish(): void {
    const shown = this.#shown;
    this.#shown = this.wanted;
    this.wanted = shown;
  }

  #resize(widthPx: number, heightPx: number): void {
    this.#widthPx = widthPx;
    this.#heightPx = heightPx;
    this.#shown = new Shown(widthPx, heightPx);
    this.wanted = new Shown(widthPx, heightPx);
    this.#memory = new Int32Array(widthPx * (heightPx + SPARE_LINES));
    this.#place((widthPx * SPARE_LINES) >> 1);
  }

  /** Moves the picture by the pixels that the camera has moved. What lies at its edges then is not what it says: those columns and lines are stale. */
  #move({ time, price }: PoolCamera, firstColumn: number): void {
    const before = this.#camera;
    if (before === null) return;
    const column = cellOfPixel(time, this.#widthPx >> 1);
    const row = cellOfPixel(price, this.#heightPx >> 1);
    const byX = pixelsMoved(before.time, column + firstColumn - this.#firstColumn, time, column);
    const byY = pixelsMoved(before.price, row, price, row);
    const isNear = Math.abs(byX) < this.#widthPx && Math.abs(byY) < this.#heightPx;
    if (!isNear) return this.forget();
    if (byX === 0 && byY === 0) return;
    const { columnAt, versions, rowAt } = this.#shown;
    moveBy(columnAt, byX);
    moveBy(versions, byX * VERSION_STRIDE);
    moveBy(rowAt, byY);
    this.#movePixels(byX - byY * this.#widthPx);
    markEdge(columnAt, byX);
    markEdge(rowAt, byY);
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
}

/** By how many pixels a cell's edge has moved towards the start; NaN when that is no whole number. */
function pixelsMoved(before: AxisSteps, cellBefore: number, now: AxisSteps, cellNow: number): number {
  const moved = edgeOfCell(before, cellBefore) - edgeOfCell(now, cellNow);
  const whole = Math.round(moved);
  return Math.abs(moved - whole) < TOLERANCE_PX ? whole : Number.NaN;
}

/** Puts what stands at `index + by` to `index`. */
function moveBy(values: Int32Array | Float64Array, by: number): void {
  if (by > 0) values.copyWithin(0, by);
  else if (by < 0) values.copyWithin(-by, 0);
}

/** Marks what {@link moveBy} has left behind as equal to nothing. */
function markEdge(values: Float64Array, by: number): void {
  if (by > 0) values.fill(Number.NaN, values.length - by);
  else if (by < 0) values.fill(Number.NaN, 0, -by);
}
