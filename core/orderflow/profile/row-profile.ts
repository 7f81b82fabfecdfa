import type { BarView } from "../../market/bar-view.ts";
import { requireTicksPerRow } from "../fold/parameter.ts";
import type { ProfileRows } from "./profile-rows.ts";

const PAGE_BITS = 6;
const PAGE_ROWS = 1 << PAGE_BITS;
/** Per row: bid lots, ask lots, trades. */
const STRIDE = 3;
/** Pages that stay where they are when the profile is cleared: the next bar trades nearby. */
const KEPT_PAGES = 16;
/** Pages found without a search, by the low bits of their index. */
const NEAR_PAGES = 64;

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
  readonly #near: (Page | undefined)[] = Array.from({ length: NEAR_PAGES }, () => undefined);
  readonly #free: Page[] = [];
  /** Every row outside of them is 0. */
  #lowRow = Number.POSITIVE_INFINITY;
  #highRow = Number.NEGATIVE_INFINITY;

  constructor(ticksPerRow: number) {
    this.ticksPerRow = requireTicksPerRow(ticksPerRow);
  }

  /** Forgets everything; keeps the pages for reuse. */
  clear(): void {
    for (const page of this.#pages) {
      if (page.inUse) page.cells.fill(0, this.#firstCell(page), this.#endCell(page));
      page.inUse = false;
    }
    this.#lowRow = Number.POSITIVE_INFINITY;
    this.#highRow = Number.NEGATIVE_INFINITY;
    if (this.#pages.length <= KEPT_PAGES) return;
    this.#free.push(...this.#pages);
    this.#pages.length = 0;
    this.#byIndex.clear();
    this.#near.fill(undefined);
  }

  /** Adds the levels of the bars `from..to-1`. */
  add(bars: BarView, from: number, to: number): void {
    this.#sum(bars, from, to, 1);
  }

  /** Takes away bars that were added before. */
  subtract(bars: BarView, from: number, to: number): void {
    this.#sum(bars, from, to, -1);
  }

  /** Adds rows of the same height. */
  addRows({ row, bidLots, askLots, trades, length }: ProfileRows): void {
    if (length === 0) return;
    this.#widen(row[0], row[length - 1]);
    for (let at = 0; at < length; at++) {
      const { cells } = this.#pageOf(row[at] >> PAGE_BITS);
      const cell = (row[at] & (PAGE_ROWS - 1)) * STRIDE;
      cells[cell] += bidLots[at];
      cells[cell + 1] += askLots[at];
      cells[cell + 2] += trades[at];
    }
  }

  /** Adds the traded rows of this profile, ascending, to `rows`, which must have the same row height. */
  collect(rows: ProfileRows): void {
    let kept = 0;
    for (const page of this.#pages) {
      const before = rows.length;
      if (page.inUse) this.#collectPage(page, rows);
      if (rows.length > before || !page.inUse) this.#pages[kept++] = page;
      else this.#drop(page);
    }
    this.#pages.length = kept;
  }

  /** The levels of a bar ascend, so its lowest and highest row are those of its first and last level. */
  #sum({ levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, levelTrades }: BarView, from: number, to: number, sign: 1 | -1): void {
    const { ticksPerRow } = this;
    let index = Number.NaN;
    let cells: Float64Array = NO_CELLS;
    for (let bar = from; bar < to; bar++) {
      const end = levelOffsets[bar + 1];
      let level = levelOffsets[bar];
      if (level === end) continue;
      this.#widen(Math.floor(levelPriceTicks[level] / ticksPerRow), Math.floor(levelPriceTicks[end - 1] / ticksPerRow));
      for (; level < end; level++) {
        const row = ticksPerRow === 1 ? levelPriceTicks[level] : Math.floor(levelPriceTicks[level] / ticksPerRow);
        if (row >> PAGE_BITS !== index) {
          index = row >> PAGE_BITS;
          cells = this.#pageOf(index).cells;
        }
        const cell = (row & (PAGE_ROWS - 1)) * STRIDE;
        cells[cell] += sign * levelBidLots[level];
        cells[cell + 1] += sign * levelAskLots[level];
        cells[cell + 2] += sign * levelTrades[level];
      }
    }
  }

  #widen(lowRow: number, highRow: number): void {
    if (lowRow < this.#lowRow) this.#lowRow = lowRow;
    if (highRow > this.#highRow) this.#highRow = highRow;
  }

  #firstCell({ index }: Page): number {
    return Math.max(0, this.#lowRow - (index << PAGE_BITS)) * STRIDE;
  }

  #endCell({ index }: Page): number {
    return Math.min(PAGE_ROWS, this.#highRow + 1 - (index << PAGE_BITS)) * STRIDE;
  }

  #collectPage(page: Page, rows: ProfileRows): void {
    const { cells } = page;
    const first = this.#firstCell(page);
    const end = this.#endCell(page);
    rows.reserve(PAGE_ROWS);
    const { row, bidLots, askLots, trades } = rows;
    let at = rows.length;
    let pageRow = (page.index << PAGE_BITS) + first / STRIDE;
    for (let cell = first; cell < end; cell += STRIDE, pageRow++) {
      if (cells[cell + 2] === 0 && cells[cell] === 0 && cells[cell + 1] === 0) continue;
      row[at] = pageRow;
      bidLots[at] = cells[cell];
      askLots[at] = cells[cell + 1];
      trades[at++] = cells[cell + 2];
    }
    rows.length = at;
  }

  #pageOf(index: number): Page {
    const near = this.#near[index & (NEAR_PAGES - 1)];
    const page = near !== undefined && near.index === index ? near : this.#find(index);
    page.inUse = true;
    return page;
  }

  #find(index: number): Page {
    const page = this.#byIndex.get(index) ?? this.#insert(index);
    this.#near[index & (NEAR_PAGES - 1)] = page;
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
    this.#near[page.index & (NEAR_PAGES - 1)] = undefined;
    this.#free.push(page);
  }
}

const NO_CELLS = new Float64Array(0);
