import { HEADER_COUNT, HEADER_OFFSET, HEADER_STRIDE, type CellPool } from "./cell-pool.ts";
import { HEAT_CODES_PER_OCTAVE, heatCodeDifference, heatCodeSum } from "./heat-code.ts";
import { HEAT_FORMULAS } from "./heat-style.ts";

/** Formulas counted, indexed by HEAT_FORMULAS: all but ratios, whose scale is fixed. */
export const FORMULA_COUNT = 3;
/** Bins per doubling of the volume: 9 % wide. */
export const BINS_PER_OCTAVE = 8;
const CODES_PER_BIN = HEAT_CODES_PER_OCTAVE / BINS_PER_OCTAVE;
const BIN_SHIFT = Math.log2(CODES_PER_BIN);
/** Bins per formula: 32 octaves, four thousand million lots. The last bin holds what is above. */
export const BIN_COUNT = 32 * BINS_PER_OCTAVE;

const TOTAL = HEAT_FORMULAS.total * BIN_COUNT;
const DELTA = HEAT_FORMULAS.delta * BIN_COUNT;
const SIDE = HEAT_FORMULAS.side * BIN_COUNT;

/**
 * How many cells of some columns have which colour code, per formula: `[FORMULA_COUNT x BIN_COUNT]`, formula-major, bins logarithmic in volume.
 * Counts cells with trade only.
 */
export class HeatHistogram {
  readonly bins = new Uint32Array(FORMULA_COUNT * BIN_COUNT);
  /** Cells counted. */
  cells = 0;

  clear(): void {
    this.bins.fill(0);
    this.cells = 0;
  }

  add(other: HeatHistogram): void {
    for (let bin = 0; bin < this.bins.length; bin++) this.bins[bin] += other.bins[bin];
    this.cells += other.cells;
  }

  subtract(other: HeatHistogram): void {
    for (let bin = 0; bin < this.bins.length; bin++) this.bins[bin] -= other.bins[bin];
    this.cells -= other.cells;
  }

  /** Counts the cells of the columns `from..to-1`. */
  count(pool: CellPool, from: number, to: number): void {
    for (let column = from; column < to; column++) {
      const header = column * HEADER_STRIDE;
      const offset = pool.headers[header + HEADER_OFFSET];
      this.#countCells(pool.cells, offset, offset + pool.headers[header + HEADER_COUNT]);
    }
  }

  /**
   * The code that the given share of the cells does not exceed, interpolated within its bin; 0 when there are no cells.
   * @param share 0..1
   */
  percentile(formula: number, share: number): number {
    const wanted = this.cells * share;
    const base = formula * BIN_COUNT;
    let below = 0;
    for (let bin = 0; bin < BIN_COUNT; bin++) {
      const count = this.bins[base + bin];
      if (count > 0 && below + count >= wanted) return Math.round((bin + Math.max(0, wanted - below) / count) * CODES_PER_BIN);
      below += count;
    }
    return 0;
  }

  #countCells(cells: Uint32Array, from: number, to: number): void {
    const { bins } = this;
    let counted = 0;
    for (let at = from; at < to; at++) {
      const cell = cells[at];
      if (cell === 0) continue;
      counted++;
      const bid = cell & 0xffff;
      const ask = cell >>> 16;
      const high = ask > bid ? ask : bid;
      const oneSided = bid === 0 || ask === 0;
      const side = binOf(high);
      bins[TOTAL + (oneSided ? side : binOf(heatCodeSum(bid, ask)))]++;
      bins[DELTA + (oneSided ? side : binOf(heatCodeDifference(bid, ask)))]++;
      bins[SIDE + side]++;
    }
    this.cells += counted;
  }
}

function binOf(code: number): number {
  const bin = code >>> BIN_SHIFT;
  return bin < BIN_COUNT ? bin : BIN_COUNT - 1;
}
