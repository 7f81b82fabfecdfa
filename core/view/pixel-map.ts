import type { AxisSteps } from "./pool-camera.ts";

/** Column of a pixel column that separates two columns. */
export const GAP_COLUMN = -0x80000000;

/** What each pixel column and row of a plot shows, worked out once a frame. Allocates only when the size changes. */
export class PixelMap {
  /** [width] pool column, or {@link GAP_COLUMN}. */
  columnAt = new Int32Array(0);
  /** Slots in use. */
  slotCount = 0;
  /** [slots] the rows that pixels fall on, ascending, each once. */
  rows = new Int32Array(0);
  /** [height] slot of each pixel row, from the bottom. */
  slotAt = new Int32Array(0);
  /** [height] the same for painting: `height`, a slot that no row has, between two rows. */
  paintedSlotAt = new Int32Array(0);
  /** [height] where each pixel row starts in the frame. */
  lineStart = new Int32Array(0);
  /** [slots] the painted slot and the start of the first pixel row of each slot. */
  firstPaintedSlot = new Int32Array(0);
  firstLineStart = new Int32Array(0);

  /** @param gap leave one pixel between columns. */
  mapColumns(axis: AxisSteps, widthPx: number, gap: boolean): void {
    if (this.columnAt.length !== widthPx) this.columnAt = new Int32Array(widthPx);
    const { columnAt } = this;
    const { origin, step, shift } = axis;
    let position = axis.fraction;
    let column = origin + (position >>> shift);
    for (let x = 0; x < widthPx; x++) {
      position += step;
      const next = origin + (position >>> shift);
      columnAt[x] = gap && next !== column ? GAP_COLUMN : column;
      column = next;
    }
  }

  /** @param gap leave one pixel between rows. */
  mapRows(axis: AxisSteps, widthPx: number, heightPx: number, gap: boolean): void {
    if (this.slotAt.length !== heightPx) this.#resizeRows(heightPx);
    const { rows, slotAt, paintedSlotAt, lineStart, firstPaintedSlot, firstLineStart } = this;
    const { origin, step, shift } = axis;
    let position = axis.fraction;
    let row = origin + (position >>> shift);
    let slot = -1;
    for (let y = 0; y < heightPx; y++) {
      const isFirst = slot < 0 || rows[slot] !== row;
      if (isFirst) rows[++slot] = row;
      position += step;
      const next = origin + (position >>> shift);
      slotAt[y] = slot;
      paintedSlotAt[y] = gap && next !== row ? heightPx : slot;
      lineStart[y] = (heightPx - 1 - y) * widthPx;
      if (isFirst) {
        firstPaintedSlot[slot] = paintedSlotAt[y];
        firstLineStart[slot] = lineStart[y];
      }
      row = next;
    }
    this.slotCount = slot + 1;
  }

  #resizeRows(heightPx: number): void {
    this.rows = new Int32Array(heightPx);
    this.slotAt = new Int32Array(heightPx);
    this.paintedSlotAt = new Int32Array(heightPx);
    this.lineStart = new Int32Array(heightPx);
    this.firstPaintedSlot = new Int32Array(heightPx);
    this.firstLineStart = new Int32Array(heightPx);
  }
}
