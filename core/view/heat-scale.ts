import type { CellPool } from "./cell-pool.ts";
import { HEAT_CODES_PER_OCTAVE, heatCodeOf, onePlusOfHeatCode } from "./heat-code.ts";
import { FORMULA_COUNT, HeatHistogram } from "./heat-histogram.ts";
import { HEAT_FORMULAS, type HeatFormula } from "./heat-style.ts";

/** Columns per histogram. A window is measured in whole chunks, so the scale does not tremble as single columns come and go. */
export const CHUNK_COLUMNS = 64;
/** The strongest colour stands for this share of the cells; what lies above is drawn in the same colour. */
const HIGH_SHARE = 0.98;
/** Fewer cells than this have no percentile worth the name: their largest counts. */
const FEW_CELLS = 50;

/** [formula] -> heat code of the strongest colour, as in HEAT_FORMULAS; 0 where there is nothing to see. */
export interface HighCodes {
  readonly visibleHighCode: Int32Array;
  readonly sessionHighCode: Int32Array;
}

/**
 * The colour scale's percentiles of a pool that changes. Histograms per chunk of columns are counted when first needed and again after
 * {@link noteChange}; a reading adds up chunks and never looks at the cells of the others.
 */
export class HeatScale {
  readonly #pool: CellPool;
  readonly #chunks: (HeatHistogram | undefined)[] = [];
  readonly #stale = new Set<number>();
  readonly #session = new HeatHistogram();
  readonly #visible = new HeatHistogram();

  /** @param pool a live pool: the same object as it grows. */
  constructor(pool: CellPool) {
    this.#pool = pool;
  }

  /** Says that columns of `[fromSec, toSec)` have been packed anew. Call with what was given to `CellPoolBuilder.pack`. */
  noteChange(fromSec: number, toSec: number): void {
    const { columnSec, firstColumn, columnCount } = this.#pool;
    const first = Math.max(0, Math.floor(fromSec / columnSec) - firstColumn);
    const end = Math.min(columnCount, Math.ceil(toSec / columnSec) - firstColumn);
    for (let chunk = chunkOf(first); chunk * CHUNK_COLUMNS < end; chunk++) this.#stale.add(chunk);
  }

  /** Codes for the columns that intersect `[fromSec, toSec)` and for all there are. */
  read(fromSec: number, toSec: number): HighCodes {
    this.#refresh();
    const { columnSec, firstColumn, columnCount } = this.#pool;
    const first = Math.max(0, Math.floor(fromSec / columnSec) - firstColumn);
    const end = Math.min(columnCount, Math.ceil(toSec / columnSec) - firstColumn);
    this.#visible.clear();
    for (let chunk = chunkOf(first); chunk * CHUNK_COLUMNS < end; chunk++) {
      const histogram = this.#chunks[chunk];
      if (histogram !== undefined) this.#visible.add(histogram);
    }
    return { visibleHighCode: highCodes(this.#visible), sessionHighCode: highCodes(this.#session) };
  }

  #refresh(): void {
    for (const chunk of this.#stale) {
      const histogram = this.#chunks[chunk] ?? new HeatHistogram();
      this.#chunks[chunk] = histogram;
      this.#session.subtract(histogram);
      histogram.clear();
      histogram.count(this.#pool, chunk * CHUNK_COLUMNS, Math.min(this.#pool.columnCount, (chunk + 1) * CHUNK_COLUMNS));
      this.#session.add(histogram);
    }
    this.#stale.clear();
  }
}

function chunkOf(column: number): number {
  return Math.floor(column / CHUNK_COLUMNS);
}

function highCodes(histogram: HeatHistogram): Int32Array {
  const share = histogram.cells < FEW_CELLS ? 1 : HIGH_SHARE;
  return Int32Array.from({ length: FORMULA_COUNT }, (_, formula) => histogram.percentile(formula, share));
}

/** Which cells the colours are made for. */
export type ScaleScope = "visible" | "session" | "bar";

/** A colour scale in force. */
export interface SettledScale {
  readonly formula: HeatFormula;
  readonly scope: ScaleScope;
  readonly lowCode: number;
  readonly highCode: number;
  /** Each column scaled to its own largest cell (scope `bar`). */
  readonly perColumn: boolean;
}

/** Changes of the strongest colour's volume by less than this factor leave the scale as it is. */
const IGNORED_FACTOR = 1.15;
/** The weakest colour stands for one lot, or for this part of the strongest: 2^-9.5, so that most of the ramp tells large volumes apart. */
const SHOWN_CODES = 9.5 * HEAT_CODES_PER_OCTAVE;
/** Least distance of the two ends: a factor of four. Quiet markets do not glow. */
const LEAST_SPAN_CODES = 2 * HEAT_CODES_PER_OCTAVE;
const ONE_LOT = heatCodeOf(1);

/**
 * The scale to draw with, given the one in force and a new reading: the same object while formula and scope are the same and the strongest volume moved by
 * less than 15 %, else at once the new one, with nothing in between. A locked scale keeps its ends whatever is read.
 */
export function settleScale(
  current: SettledScale | null,
  reading: HighCodes,
  choice: { readonly formula: HeatFormula; readonly scope: ScaleScope; readonly locked: boolean },
): SettledScale {
  const { formula, scope, locked } = choice;
  const measured = (scope === "visible" ? reading.visibleHighCode : reading.sessionHighCode)[formula];
  const kept = current !== null && current.formula === formula && current.scope === scope;
  if (kept && (locked || measured === 0)) return current;
  const lowest = formula === HEAT_FORMULAS.ratio ? 0 : ONE_LOT;
  const highCode = Math.max(measured, lowest + LEAST_SPAN_CODES);
  const factor = onePlusOfHeatCode(highCode) / onePlusOfHeatCode(current?.highCode ?? 0);
  if (kept && factor < IGNORED_FACTOR && factor > 1 / IGNORED_FACTOR) return current;
  const perColumn = scope === "bar";
  return { formula, scope, lowCode: perColumn ? lowest : Math.max(lowest, highCode - SHOWN_CODES), highCode, perColumn };
}
