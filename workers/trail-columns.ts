import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import { missingSeconds } from "../core/orderflow/fold/gaps.ts";
import type { SessionCalendar } from "../core/market/session.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import { TrailCodes } from "../core/view/trail-codes.ts";
import { type TrailRange, trailRange, type TrailSpan } from "../core/view/trail-span.ts";
import { TrailSums } from "../core/view/trail-sums.ts";
import type { TrailReading } from "../protocol/trail.ts";

/** Levels summed at a time: well below a millisecond. */
const PIECE_LEVELS = 16_384;

/** What a trail is summed from. */
export interface TrailSource {
  readonly bars: BarView;
  /** Bars before this second never change. */
  readonly settledSec: number;
  /** From here on all bars are held. */
  readonly knownFromSec: number;
  readonly gaps: Float64Array;
}

/** Which trail: of which columns and rows, and how far back. */
export interface TrailKind {
  readonly key: PoolKey;
  readonly span: TrailSpan;
  /** Null when sessions cannot be told. The same object while the rule is the same. */
  readonly calendar: SessionCalendar | null;
}

/** One column after the other of a trail: exact sums that slide from column to column, and their codes. */
export class TrailColumns {
  readonly kind: TrailKind;
  readonly codes: TrailCodes;
  readonly #sums: TrailSums;

  constructor(kind: TrailKind, lowRow: number, rowCount: number) {
    this.kind = kind;
    this.#sums = new TrailSums(kind.key.ticksPerRow, lowRow, rowCount);
    this.codes = new TrailCodes(rowCount, kind.key.content);
  }

  get lowRow(): number {
    return this.#sums.lowRow;
  }

  /** The seconds a column looks back on; null when that cannot be told. */
  rangeOf(column: number, dataEndSec: number): TrailRange | null {
    return trailRange(this.kind.span, this.kind.calendar, (column + 1) * this.kind.key.columnSec, dataEndSec);
  }

  /** `true` when nothing is known of a column's own seconds: they lie wholly in a gap. */
  isLost(column: number, range: TrailRange, gaps: Float64Array): boolean {
    const startSec = column * this.kind.key.columnSec;
    return missingSeconds(gaps, startSec, range.toSec) === range.toSec - startSec;
  }

  /** Makes the codes those of a range, or goes a piece of the way. @returns `true` when they are. */
  encode(source: TrailSource, range: TrailRange): boolean {
    return this.#reach(source, range, () => this.codes.update(this.#sums)) !== null;
  }

  /** Exact sums of one row over a range; null when the row is none of these, or when the way there is long. */
  read(source: TrailSource, range: TrailRange, row: number): TrailReading | null {
    const { bidLots, askLots, trades, lowRow, rowCount } = this.#sums;
    const at = row - lowRow;
    if (at < 0 || at >= rowCount) return null;
    return this.#reach(source, range, () => ({ ...range, bidLots: bidLots[at], askLots: askLots[at], trades: trades[at] }));
  }

  /** Does something with the sums of a range, in which the seconds that may still change stand only as long. @returns null when the sums are not there yet. */
  #reach<Result>({ bars, settledSec }: TrailSource, { fromSec, toSec }: TrailRange, act: () => Result): Result | null {
    const settledToSec = Math.max(fromSec, Math.min(toSec, settledSec));
    if (!this.#sums.moveTo(bars, fromSec, settledToSec, PIECE_LEVELS)) return null;
    const forming = lowerBoundBar(bars, settledToSec);
    const end = lowerBoundBar(bars, toSec);
    this.#sums.change(bars, forming, end, 1);
    const result = act();
    this.#sums.change(bars, forming, end, -1);
    return result;
  }
}
