import type { CellPool } from "./cell-pool.ts";
import { DEFAULT_CUTOFFS, DEFAULT_SHARES, type HeatCutoffs, type ScaleShares } from "./heat-cutoffs.ts";
import { HEAT_CODES_PER_OCTAVE, heatCodeOf, onePlusOfHeatCode } from "./heat-code.ts";
import { FORMULA_COUNT, HeatHistogram } from "./heat-histogram.ts";
import { HEAT_FORMULAS, type HeatFormula, MIN_CODE_SPAN } from "./heat-style.ts";
import { ratioSpanCodes } from "./ratio-scale.ts";

/** Columns per histogram. A window is measured in whole chunks, so the scale does not tremble as single columns come and go. */
export const CHUNK_COLUMNS = 64;
/** Fewer cells than this have no percentile worth the name: their largest counts. */
const FEW_CELLS = 50;

/** [formula] -> heat code of the strongest and of the weakest colour, as in HEAT_FORMULAS; 0 where there is nothing to see, and for a low end that is not measured. */
export interface ScaleCodes {
  readonly visibleHighCode: Int32Array;
  readonly sessionHighCode: Int32Array;
  readonly visibleLowCode: Int32Array;
  readonly sessionLowCode: Int32Array;
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
  read(fromSec: number, toSec: number, { lowShare, highShare }: ScaleShares = DEFAULT_SHARES): ScaleCodes {
    this.#refresh();
    const { columnSec, firstColumn, columnCount } = this.#pool;
    const first = Math.max(0, Math.floor(fromSec / columnSec) - firstColumn);
    const end = Math.min(columnCount, Math.ceil(toSec / columnSec) - firstColumn);
    this.#visible.clear();
    for (let chunk = chunkOf(first); chunk * CHUNK_COLUMNS < end; chunk++) {
      const histogram = this.#chunks[chunk];
      if (histogram !== undefined) this.#visible.add(histogram);
    }
    return {
      visibleHighCode: codesOf(this.#visible, this.#visible.cells < FEW_CELLS ? 1 : highShare),
      sessionHighCode: codesOf(this.#session, this.#session.cells < FEW_CELLS ? 1 : highShare),
      visibleLowCode: codesOf(this.#visible, lowShare),
      sessionLowCode: codesOf(this.#session, lowShare),
    };
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

function codesOf(histogram: HeatHistogram, share: number | null): Int32Array {
  return Int32Array.from({ length: FORMULA_COUNT }, (_, formula) => (share === null ? 0 : histogram.percentile(formula, share)));
}

/** Which cells the colours are made for. */
export type ScaleScope = "visible" | "session" | "bar";

/** A colour scale in force. */
export interface SettledScale {
  readonly formula: HeatFormula;
  readonly scope: ScaleScope;
  readonly lowCode: number;
  readonly highCode: number;
  /** Each column scaled to its own largest cell (scope `bar`); never of ratios. */
  readonly perColumn: boolean;
  /** What the ends were chosen by. */
  readonly cutoffs: HeatCutoffs;
}

/** Changes of the strongest colour's volume by less than this factor leave the scale as it is. */
const IGNORED_FACTOR = 1.15;
/** The weakest colour stands for one lot, or for this part of the strongest: 2^-9.5, so that most of the ramp tells large volumes apart. */
const SHOWN_CODES = 9.5 * HEAT_CODES_PER_OCTAVE;
/** The smaller of two sides counts as this part of the largest sides at least, 2^-5: a cell with one side alone is as strong as its volume, up to a third of theirs. */
const RATIO_FLOOR_CODES = 5 * HEAT_CODES_PER_OCTAVE;
/** Least distance of the two ends: a factor of four. Quiet markets do not glow. */
const LEAST_SPAN_CODES = 2 * HEAT_CODES_PER_OCTAVE;
const ONE_LOT = heatCodeOf(1);

/** What decides a scale besides what was measured. */
export interface ScaleChoice {
  readonly formula: HeatFormula;
  readonly scope: ScaleScope;
  readonly locked: boolean;
  /** Ends that are volumes hold for cells of volumes only, and none for ratios. */
  readonly cutoffs?: HeatCutoffs;
  /** The cells hold counts, not volumes. */
  readonly isCount?: boolean;
  /** The ratio of two sides from which one dominates, for the scale of ratios. */
  readonly threshold?: number;
}

/**
 * The scale to draw with, given the one in force and a new reading: the same object while formula, scope and cut-offs are the same and the ends moved by
 * less than 15 %, else at once the new one, with nothing in between. A locked scale keeps its ends whatever is read.
 */
export function settleScale(current: SettledScale | null, reading: ScaleCodes, choice: ScaleChoice): SettledScale {
  const { formula, scope, locked, cutoffs = DEFAULT_CUTOFFS, isCount = false } = choice;
  const isVisible = scope === "visible";
  const isRatio = formula === HEAT_FORMULAS.ratio;
  const measured = (isVisible ? reading.visibleHighCode : reading.sessionHighCode)[isRatio ? HEAT_FORMULAS.side : formula];
  const kept = current !== null && current.formula === formula && current.scope === scope && current.cutoffs === cutoffs;
  if (kept && (locked || measured === 0)) return current;
  if (isRatio) return settleRatios(kept ? current : null, measured, choice, cutoffs);
  const { low, high } = isCount ? sharesAlone(cutoffs) : cutoffs;
  const highCode = "lots" in high ? Math.max(heatCodeOf(high.lots), ONE_LOT + MIN_CODE_SPAN) : Math.max(measured, ONE_LOT + LEAST_SPAN_CODES);
  const measuredLow = (isVisible ? reading.visibleLowCode : reading.sessionLowCode)[formula];
  const lowCode = Math.min(lowCodeOf(low, measuredLow, highCode, scope), highCode - MIN_CODE_SPAN);
  if (kept && isNear(highCode, current.highCode) && isNear(lowCode, current.lowCode)) return current;
  return { formula, scope, lowCode, highCode, perColumn: scope === "bar", cutoffs };
}

/** From 1:1 to a fixed ratio, whatever the market does; only what counts as next to nothing follows its volumes. */
function settleRatios(kept: SettledScale | null, measuredSide: number, { formula, scope, threshold = 1 }: ScaleChoice, cutoffs: HeatCutoffs): SettledScale {
  const floor = Math.max(ONE_LOT, measuredSide - RATIO_FLOOR_CODES);
  const lowCode = kept !== null && isNear(floor, kept.lowCode) ? kept.lowCode : floor;
  const highCode = lowCode + ratioSpanCodes(threshold);
  if (kept !== null && kept.lowCode === lowCode && kept.highCode === highCode) return kept;
  return { formula, scope, lowCode, highCode, perColumn: false, cutoffs };
}

function lowCodeOf(low: HeatCutoffs["low"], measured: number, highCode: number, scope: ScaleScope): number {
  if (low === null) return scope === "bar" ? ONE_LOT : Math.max(ONE_LOT, highCode - SHOWN_CODES);
  return Math.max(ONE_LOT, "lots" in low ? heatCodeOf(low.lots) : measured);
}

/** Volumes say nothing of cells that hold counts: there the default stands in for them. */
function sharesAlone({ low, high }: HeatCutoffs): HeatCutoffs {
  return { low: low !== null && "lots" in low ? DEFAULT_CUTOFFS.low : low, high: "lots" in high ? DEFAULT_CUTOFFS.high : high };
}

function isNear(code: number, known: number): boolean {
  const factor = onePlusOfHeatCode(code) / onePlusOfHeatCode(known);
  return factor < IGNORED_FACTOR && factor > 1 / IGNORED_FACTOR;
}
