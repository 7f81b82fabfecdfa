import type { TrailCodes } from "../core/view/trail-codes.ts";

/** Bins per doubling of the volume, as in core/view/heat-histogram.ts. */
const BIN_SHIFT = 7;
const BIN_COUNT = 0x10000 >> BIN_SHIFT;
/** Columns in view that are looked at: neighbours are nearly alike. */
const SAMPLED_COLUMNS = 64;
/** The dimmest colour stands for this share of the rows that traded, the brightest for that one. */
const LOW_SHARE = 0.33;
const HIGH_SHARE = 0.995;

/** Ends of a trail's colour scale, heat codes. */
export interface TrailEnds {
  readonly lowCode: number;
  readonly highCode: number;
}

/** The colour scale of the trail in view: percentiles of its own cells, from every so many columns. */
export class TrailScale {
  readonly #samples = new Map<number, Uint16Array>();
  readonly #sum = new Uint32Array(BIN_COUNT);
  #step = 1;

  /** Begins anew for about so many columns in view. */
  start(visibleColumns: number): void {
    this.#samples.clear();
    this.#step = 2 ** Math.max(0, Math.ceil(Math.log2(visibleColumns / SAMPLED_COLUMNS)));
  }

  /** Takes a column as it is now. */
  note(column: number, codes: TrailCodes): void {
    if (column % this.#step !== 0) return;
    const bins = this.#samples.get(column) ?? new Uint16Array(BIN_COUNT);
    this.#samples.set(column, bins.fill(0));
    for (let at = codes.from; at < codes.to; at++) if (codes.codes[at] !== 0) bins[codes.codes[at] >>> BIN_SHIFT]++;
  }

  /** Forgets the columns outside of `from..to-1`, which cannot come into view. */
  keep(from: number, to: number): void {
    for (const column of this.#samples.keys()) if (column < from || column >= to) this.#samples.delete(column);
  }

  /** The ends for the columns `from..to-1`; both 0 when nothing traded there. */
  read(from: number, to: number): TrailEnds {
    const sum = this.#sum.fill(0);
    let cells = 0;
    for (let column = Math.ceil(from / this.#step) * this.#step; column < to; column += this.#step) {
      const bins = this.#samples.get(column);
      if (bins === undefined) continue;
      for (let bin = 0; bin < BIN_COUNT; bin++) {
        sum[bin] += bins[bin];
        cells += bins[bin];
      }
    }
    return cells === 0 ? { lowCode: 0, highCode: 0 } : { lowCode: percentile(sum, cells * LOW_SHARE), highCode: percentile(sum, cells * HIGH_SHARE) };
  }
}

/** The code that `wanted` cells do not exceed, interpolated within its bin. */
function percentile(bins: Uint32Array, wanted: number): number {
  let below = 0;
  for (let bin = 0; bin < BIN_COUNT; bin++) {
    if (bins[bin] > 0 && below + bins[bin] >= wanted) return Math.round((bin + Math.max(0, wanted - below) / bins[bin]) * 2 ** BIN_SHIFT);
    below += bins[bin];
  }
  return 0;
}
