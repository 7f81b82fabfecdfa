import type { BarView } from "../../core/market/bar-view.ts";
import { type Gaps, NO_GAPS, normalizeGaps } from "../../core/orderflow/fold/gaps.ts";
import type { GapList } from "../gap-list.ts";
import type { SymbolColumns } from "../symbol-columns.ts";
import type { Study } from "./study.ts";

/** What a study is folded from: the bars of one symbol and its gaps, as they grow. */
export interface StudySource {
  readonly columns: SymbolColumns;
  readonly gaps: GapList;
}

/** Bars and levels folded between two looks at the clock: about a millisecond of the slowest study. */
export const STUDY_PIECE = 2048;

/**
 * Keeps one study up with the bars: the history once all of it is there, in pieces, then second after second. A gap that is found where bars have already been
 * folded begins it anew, as does history that becomes longer.
 */
export class StudyRunner {
  readonly #create: () => Study;
  readonly #pieceSize: number;
  #study: Study;
  #lowSeq = -1;
  #nextSeq = -1;
  /** Every second below it has been folded. */
  #foldedThroughSec = Number.NEGATIVE_INFINITY;
  #gapBounds: Float64Array = NO_GAPS;
  #gaps: Gaps = NO_GAPS;
  #bars: BarView | null = null;
  /** Changes when everything that was told is void. */
  generation = 0;
  /** Changes with every change of the results. */
  version = 0;
  /** `true` once everything held has been folded; the results are worth telling from then on. */
  isSettled = false;
  /** Rows of the series that will never change. */
  finalRows = 0;
  /** Milliseconds spent since the start. */
  workMs = 0;

  /** @param pieceSize bars and levels folded between two looks at the clock. */
  constructor(create: () => Study, pieceSize = STUDY_PIECE) {
    this.#create = create;
    this.#pieceSize = pieceSize;
    this.#study = create();
  }

  get study(): Study {
    return this.#study;
  }

  /**
   * Folds what is new until `deadlineMs` (`performance.now()`), at least one piece.
   * @returns `true` when more is left. While history is still arriving, nothing is left to do.
   */
  work(source: StudySource, deadlineMs: number): boolean {
    const { columns } = source;
    if (columns.resumePoint === null || !columns.historyComplete) return false;
    if (this.#mustRestart(source)) this.#restart(columns);
    const { bars } = columns;
    if (bars === this.#bars && source.gaps.bounds === this.#gapBounds && columns.closedThroughSec <= this.#foldedThroughSec) return false;
    const startMs = performance.now();
    this.#takeGaps(source);
    const isMore = this.#fold(columns, bars, deadlineMs);
    this.#bars = isMore ? null : bars;
    this.isSettled ||= !isMore;
    this.version++;
    this.workMs += performance.now() - startMs;
    return isMore;
  }

  #fold(columns: SymbolColumns, bars: BarView, deadlineMs: number): boolean {
    const study = this.#study;
    const { closedCount, lowSeq } = columns;
    study.series?.truncate(this.finalRows);
    let from = this.#nextSeq - lowSeq;
    while (from < closedCount) {
      const to = pieceEnd(bars, from, closedCount, this.#pieceSize);
      study.append(bars, from, to, this.#gaps);
      from = to;
      this.#nextSeq = lowSeq + from;
      this.#foldedThroughSec = bars.timeSec[from - 1] + 1;
      if (performance.now() >= deadlineMs) break;
    }
    const isMore = from < closedCount;
    if (!isMore && columns.closedThroughSec > this.#foldedThroughSec) {
      this.#foldedThroughSec = columns.closedThroughSec;
      study.closeThrough(this.#foldedThroughSec, this.#gaps);
    }
    this.finalRows = study.series?.length ?? 0;
    if (!isMore) study.writeForming(bars, closedCount, this.#gaps);
    return isMore;
  }

  #mustRestart({ columns, gaps }: StudySource): boolean {
    if (columns.lowSeq !== this.#lowSeq) return true;
    return gaps.bounds !== this.#gapBounds && firstDifference(normalizeGaps(gaps.bounds), this.#gaps) < this.#foldedThroughSec;
  }

  #restart({ lowSeq }: SymbolColumns): void {
    if (this.#lowSeq !== -1) this.#study = this.#create();
    this.#lowSeq = this.#nextSeq = lowSeq;
    this.#foldedThroughSec = Number.NEGATIVE_INFINITY;
    this.#bars = null;
    this.finalRows = 0;
    this.isSettled = false;
    this.generation++;
  }

  #takeGaps({ gaps }: StudySource): void {
    if (gaps.bounds === this.#gapBounds) return;
    this.#gapBounds = gaps.bounds;
    this.#gaps = normalizeGaps(gaps.bounds);
  }
}

/** The first second that is missing by one list and not by the other; infinite when they are the same. */
function firstDifference(a: Gaps, b: Gaps): number {
  let at = 0;
  while (at < a.length && a[at] === b[at]) at++;
  return Math.min(a[at] ?? Number.POSITIVE_INFINITY, b[at] ?? Number.POSITIVE_INFINITY);
}

/** At least one bar, then as many as fit into a piece. */
function pieceEnd(bars: BarView, from: number, to: number, pieceSize: number): number {
  const { levelOffsets } = bars;
  const most = levelOffsets[from] + from + pieceSize;
  let end = from + 1;
  while (end < to && levelOffsets[end + 1] + end + 1 <= most) end++;
  return end;
}
