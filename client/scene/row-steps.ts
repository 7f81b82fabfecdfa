import type { ChangedRows } from "../../core/orderflow/fold/changed-rows.ts";
import { firstRowFrom } from "../../core/view/time-rows.ts";

/**
 * Length of the steps in which a series is drawn, seconds: of its bars, or where those are narrow a power of two of it and at most `mostPx` wide. Few lengths are
 * ever in use, so steps of each may be kept.
 */
export function drawnStepSec(barSec: number, pxPerSec: number, mostPx: number): number {
  return barSec * 2 ** Math.max(0, Math.floor(Math.log2(mostPx / (barSec * pxPerSec))));
}

/** Rows that grow at their end, and what has changed of them. */
export interface ChangingRows {
  readonly length: number;
  readonly changed: ChangedRows;
}

/** Steps by index, half-open. */
export interface StepRange {
  readonly from: number;
  readonly to: number;
}

/**
 * The rows of a whole series in steps of equal length, as they are drawn: one or several rows in each, none across a break. Kept up with a series whose tail is
 * replaced: the steps before it stay as they are.
 */
export class RowSteps {
  count = 0;
  /** [count] middle of the step, epoch seconds. */
  sec = new Float64Array(0);
  /** [count] 1 where the step before is not to be joined with. */
  breaks = new Uint8Array(0);
  /** [count] 0 where something is missing in what the rows tell. */
  reliable = new Uint8Array(0);
  /** Length of a step, seconds. */
  readonly stepSec: number;
  readonly #rows: ChangingRows;
  #firstRow = new Int32Array(0);
  #version = -1;

  constructor(rows: ChangingRows, stepSec: number) {
    this.#rows = rows;
    this.stepSec = stepSec;
  }

  /** Drops what changed rows have made out of date. @returns the first row to read again, which begins a step; `length` of the series when nothing has changed. */
  protected resume(): number {
    const { changed, length } = this.#rows;
    const row = this.#version < 0 ? 0 : changed.since(this.#version);
    this.#version = changed.version;
    if (row === Number.POSITIVE_INFINITY) return length;
    this.count = Math.max(0, firstRowFrom(this.#firstRow, this.count, row) - 1);
    return this.count === 0 ? 0 : this.#firstRow[this.count];
  }

  /** The steps that lie in a window of time, and one beyond each of its ends. */
  within(fromSec: number, toSec: number): StepRange {
    const half = this.stepSec / 2;
    const from = firstRowFrom(this.sec, this.count, fromSec - half);
    const to = firstRowFrom(this.sec, this.count, toSec + half);
    return { from: Math.max(0, from - 1), to: Math.min(this.count, to + 1) };
  }

  /** Begins a step with a row. @returns its index. */
  protected begin(row: number, place: number, isBroken: boolean, isReliable: number): number {
    if (this.count === this.sec.length) this.grow(Math.max(256, this.count * 2));
    const at = this.count++;
    this.sec[at] = (place + 0.5) * this.stepSec;
    this.breaks[at] = isBroken ? 1 : 0;
    this.reliable[at] = isReliable;
    this.#firstRow[at] = row;
    return at;
  }

  /** Makes room for `room` steps. */
  protected grow(room: number): void {
    this.sec = larger(this.sec, new Float64Array(room));
    this.breaks = larger(this.breaks, new Uint8Array(room));
    this.reliable = larger(this.reliable, new Uint8Array(room));
    this.#firstRow = larger(this.#firstRow, new Int32Array(room));
  }
}

/** Copies a column to one with more room. */
export function larger<Column extends Float64Array | Int32Array | Uint8Array>(column: Column, into: Column): Column {
  into.set(column);
  return into;
}

/** Steps of one series in each length that was drawn lately, kept until what they are made from is another. */
export class KeptSteps<Steps> {
  readonly #kept = new Map<number, Steps>();
  #source: readonly unknown[] = [];

  /** @param source what all steps are made from: others forget them. */
  get(stepSec: number, source: readonly unknown[], make: () => Steps): Steps {
    if (source.length !== this.#source.length || source.some((part, index) => part !== this.#source[index])) this.#kept.clear();
    this.#source = source;
    const known = this.#kept.get(stepSec);
    if (known !== undefined) return known;
    const made = make();
    this.#kept.set(stepSec, made);
    return made;
  }
}
