import { BarColumns, NO_BARS } from "../core/market/bar-columns.ts";
import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import type { SubAck } from "../protocol/control-messages.ts";

/** The part of the time axis whose bars changed, seconds, half-open. */
export interface ChangedSpan {
  readonly kind: "changed";
  readonly fromSec: number;
  readonly toSec: number;
}

/** What became of a batch: it changed something, it brought nothing new, or bars between it and what is held never came. */
export type BatchOutcome = ChangedSpan | { readonly kind: "unchanged" } | { readonly kind: "missing" };

/** Where a cut subscription goes on. */
export interface ResumePoint {
  readonly epoch: string;
  readonly fromSeq: number;
  readonly lowSeq: number;
}

const UNCHANGED: BatchOutcome = { kind: "unchanged" };
const MISSING: BatchOutcome = { kind: "missing" };
/** Most bars and levels for which room is kept ahead of the backlog; a longer history grows its columns as it comes. */
const MAX_RESERVED_BARS = 1_000_000;
const MAX_RESERVED_LEVELS = 40_000_000;

/**
 * The bars of one symbol as the sequence numbers order them: closed bars `lowSeq .. nextSeq - 1` without a hole, then the seconds still forming.
 *
 * A batch is used exactly where it continues that range, at the end (live) or at the beginning (history, newest chunk first); what is already held
 * is cut off it. A forming second stands only until it closes or is sent anew, so nothing is ever counted twice.
 */
export class SymbolColumns {
  #columns = new BarColumns();
  #epoch: string | null = null;
  #floorSeq = 0;
  #lowSeq = 0;
  #nextSeq = 0;
  #forming: BarView = NO_BARS;
  #formingCount = 0;
  #firstSec: number | null = null;
  #lowTicks = Number.POSITIVE_INFINITY;
  #highTicks = Number.NEGATIVE_INFINITY;
  #closedTrades = 0;
  #formingTrades = 0;
  #closedThroughSec = Number.NEGATIVE_INFINITY;

  /** All bars, closed then forming. Valid until the next change. */
  get bars(): BarView {
    return this.#columns.view();
  }

  get closedCount(): number {
    return this.#nextSeq - this.#lowSeq;
  }

  get formingCount(): number {
    return this.#formingCount;
  }

  get levelCount(): number {
    return this.#columns.levelCount;
  }

  /** Every second below it has closed, and all bars there are of them are held. Minus infinity before that is known. */
  get closedThroughSec(): number {
    return this.#closedThroughSec;
  }

  /** Trades of all bars held. */
  get trades(): number {
    return this.#closedTrades + this.#formingTrades;
  }

  /** Seq of the first bar held; equal to {@link nextSeq} while none is. */
  get lowSeq(): number {
    return this.#lowSeq;
  }

  /** Seq of the first closed bar not held yet. */
  get nextSeq(): number {
    return this.#nextSeq;
  }

  /** Seq at which the history that the server gives begins. */
  get floorSeq(): number {
    return this.#floorSeq;
  }

  /** `true` when no older bar will come. */
  get historyComplete(): boolean {
    return this.#lowSeq <= this.#floorSeq;
  }

  /** Time of the stream's first bar as the server named it, or of the first bar held where that is earlier; null while there is none. */
  get firstSec(): number | null {
    const held = this.#columns.length > 0 ? this.bars.timeSec[0] : null;
    if (held === null || this.#firstSec === null) return held ?? this.#firstSec;
    return Math.min(held, this.#firstSec);
  }

  /** End of the newest second held, forming ones included. */
  get lastSec(): number | null {
    const { bars } = this;
    return bars.length === 0 ? null : bars.timeSec[bars.length - 1] + 1;
  }

  /** Lowest price seen, ticks; null before the first bar. */
  get lowTicks(): number | null {
    return this.#lowTicks <= this.#highTicks ? this.#lowTicks : null;
  }

  /** Highest price seen, ticks; null before the first bar. */
  get highTicks(): number | null {
    return this.#lowTicks <= this.#highTicks ? this.#highTicks : null;
  }

  /** Where to go on after a cut, or null when the server never acknowledged the subscription. */
  get resumePoint(): ResumePoint | null {
    return this.#epoch === null ? null : { epoch: this.#epoch, fromSeq: this.#nextSeq, lowSeq: this.#lowSeq };
  }

  /** Gives up the place in the stream: the next acknowledgement begins anew. */
  forget(): void {
    this.#epoch = null;
  }

  /**
   * Begins with what the server acknowledged.
   * @returns `true` when everything held was given up: a first subscription, or another epoch.
   * @throws RangeError when the answer leaves out bars that were asked for; the place in the stream is then forgotten.
   */
  begin(ack: SubAck): boolean {
    const { from, to } = ack.backlogSeq;
    if (ack.resumed && ack.epoch === this.#epoch) {
      const hole = ack.liveFromSeq > this.#nextSeq || (from < to && to < this.#lowSeq);
      if (hole) {
        this.forget();
        throw new RangeError(
          `the server resumes ${ack.symbol} with bars ${from}..${to} and from ${ack.liveFromSeq} on; expected ..${this.#lowSeq} and from ${this.#nextSeq} on`,
        );
      }
      if (from < to) this.#floorSeq = Math.min(from, this.#lowSeq);
      return false;
    }
    if (to < from || (from < to && to !== ack.liveFromSeq)) {
      throw new RangeError(`the server begins ${ack.symbol} with bars ${from}..${to}, but goes on live from ${ack.liveFromSeq}`);
    }
    this.#columns = new BarColumns(Math.min(to - from, MAX_RESERVED_BARS), Math.min(ack.backlogLevels, MAX_RESERVED_LEVELS));
    this.#epoch = ack.epoch;
    this.#floorSeq = from < to ? from : ack.liveFromSeq;
    this.#lowSeq = this.#nextSeq = ack.liveFromSeq;
    this.#forming = NO_BARS;
    this.#formingCount = 0;
    this.#firstSec = ack.firstSec;
    this.#lowTicks = Number.POSITIVE_INFINITY;
    this.#highTicks = Number.NEGATIVE_INFINITY;
    this.#closedTrades = 0;
    this.#formingTrades = 0;
    this.#closedThroughSec = Number.NEGATIVE_INFINITY;
    return true;
  }

  /** A chunk of history, `firstSeq` being the seq of its first bar: put in front where it ends at {@link lowSeq}. */
  applyBacklog(firstSeq: number, batch: BarView): BatchOutcome {
    if (firstSeq + batch.length < this.#lowSeq) return MISSING;
    const count = Math.min(batch.length, this.#lowSeq - firstSeq);
    if (count <= 0) return UNCHANGED;
    const { bars } = this;
    if (bars.length > 0) checkOrder(batch.timeSec[count - 1], bars.timeSec[0]);
    this.#columns.prepend(batch, 0, count);
    this.#lowSeq = firstSeq;
    this.#closedTrades += sumTrades(batch, 0, count);
    this.#notePrices(batch, 0, count);
    return { kind: "changed", fromSec: batch.timeSec[0], toSec: batch.timeSec[count - 1] + 1 };
  }

  /** Closed bars in order (live, or caught up): put at the end; the forming twin of each goes. */
  applyClosed(firstSeq: number, batch: BarView): BatchOutcome {
    if (firstSeq > this.#nextSeq) return MISSING;
    const skip = this.#nextSeq - firstSeq;
    if (skip >= batch.length) return UNCHANGED;
    if (this.closedCount > 0) checkOrder(this.bars.timeSec[this.closedCount - 1], batch.timeSec[skip]);
    const oldEndSec = this.lastSec ?? Number.NEGATIVE_INFINITY;
    const fromSec = Math.min(batch.timeSec[skip], this.#firstFormingSec());
    this.#columns.truncate(this.#formingCount);
    this.#columns.append(batch, skip);
    this.#nextSeq = firstSeq + batch.length;
    this.#closedTrades += sumTrades(batch, skip, batch.length);
    this.#notePrices(batch, skip, batch.length);
    this.#appendForming(this.#forming, batch.timeSec[batch.length - 1] + 1);
    return { kind: "changed", fromSec, toSec: Math.max(oldEndSec, this.lastSec ?? oldEndSec) };
  }

  /** The seconds still forming, all of them, in their newest state. A state from before the last closed bar keeps only what is newer. */
  applyForming(firstSeq: number, batch: BarView): BatchOutcome {
    if (firstSeq > this.#nextSeq) return MISSING;
    const oldFromSec = this.#firstFormingSec();
    const oldEndSec = this.lastSec ?? Number.NEGATIVE_INFINITY;
    this.#columns.truncate(this.#formingCount);
    const newestClosedSec = this.closedCount > 0 ? this.bars.timeSec[this.closedCount - 1] : Number.NEGATIVE_INFINITY;
    this.#appendForming(batch, newestClosedSec + 1);
    const fromSec = Math.min(oldFromSec, this.#firstFormingSec());
    if (fromSec === Number.POSITIVE_INFINITY) return UNCHANGED;
    return { kind: "changed", fromSec, toSec: Math.max(oldEndSec, this.lastSec ?? oldEndSec) };
  }

  /** Drops forming seconds before `closedThroughSec`: they have closed, and all bars below `topSeq` are held, so they closed without a trade. */
  closeThrough(closedThroughSec: number, topSeq: number): BatchOutcome {
    if (topSeq !== this.#nextSeq) return UNCHANGED;
    this.#closedThroughSec = Math.max(this.#closedThroughSec, closedThroughSec);
    if (this.#firstFormingSec() >= closedThroughSec) return UNCHANGED;
    const fromSec = this.#firstFormingSec();
    const toSec = this.lastSec ?? fromSec;
    this.#columns.truncate(this.#formingCount);
    this.#appendForming(this.#forming, closedThroughSec);
    return { kind: "changed", fromSec, toSec };
  }

  #firstFormingSec(): number {
    return this.#formingCount === 0 ? Number.POSITIVE_INFINITY : this.bars.timeSec[this.closedCount];
  }

  #appendForming(batch: BarView, notBeforeSec: number): void {
    const from = lowerBoundBar(batch, notBeforeSec);
    this.#forming = batch;
    this.#formingCount = batch.length - from;
    this.#formingTrades = sumTrades(batch, from, batch.length);
    this.#columns.append(batch, from);
    this.#notePrices(batch, from, batch.length);
  }

  #notePrices(batch: BarView, from: number, to: number): void {
    for (let index = from; index < to; index++) {
      if (batch.lowTicks[index] < this.#lowTicks) this.#lowTicks = batch.lowTicks[index];
      if (batch.highTicks[index] > this.#highTicks) this.#highTicks = batch.highTicks[index];
    }
  }
}

function sumTrades(bars: BarView, from: number, to: number): number {
  let trades = 0;
  for (let index = from; index < to; index++) trades += bars.trades[index];
  return trades;
}

function checkOrder(earlierSec: number, laterSec: number): void {
  if (!(earlierSec < laterSec)) throw new RangeError(`a bar at second ${laterSec} follows one at ${earlierSec}; seconds must ascend`);
}
