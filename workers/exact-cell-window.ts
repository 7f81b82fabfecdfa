import type { BarView } from "../core/market/bar-view.ts";
import { floorDiv } from "../core/market/floor-div.ts";
import { type PoolKey, samePoolKey } from "../core/view/cell-pool.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { ExactCells } from "../protocol/worker-api.ts";
import { type CellRegion, containsRegion, regionOf, widened } from "./cell-region.ts";
import { type ColumnSums, MAX_SUM_ROWS, sumCells } from "./cell-sums.ts";
import { SpanSet } from "./span-set.ts";

/** Most columns whose numbers are kept. Text is on the screen only where cells are large, so a sane window needs a tenth of it. */
const MAX_COLUMNS = 2048;

/**
 * Exact numbers of the cells on the screen and half a screen around it, so that panning needs no answer from here. Kept by column: a live second costs the
 * sums of its own column only.
 */
export class ExactCellWindow {
  #key: PoolKey | null = null;
  #region: CellRegion | null = null;
  readonly #columns = new Map<number, ColumnSums>();
  readonly #stale = new SpanSet();
  #changed = false;

  /** Says what is on the screen. Keeps everything while that lies within what is held. */
  show(key: PoolKey, view: Viewport): void {
    const visible = regionOf(key, view);
    if (this.#key !== null && samePoolKey(this.#key, key) && containsRegion(this.#region, visible)) return;
    this.clear();
    this.#region = withMargin(visible);
    if (this.#region === null) return;
    this.#key = key;
    this.#stale.add(this.#region.fromColumn, this.#region.toColumn);
    this.#changed = true;
  }

  /** No numbers are wanted. */
  clear(): void {
    this.#key = null;
    this.#region = null;
    this.#columns.clear();
    this.#stale.clear();
    this.#changed = false;
  }

  /** Bars of `[fromSec, toSec)` have changed. */
  markStale(fromSec: number, toSec: number): void {
    if (this.#key === null || this.#region === null) return;
    const from = Math.max(this.#region.fromColumn, floorDiv(fromSec, this.#key.columnSec));
    const to = Math.min(this.#region.toColumn, floorDiv(toSec - 1, this.#key.columnSec) + 1);
    if (from >= to) return;
    this.#stale.add(from, to);
    this.#changed = true;
  }

  /** Sums stale columns until `deadlineMs` (`performance.now()`); at least one. @returns `true` when some are left. */
  work(bars: BarView, deadlineMs: number): boolean {
    if (this.#key === null || this.#region === null) return false;
    const { columnSec, ticksPerRow } = this.#key;
    const { fromColumn, toColumn, lowRow, highRow } = this.#region;
    this.#skipEmpty(bars, columnSec);
    for (let next = this.#stale.nearest(fromColumn, toColumn); next !== null; next = this.#stale.nearest(fromColumn, toColumn)) {
      const column = next.to - 1;
      const sums = sumCells(bars, column * columnSec, next.to * columnSec, ticksPerRow, lowRow, highRow);
      if (sums.row.length > 0) this.#columns.set(column, sums);
      else this.#columns.delete(column);
      this.#stale.remove(column, next.to);
      if (performance.now() >= deadlineMs) break;
    }
    return !this.#stale.isEmpty;
  }

  /** All numbers, when they are complete and have changed since the last call; else null. */
  take(): ExactCells | null {
    if (this.#key === null || !this.#changed || !this.#stale.isEmpty) return null;
    this.#changed = false;
    return gather(this.#key, this.#columns);
  }

  /** Columns before the first and after the last bar hold nothing: no need to look. */
  #skipEmpty(bars: BarView, columnSec: number): void {
    const first = bars.length === 0 ? Number.POSITIVE_INFINITY : floorDiv(bars.timeSec[0], columnSec);
    const end = bars.length === 0 ? Number.POSITIVE_INFINITY : floorDiv(bars.timeSec[bars.length - 1], columnSec) + 1;
    for (const column of this.#columns.keys()) if (column < first || column >= end) this.#columns.delete(column);
    this.#stale.remove(Number.NEGATIVE_INFINITY, first);
    this.#stale.remove(end, Number.POSITIVE_INFINITY);
  }
}

/** Half a screen more on each side; null when that is no region of sensible size. */
function withMargin(visible: CellRegion): CellRegion | null {
  const columns = Math.ceil((visible.toColumn - visible.fromColumn) / 2);
  const rows = Math.ceil((visible.highRow - visible.lowRow + 1) / 2);
  const region = widened(visible, columns, rows);
  const isSensible = region.toColumn - region.fromColumn <= MAX_COLUMNS && region.highRow - region.lowRow < MAX_SUM_ROWS;
  return isSensible ? region : null;
}

function gather(key: PoolKey, columns: ReadonlyMap<number, ColumnSums>): ExactCells {
  const ascending = [...columns.keys()].sort((a, b) => a - b);
  let count = 0;
  for (const sums of columns.values()) count += sums.row.length;
  const cells = {
    key,
    column: new Float64Array(count),
    row: new Int32Array(count),
    bidLots: new Float64Array(count),
    askLots: new Float64Array(count),
    trades: new Int32Array(count),
  };
  let at = 0;
  for (const column of ascending) {
    const sums = columns.get(column);
    if (sums === undefined) continue;
    cells.column.fill(column, at, at + sums.row.length);
    cells.row.set(sums.row, at);
    cells.bidLots.set(sums.bidLots, at);
    cells.askLots.set(sums.askLots, at);
    cells.trades.set(sums.trades, at);
    at += sums.row.length;
  }
  return cells;
}
