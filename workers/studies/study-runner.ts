import type { BarView } from "../../core/market/bar-view.ts";
import { type Gaps, NO_GAPS, normalizeGaps } from "../../core/orderflow/fold/gaps.ts";
import type { GapList } from "../gap-list.ts";
import type { OrderFlowEvent } from "../../core/orderflow/signals/order-flow-event.ts";
import type { Series } from "../../core/orderflow/fold/series.ts";
import type { SymbolColumns } from "../symbol-columns.ts";
import type { Study } from "./study.ts";
import { foldHead, type HeadRule } from "./study-head.ts";
import { keepEvents, keepRows, type ToldResults } from "./told-results.ts";

/** What a study is folded from: the bars of one symbol and its gaps, as they grow. */
export interface StudySource {
  readonly columns: SymbolColumns;
  readonly gaps: GapList;
}

/** Bars and levels folded between two looks at the clock: about a millisecond of the slowest study. */
export const STUDY_PIECE = 2048;

/** Part of the history that tells how many rows all of it will give, and how many more than that there is room for. */
const SHOWING_SHARE = 1 / 16;
const ROOM_FACTOR = 1.2;

/**
 * Keeps one study up with the bars: the history once all of it is there, in pieces, then second after second.
 *
 * Nothing repaints. A gap that becomes known only when bars of it have been folded makes the study fold all of them again, so that what comes after is as if it
 * had always been known; what was told before stays as it was told, and only what the gap touches is no longer reliable. History that becomes longer begins
 * the study anew. Where the newest rows do not depend on all that lies before them, those of a long history are told first, and then all of it.
 */
export class StudyRunner {
  readonly #create: () => Study;
  readonly #headRule: HeadRule | null;
  readonly #pieceSize: number;
  #study: Study;
  /** The newest rows, until all have been found. */
  #head: readonly Series<string>[] | null = null;
  #events: OrderFlowEvent[] = [];
  /** Events of the study that are among the events told. */
  #takenEvents = 0;
  /** What was told before the study had to be folded again; null once it has come as far. */
  #told: ToldResults | null = null;
  #lowSeq = -1;
  #nextSeq = -1;
  #hasRoom = false;
  /** Every second below it has been folded. */
  #foldedThroughSec = Number.NEGATIVE_INFINITY;
  #gapBounds: Float64Array = NO_GAPS;
  #gaps: Gaps = NO_GAPS;
  #bars: BarView | null = null;
  /** Changes when everything that was told is void. */
  generation = 0;
  /** Changes with every change of the results. */
  version = 0;
  /** `true` once everything held has been folded. */
  isSettled = false;
  /** [tables] rows that will never change. */
  finalRows: readonly number[] = [];
  /** Milliseconds spent since the start. */
  workMs = 0;

  /**
   * @param headRule null: the newest rows depend on all that lies before them.
   * @param pieceSize bars and levels folded between two looks at the clock.
   */
  constructor(create: () => Study, headRule: HeadRule | null, pieceSize = STUDY_PIECE) {
    this.#create = create;
    this.#headRule = headRule;
    this.#pieceSize = pieceSize;
    this.#study = create();
  }

  /** The results are worth telling: all of them, or the newest. */
  get isTelling(): boolean {
    return this.isSettled || this.#head !== null;
  }

  get tables(): readonly Series<string>[] {
    return this.#head ?? this.#study.tables;
  }

  /** In the order in which they became known. Within a generation it only ever grows; from one to the next of the same history it keeps its events, of which some may no longer be reliable. */
  get events(): readonly OrderFlowEvent[] {
    return this.#events;
  }

  /**
   * Folds what is new until `deadlineMs` (`performance.now()`), at least one piece.
   * @returns `true` when more is left. While history is still arriving, nothing is left to do.
   */
  work(source: StudySource, deadlineMs: number): boolean {
    const { columns } = source;
    if (columns.resumePoint === null || !columns.historyComplete) return false;
    const { bars } = columns;
    const isNothingNew = bars === this.#bars && source.gaps.bounds === this.#gapBounds && columns.closedThroughSec <= this.#foldedThroughSec;
    if (isNothingNew && columns.lowSeq === this.#lowSeq) return false;
    const startMs = performance.now();
    const isNew = this.#takeNews(source);
    const isMore = (isNew && this.#tellHead(columns)) || this.#fold(columns, bars, deadlineMs);
    this.#bars = isMore ? null : bars;
    if (!isMore && !this.isSettled) this.#settle();
    if (this.isSettled) this.version++;
    this.workMs += performance.now() - startMs;
    return isMore;
  }

  /** Finds the newest rows. `false` where all are to be found at once. */
  #tellHead({ bars, closedCount }: SymbolColumns): boolean {
    if (this.#headRule === null) return false;
    this.#head = foldHead(this.#create(), this.#headRule, bars, closedCount, this.#gaps);
    this.version++;
    return this.#head !== null;
  }

  #settle(): void {
    this.isSettled = true;
    if (this.#head === null) return;
    this.#head = null;
    this.generation++;
  }

  #fold(columns: SymbolColumns, bars: BarView, deadlineMs: number): boolean {
    const study = this.#study;
    const { closedCount, lowSeq } = columns;
    study.tables.forEach((table, at) => table.truncate(this.finalRows[at] ?? 0));
    this.#rejoin();
    let from = this.#nextSeq - lowSeq;
    while (from < closedCount) {
      const to = pieceEnd(bars, from, this.#told === null ? closedCount : this.#told.nextSeq - lowSeq, this.#pieceSize);
      study.append(bars, from, to, this.#gaps);
      from = to;
      this.#nextSeq = lowSeq + from;
      this.#foldedThroughSec = bars.timeSec[from - 1] + 1;
      this.#rejoin();
      if (!this.isSettled) this.#makeRoom(from / closedCount);
      if (performance.now() >= deadlineMs) break;
    }
    const isMore = from < closedCount;
    if (!isMore) this.#closeThrough(columns.closedThroughSec);
    this.finalRows = study.tables.map(({ length }) => length);
    this.#takeEvents();
    if (!isMore) study.writeForming(bars, closedCount, this.#gaps);
    return isMore;
  }

  /** Once a part of the history has shown how many rows it gives, there is room for those of all of it. */
  #makeRoom(share: number): void {
    if (this.#hasRoom || share < SHOWING_SHARE) return;
    this.#hasRoom = true;
    for (const table of this.#study.tables) table.reserve(Math.ceil((table.length / share) * ROOM_FACTOR));
  }

  #closeThrough(sec: number): void {
    if (sec <= this.#foldedThroughSec) return;
    this.#foldedThroughSec = sec;
    this.#study.closeThrough(sec, this.#gaps);
  }

  /** Adds the study's new events, unless it has yet to come as far as was told before. */
  #takeEvents(): void {
    if (this.#told !== null) return;
    const { events } = this.#study;
    for (; this.#takenEvents < events.length; this.#takenEvents++) this.#events.push(events[this.#takenEvents]);
  }

  /** A study that is folded again has come as far as what was told before: that stands instead of what it has found so far. */
  #rejoin(): void {
    const told = this.#told;
    if (told === null || this.#nextSeq < told.nextSeq) return;
    this.#closeThrough(told.throughSec);
    this.#told = null;
    const study = this.#study;
    this.#events = keepEvents(this.#events, study.events);
    this.#takenEvents = study.events.length;
    study.adoptEvents?.(this.#events);
    study.tables.forEach((table, at) => {
      if (told.finalRows[at] > 0) keepRows(table, told.tables[at], told.finalRows[at]);
    });
  }

  /** @returns `true` when this is the beginning of a history. */
  #takeNews(source: StudySource): boolean {
    const { columns, gaps } = source;
    const isNew = columns.lowSeq !== this.#lowSeq;
    if (isNew) {
      this.#told = null;
      this.#head = null;
      this.#events = [];
      this.#restart(columns);
    } else if (gaps.bounds !== this.#gapBounds && firstDifference(normalizeGaps(gaps.bounds), this.#gaps) < this.#foldedThroughSec) {
      if (this.isSettled) this.#told = { tables: this.#study.tables, finalRows: this.finalRows, nextSeq: this.#nextSeq, throughSec: this.#foldedThroughSec };
      this.#restart(columns);
    }
    this.#takeGaps(source);
    return isNew;
  }

  #restart({ lowSeq }: SymbolColumns): void {
    if (this.#lowSeq !== -1) this.#study = this.#create();
    this.#lowSeq = this.#nextSeq = lowSeq;
    this.#foldedThroughSec = Number.NEGATIVE_INFINITY;
    this.#bars = null;
    this.#takenEvents = 0;
    this.finalRows = [];
    this.isSettled = false;
    this.#hasRoom = false;
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
