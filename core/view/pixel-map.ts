import type { AxisSteps } from "./pool-camera.ts";

/** Column of a pixel column that separates two columns. */
export const GAP_COLUMN = -0x80000000;

/** What each pixel column and row of a plot shows, worked out once a frame. Allocates only when the size changes. */
export class PixelMap {
  /** [width] pool column. */
  columnAt = new Int32Array(0);
  /** [width] the same for painting: {@link GAP_COLUMN} between two columns. */
  paintedColumnAt = new Int32Array(0);
  /** Slots in use. */
  slotCount = 0;
  /** [slots] the rows that pixels fall on, ascending, each once. */
  rows = new Int32Array(0);
  /** [height] slot of each pixel row, from the bottom. */
  slotAt = new Int32Array(0);
  /** [height] the same for painting: from {@link gapSlot} on between two rows. */
  paintedSlotAt = new Int32Array(0);
  /** [height] where each pixel row starts in the frame. */
  lineStart = new Int32Array(0);
  /** Lines of pixels that differ from each other. */
  distinctCount = 0;
  /** [distinct] start in the frame and painted slot of each. */
  distinctStart = new Int32Array(0);
  distinctSlot = new Int32Array(0);
  /** [height] start of the distinct line that each pixel row is equal to. */
  equalStart = new Int32Array(0);

  /** A slot that no row has: the first of what is seen between rows. */
  get gapSlot(): number {
    return this.slotAt.length;
  }

  /** @param gap leave one pixel between columns. */
  mapColumns(axis: AxisSteps, widthPx: number, gap: boolean): void {
    if (this.columnAt.length !== widthPx) {
      this.columnAt = new Int32Array(widthPx);
      this.paintedColumnAt = new Int32Array(widthPx);
    }
    const { columnAt, paintedColumnAt } = this;
    const { origin, step, shift } = axis;
    let position = axis.fraction;
    let column = origin + (position >>> shift);
    for (let x = 0; x < widthPx; x++) {
      position += step;
      const next = origin + (position >>> shift);
      columnAt[x] = column;
      paintedColumnAt[x] = gap && next !== column ? GAP_COLUMN : column;
      column = next;
    }
  }

  /** @param gap leave one pixel between rows. @param gapsAreEqual what is seen there is the same between all rows, and has one slot; else one for each row below. */
  mapRows(axis: AxisSteps, widthPx: number, heightPx: number, gap: boolean, gapsAreEqual = true): void {
    if (this.slotAt.length !== heightPx) this.#resizeRows(heightPx);
    const { rows, slotAt, paintedSlotAt, lineStart, distinctStart, distinctSlot, equalStart, gapSlot } = this;
    const { origin, step, shift } = axis;
    let position = axis.fraction;
    let row = origin + (position >>> shift);
    let slot = -1;
    let distinct = 0;
    let rowStart = 0;
    let gapStart = -1;
    for (let y = 0; y < heightPx; y++) {
      const isFirst = slot < 0 || rows[slot] !== row;
      if (isFirst) rows[++slot] = row;
      position += step;
      const next = origin + (position >>> shift);
      const start = (heightPx - 1 - y) * widthPx;
      const isGap = gap && next !== row;
      const painted = !isGap ? slot : gapsAreEqual ? gapSlot : gapSlot + slot;
      const known = isFirst ? -1 : !isGap ? rowStart : gapsAreEqual ? gapStart : -1;
      slotAt[y] = slot;
      paintedSlotAt[y] = painted;
      lineStart[y] = start;
      equalStart[y] = known < 0 ? start : known;
      if (known < 0) {
        distinctStart[distinct] = start;
        distinctSlot[distinct++] = painted;
      }
      if (isFirst) rowStart = start;
      if (isGap) gapStart = start;
      row = next;
    }
    this.slotCount = slot + 1;
    this.distinctCount = distinct;
  }

  #resizeRows(heightPx: number): void {
    this.rows = new Int32Array(heightPx);
    this.slotAt = new Int32Array(heightPx);
    this.paintedSlotAt = new Int32Array(heightPx);
    this.lineStart = new Int32Array(heightPx);
    this.distinctStart = new Int32Array(heightPx);
    this.distinctSlot = new Int32Array(heightPx);
    this.equalStart = new Int32Array(heightPx);
  }
}
