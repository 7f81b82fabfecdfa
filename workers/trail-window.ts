import { floorDiv } from "../core/market/floor-div.ts";
import { type PoolKey, samePoolKey } from "../core/view/cell-pool.ts";
import { sameTrailSpan } from "../core/view/trail-span.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { TrailPatch, TrailReading } from "../protocol/trail.ts";
import { type CellRegion, regionOf } from "./cell-region.ts";
import { SpanSet } from "./span-set.ts";
import { TrailColumns, type TrailKind, type TrailSource } from "./trail-columns.ts";
import { TrailQueue } from "./trail-queue.ts";
import { moveTrailRegion, planTrailRegion, type TrailRegion } from "./trail-region.ts";
import { type TrailEnds, TrailScale } from "./trail-scale.ts";

/** What a trail is wanted for. */
export interface TrailView extends TrailKind {
  readonly viewport: Viewport;
}

const NOTHING_SEEN: CellRegion = { fromColumn: 0, toColumn: 0, lowRow: 0, highRow: 0 };
const NOTHING_HELD: TrailRegion = { ...NOTHING_SEEN, slots: 1, guardColumns: 0, guardRows: 0 };

/**
 * The heat trail on the screen and around it: per column the volume per row that traded in the seconds up to it. Columns are made one after the other by
 * sliding exact sums, those in view first, in small pieces; a live second costs its own levels and one column. A column whose seconds have not all arrived
 * waits, one that lies wholly in a gap stays empty: nothing is known of that time.
 */
export class TrailWindow {
  #trail: TrailColumns | null = null;
  #region: TrailRegion = NOTHING_HELD;
  #visible = NOTHING_SEEN;
  /** Columns of the region that are not made, or out of date. */
  readonly #stale = new SpanSet();
  readonly #queue = new TrailQueue();
  readonly #scale = new TrailScale();
  #dataEndSec = Number.NEGATIVE_INFINITY;
  #gaps: Float64Array | null = null;
  #resets = false;
  /** Columns of the queue after which all in view have been told; null before. */
  #settledAt: number | null = null;
  #isSettled = false;
  #ends: TrailEnds = { lowCode: 0, highCode: 0 };
  #scaleIsOld = false;

  /** Columns wait to be taken. */
  get hasMore(): boolean {
    return !this.#queue.isEmpty;
  }

  /** Says what is on the screen. Keeps what is held while that lies within; moves along with it in time. */
  show(wanted: TrailView): void {
    const visible = regionOf(wanted.key, wanted.viewport);
    const isSame = this.#trail !== null && sameKind(this.#trail.kind, wanted);
    if (isSame && sameRegion(this.#visible, visible)) return;
    this.#visible = visible;
    this.#scaleIsOld = true;
    const region = isSame ? moveTrailRegion(this.#region, visible) : null;
    if (region === null) this.#start(wanted, planTrailRegion(visible) ?? NOTHING_HELD);
    else if (region !== this.#region) this.#moveTo(region);
  }

  /** No trail is wanted. */
  clear(): void {
    this.#trail = null;
    this.#region = NOTHING_HELD;
    this.#stale.clear();
    this.#queue.clear();
    this.#scale.start(1);
    this.#gaps = null;
    this.#dataEndSec = Number.NEGATIVE_INFINITY;
  }

  /** Bars of `[fromSec, toSec)` have changed: so have all columns that look back on them. */
  markStale(fromSec: number, toSec: number): void {
    if (this.#trail === null) return;
    const { key, span, calendar } = this.#trail.kind;
    const seenToSec = span.kind === "seconds" ? toSec + span.seconds : (calendar?.boundsOf(toSec - 1).endSec ?? toSec) + key.columnSec;
    this.#markColumns(floorDiv(fromSec, key.columnSec), floorDiv(seenToSec, key.columnSec) + 1);
  }

  /**
   * Makes stale columns until `deadlineMs` (`performance.now()`), nearest to the screen first; at least one piece.
   * @returns `true` when some are left that can be made.
   */
  work(source: TrailSource, deadlineMs: number, onlyVisible: boolean): boolean {
    const trail = this.#trail;
    if (trail === null || source.bars.length === 0) return false;
    this.#noteSource(trail.kind.key.columnSec, source);
    const least = this.#firstKnownColumn(trail, source);
    const end = floorDiv(this.#dataEndSec - 1, trail.kind.key.columnSec) + 1;
    for (;;) {
      const { fromColumn, toColumn } = this.#visible;
      const next = this.#stale.nearest(fromColumn, toColumn, least, end);
      const isVisible = next !== null && next.from < toColumn && next.to > fromColumn;
      if (!isVisible) this.#settledAt ??= this.#queue.added;
      if (next === null || (onlyVisible && !isVisible)) return false;
      if (this.#makeSome(trail, source, next.from, next.to, next.from < toColumn, deadlineMs)) return true;
    }
  }

  /** The exact sums of a cell of this kind of trail; null when it is none of those held, or when its history has not arrived. */
  read(source: TrailSource, key: PoolKey, timeSec: number, priceTicks: number): TrailReading | null {
    const trail = this.#trail;
    if (trail === null || !samePoolKey(trail.kind.key, key) || source.bars.length === 0) return null;
    const dataEndSec = source.bars.timeSec[source.bars.length - 1] + 1;
    const column = floorDiv(timeSec, key.columnSec);
    const range = column * key.columnSec < dataEndSec ? trail.rangeOf(column, dataEndSec) : null;
    return range === null || range.fromSec < source.knownFromSec ? null : trail.read(source, range, floorDiv(priceTicks, key.ticksPerRow));
  }

  /** What the window lacks, in part where it is much; null when that is nothing. */
  take(): TrailPatch | null {
    const trail = this.#trail;
    if (trail === null) return null;
    const wasSettled = this.#isSettled;
    const { fromColumn, toColumn, slots, lowRow, highRow } = this.#region;
    const hasColumns = !this.#queue.isEmpty;
    const { columns, cells } = this.#queue.take(fromColumn, toColumn - fromColumn);
    this.#isSettled = this.#settledAt !== null && this.#queue.taken >= this.#settledAt;
    const isRescaled = this.#rescale(hasColumns) && !this.#resets;
    if (!hasColumns && !isRescaled && this.#isSettled === wasSettled) return null;
    const reset = this.#resets ? { slots, slotRows: highRow - lowRow + 1 } : null;
    this.#resets = false;
    const { key, span } = trail.kind;
    return { key, span, reset, firstColumn: fromColumn, columnCount: toColumn - fromColumn, columns, cells, settled: this.#isSettled, ...this.#ends };
  }

  #start({ key, span, calendar }: TrailKind, region: TrailRegion): void {
    this.#stale.clear();
    this.#queue.clear();
    this.#settledAt = null;
    this.#isSettled = false;
    this.#resets = true;
    this.#region = region;
    this.#trail = new TrailColumns({ key, span, calendar }, region.lowRow, region.highRow - region.lowRow + 1);
    this.#scale.start(this.#visible.toColumn - this.#visible.fromColumn);
    this.#stale.add(region.fromColumn, region.toColumn);
  }

  #moveTo(region: TrailRegion): void {
    const { fromColumn, toColumn } = this.#region;
    this.#region = region;
    this.#stale.add(region.fromColumn, Math.min(fromColumn, region.toColumn));
    this.#stale.add(Math.max(toColumn, region.fromColumn), region.toColumn);
    this.#stale.remove(Number.NEGATIVE_INFINITY, region.fromColumn);
    this.#stale.remove(region.toColumn, Number.POSITIVE_INFINITY);
    this.#scale.keep(region.fromColumn, region.toColumn);
  }

  #markColumns(from: number, to: number): void {
    this.#stale.add(Math.max(from, this.#region.fromColumn), Math.min(to, this.#region.toColumn));
  }

  /** Notes the end of the data, with which the column that is forming looks back on other seconds, and gaps that have become known. */
  #noteSource(columnSec: number, { bars, gaps }: TrailSource): void {
    const endSec = bars.timeSec[bars.length - 1] + 1;
    const before = this.#dataEndSec;
    this.#dataEndSec = endSec;
    if (endSec !== before && before !== Number.NEGATIVE_INFINITY) {
      const oldColumn = floorDiv(before - 1, columnSec);
      const newColumn = floorDiv(endSec - 1, columnSec);
      this.#markColumns(Math.min(oldColumn, newColumn), Math.max(oldColumn, newColumn) + 1);
      for (let column = newColumn + 1; column <= oldColumn; column++) this.#queue.addEmpty(column);
    }
    if (gaps === this.#gaps) return;
    this.#gaps = gaps;
    for (let at = 0; at < gaps.length; at += 2) this.#markColumns(floorDiv(gaps[at], columnSec), floorDiv(gaps[at + 1] - 1, columnSec) + 1);
  }

  /** The first column of the region whose seconds are all held. Columns look back no further than later ones, so it is found by halving. */
  #firstKnownColumn(trail: TrailColumns, { bars, knownFromSec }: TrailSource): number {
    let low = Math.max(this.#region.fromColumn, floorDiv(bars.timeSec[0], trail.kind.key.columnSec));
    let high = knownFromSec === Number.NEGATIVE_INFINITY ? low : this.#region.toColumn;
    while (low < high) {
      const middle = Math.floor((low + high) / 2);
      const range = trail.rangeOf(middle, this.#dataEndSec);
      if (range !== null && range.fromSec < knownFromSec) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  /** Makes the columns `from..to-1`, backwards or forwards. @returns `true` when the time is over. */
  #makeSome(trail: TrailColumns, source: TrailSource, from: number, to: number, backwards: boolean, deadlineMs: number): boolean {
    let made = 0;
    let isOver = false;
    while (made < to - from && !isOver) {
      if (this.#make(trail, source, backwards ? to - 1 - made : from + made)) made++;
      isOver = performance.now() >= deadlineMs;
    }
    if (backwards) this.#stale.remove(to - made, to);
    else this.#stale.remove(from, from + made);
    return isOver;
  }

  /** Makes a column, or goes a piece of the way to it. @returns `true` when it is made. */
  #make(trail: TrailColumns, source: TrailSource, column: number): boolean {
    const range = trail.rangeOf(column, this.#dataEndSec);
    if (range === null || trail.isLost(column, range, source.gaps)) {
      this.#queue.addEmpty(column);
      return true;
    }
    if (!trail.encode(source, range)) return false;
    this.#queue.add(column, trail.lowRow, trail.codes);
    this.#scale.note(column, trail.codes);
    return true;
  }

  #rescale(hasColumns: boolean): boolean {
    if (!hasColumns && !this.#scaleIsOld) return false;
    this.#scaleIsOld = false;
    const { lowCode, highCode } = this.#ends;
    this.#ends = this.#scale.read(this.#visible.fromColumn, this.#visible.toColumn);
    return lowCode !== this.#ends.lowCode || highCode !== this.#ends.highCode;
  }
}

function sameKind(a: TrailKind, b: TrailKind): boolean {
  return samePoolKey(a.key, b.key) && sameTrailSpan(a.span, b.span) && a.calendar === b.calendar;
}

function sameRegion(a: CellRegion, b: CellRegion): boolean {
  return a.fromColumn === b.fromColumn && a.toColumn === b.toColumn && a.lowRow === b.lowRow && a.highRow === b.highRow;
}
