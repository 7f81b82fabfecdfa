import type { BarView } from "../../market/bar-view.ts";
import { requireTicksPerRow } from "../fold/parameter.ts";
import type { ProfileRows } from "./profile-rows.ts";

const PAGE_BITS = 6;
const PAGE_ROWS = 1 << PAGE_BITS;
/** Per row: bid lots, ask lots, trades. */
const STRIDE = 3;
/** Pages that stay where they are when the profile is cleared: the next bar trades nearby. */
const KEPT_PAGES = 16;

interface Page {
  /** `row >> PAGE_BITS` of all its rows. */
  index: number;
  /** `false`: all 0. */
  inUse: boolean;
  readonly cells: Float64Array;
}

/**
 * Exact sums of levels per price row, to which seconds are added and from which they are taken away again. Rows stand in pages of 64, so a bad print far
 * off costs one page and not the whole range between. Whole lots: every sum is exact, whatever the order.
 */
export class RowProfile {
  readonly ticksPerRow: number;
  /** Ascending by index. */
  readonly #pages: Page[] = [];
  readonly #byIndex = new Map<number, Page>();
  readonly #free: Page[] = [];

  constructor(ticksPerRow: number) {
    this.ticksPerRow = requireTicksPerRow(ticksPerRow);
  }

  /** Forgets everything; keeps the pages for reuse. */
  clear(): void {
    for (const page of this.#pages) {
      if (page.inUse) page.cells.fill(0);
      page.inUse = false;
    }
    if (this.#pages.length <= KEPT_PAGES) return;
    this.#free.push(...this.#pages);
    this.#pages.length = 0;
    this.#byIndex.clear();
  }

  /** Adds the levels of the bars `from..to-1`. */
  add(bars: BarView, from: number, to: number): void {
    if (from < to) this.#sum(bars, bars.levelOffsets[from], bars.levelOffsets[to], 1);
  }

  /** Takes away bars that were added before. */
  subtract(bars: BarView, from: number, to: number): void {
    if (from < to) this.#sum(bars, bars.levelOffsets[from], bars.levelOffsets[to], -1);
  }

  /** Adds the traded rows of this profile, ascending, to `rows`, which must have the same row height. */
  collect(rows: ProfileRows): void {
    let kept = 0;
    for (const page of this.#pages) {
      const before = rows.length;
      if (page.inUse) collectPage(page, rows);
      if (rows.length > before || !page.inUse) this.#pages[kept++] = page;
      else this.#drop(page);
    }
    this.#pages.length = kept;
  }

  #sum(bars: BarView, from: number, to: number, sign: 1 | -1): void {
    const { levelPriceTicks, levelBidLots, levelAskLots, levelTrades } = bars;
    const { ticksPerRow } = this;
    let index = Number.NaN;
    let cells: Float64Array = NO_CELLS;
    for (let level = from; level < to; level++) {
      const row = ticksPerRow === 1 ? levelPriceTicks[level] : Math.floor(levelPriceTicks[level] / ticksPerRow);
      if (row >> PAGE_BITS !== index) {
        index = row >> PAGE_BITS;
        cells = this.#pageOf(index).cells;
      }
      const at = (row & (PAGE_ROWS - 1)) * STRIDE;
      cells[at] += sign * levelBidLots[level];
      cells[at + 1] += sign * levelAskLots[level];
      cells[at + 2] += sign * levelTrades[level];
    }
  }

  #pageOf(index: number): Page {
    const page = this.#byIndex.get(index) ?? this.#insert(index);
    page.inUse = true;
    return page;
  }

  #insert(index: number): Page {
    const page = this.#free.pop() ?? { index, inUse: false, cells: new Float64Array(PAGE_ROWS * STRIDE) };
    page.index = index;
    this.#byIndex.set(index, page);
    let at = this.#pages.length;
    while (at > 0 && this.#pages[at - 1].index > index) at--;
    this.#pages.splice(at, 0, page);
    return page;
  }

  #drop(page: Page): void {
    page.inUse = false;
    this.#byIndex.delete(page.index);
    this.#free.push(page);
  }
}

const NO_CELLS = new Float64Array(0);

function collectPage(page: Page, rows: ProfileRows): void {
  const { cells } = page;
  const firstRow = page.index << PAGE_BITS;
  for (let at = 0, row = firstRow; at < cells.length; at += STRIDE, row++) {
    if (cells[at + 2] !== 0 || cells[at] !== 0 || cells[at + 1] !== 0) rows.push(row, cells[at], cells[at + 1], cells[at + 2]);
  }
}
