import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { floorDiv } from "../core/market/floor-div.ts";
import type { CellPool, PoolKey } from "../core/view/cell-pool.ts";
import { CellPoolBuilder } from "../core/view/cell-pool-builder.ts";
import type { ScaleShares } from "../core/view/heat-cutoffs.ts";
import { HeatScale, type ScaleCodes } from "../core/view/heat-scale.ts";
import type { PoolRanges } from "../core/view/pool-ranges.ts";
import { PoolFeed } from "./pool-feed.ts";
import { type Span, SpanSet } from "./span-set.ts";

/** Levels, and columns, packed between two looks at the clock: about a millisecond. */
export const PIECE_LEVELS = 16_384;
const PIECE_COLUMNS = 16_384;

/**
 * A pool and the seconds of it that are out of date. History that arrives, the second that has just changed and a pool asked for a moment ago are the same
 * thing here: stale seconds, packed in small pieces, those on the screen first, then outwards.
 */
export class TrackedPool {
  readonly key: PoolKey;
  readonly #pieceLevels: number;
  readonly #builder: CellPoolBuilder;
  readonly #scale: HeatScale;
  readonly #stale = new SpanSet();
  readonly #feeds = new Set<PoolFeed>();
  #taken = false;
  /** Windows that draw this pool now. */
  shownBy = 0;
  /** Milliseconds spent packing since the start. */
  packMs = 0;

  /**
   * @param firstSec time of the first bar there will ever be.
   * @param bars all bars held now: all of them are stale at first.
   */
  constructor(key: PoolKey, firstSec: number, bars: BarView, pieceLevels = PIECE_LEVELS) {
    this.key = key;
    this.#pieceLevels = pieceLevels;
    this.#builder = new CellPoolBuilder(key, firstSec);
    this.#scale = new HeatScale(this.#builder.pool);
    if (bars.length > 0) this.#stale.add(bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
  }

  get pool(): CellPool {
    return this.#builder.pool;
  }

  get isPacked(): boolean {
    return this.#stale.isEmpty;
  }

  /** `true` when some columns could not be held (core/view/pool-budget). */
  get overBudget(): boolean {
    return this.#builder.overBudget;
  }

  /** Start of the first column: earlier bars are outside of the pool. */
  get startSec(): number {
    return this.pool.firstColumn * this.key.columnSec;
  }

  markStale(fromSec: number, toSec: number): void {
    this.#stale.add(fromSec, toSec);
  }

  /** No older bar will come: once everything is packed, the pool is complete. @returns `true` when it has just become so. */
  noteHistoryComplete(): boolean {
    if (this.#builder.complete || !this.#stale.isEmpty) return false;
    this.#builder.complete = true;
    return true;
  }

  /**
   * Packs stale seconds until `deadlineMs` (`performance.now()`), nearest to `visible` first; at least one piece.
   * @param onlyVisible leaves everything outside of `visible` alone.
   * @returns `true` when stale seconds are left (of those to be packed).
   */
  work(bars: BarView, visible: Span, deadlineMs: number, onlyVisible: boolean): boolean {
    const startMs = performance.now();
    let nowMs = startMs;
    let next = this.#next(visible, onlyVisible);
    while (next !== null) {
      this.#pack(bars, next);
      next = this.#next(visible, onlyVisible);
      nowMs = performance.now();
      if (nowMs >= deadlineMs) break;
    }
    this.packMs += nowMs - startMs;
    return next !== null;
  }

  /** The widest packed range of seconds around `visible`; null while some of `visible` itself is stale. */
  covered(visible: Span): Span | null {
    return this.#stale.freeAround(visible.from, visible.to);
  }

  /** The colour scale's ends over `visible` and over everything packed. */
  readScale(visible: Span, shares: ScaleShares): ScaleCodes {
    return this.#scale.read(visible.from, visible.to, shares);
  }

  openFeed(): PoolFeed {
    const feed = new PoolFeed(!this.#taken);
    this.#feeds.add(feed);
    return feed;
  }

  closeFeed(feed: PoolFeed): void {
    this.#feeds.delete(feed);
  }

  /** What the feed's window does not have yet, or null. */
  takeChanges(feed: PoolFeed): PoolRanges | null {
    const fresh = this.#builder.takeChanges();
    if (fresh !== null) {
      this.#taken = true;
      for (const other of this.#feeds) if (other !== feed) other.note(fresh);
    }
    return feed.take(this.pool, fresh, this.#builder.complete);
  }

  #next(visible: Span, onlyVisible: boolean): (Span & { readonly newestFirst: boolean }) | null {
    const span = this.#stale.nearest(visible.from, visible.to);
    if (span === null) return null;
    const isVisible = span.from < visible.to && span.to > visible.from;
    if (onlyVisible && !isVisible) return null;
    return { ...span, newestFirst: span.from < visible.to };
  }

  /** Packs one piece of a stale span: whole columns, from the end that is nearer to the screen. */
  #pack(bars: BarView, span: Span & { readonly newestFirst: boolean }): void {
    const { columnSec } = this.key;
    const first = floorDiv(span.from, columnSec);
    const end = floorDiv(span.to - 1, columnSec) + 1;
    const pieceOf = span.newestFirst ? lastColumns : firstColumns;
    const piece = pieceOf(bars, this.#pieceLevels, columnSec, first, end);
    const startSec = piece.from * columnSec;
    const endSec = piece.to * columnSec;
    const changedSec = this.#firstStale(startSec, endSec);
    this.#builder.pack(bars, changedSec, endSec);
    this.#scale.noteChange(changedSec, endSec);
    this.#stale.remove(startSec, endSec);
  }

  /** First stale second in the range: what is older in its column is as it was when last packed, which lets the builder keep those sums. */
  #firstStale(fromSec: number, toSec: number): number {
    for (const span of this.#stale.spans) {
      if (span.to > fromSec && span.from < toSec) return Math.max(span.from, fromSec);
    }
    return fromSec;
  }
}

/** The last columns of `first..end-1` that hold about `levels` levels; at least one. */
function lastColumns(bars: BarView, levels: number, columnSec: number, first: number, end: number): Span {
  const low = Math.max(first, end - PIECE_COLUMNS);
  const endBar = lowerBoundBar(bars, end * columnSec);
  const bar = lowerBoundLevel(bars, bars.levelOffsets[endBar] - levels);
  if (bar >= endBar) return { from: end - 1, to: end };
  return { from: Math.min(end - 1, Math.max(low, floorDiv(bars.timeSec[bar], columnSec))), to: end };
}

/** The first columns of `first..end-1` that hold about `levels` levels; at least one. */
function firstColumns(bars: BarView, levels: number, columnSec: number, first: number, end: number): Span {
  const high = Math.min(end, first + PIECE_COLUMNS);
  const startBar = lowerBoundBar(bars, first * columnSec);
  const bar = lowerBoundLevel(bars, bars.levelOffsets[startBar] + levels);
  if (bar >= bars.length) return { from: first, to: high };
  return { from: first, to: Math.max(first + 1, Math.min(high, floorDiv(bars.timeSec[bar], columnSec))) };
}

/** Index of the first bar whose levels start at `offset` or later, in `0..bars.length`. */
function lowerBoundLevel(bars: BarView, offset: number): number {
  let low = 0;
  let high = bars.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (bars.levelOffsets[middle] < offset) low = middle + 1;
    else high = middle;
  }
  return low;
}
