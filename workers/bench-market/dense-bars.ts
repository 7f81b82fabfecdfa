import { BarColumns } from "../../core/market/bar-columns.ts";
import { FormingBar } from "../../core/market/forming-bar.ts";

/** Prices traded per second, all adjacent: the density is the same for every size, only the length of history grows. */
export const LEVELS_PER_SECOND = 40;

const START_TICKS = 600_000;
const MAX_STEP_TICKS = 4;

/** One seeded second after another: {@link LEVELS_PER_SECOND} adjacent prices around a random walk, sizes with a heavy tail. */
export class DenseWalk {
  #state: number;
  #middle: number;

  /** @param startTicks the middle of the prices before the first step. */
  constructor(seed: number, startTicks = START_TICKS) {
    this.#state = seed | 1;
    this.#middle = startTicks;
  }

  /** Moves the middle by at most 4 ticks: call at the start of each second. */
  step(): void {
    this.#middle += Math.floor(this.#random() * (2 * MAX_STEP_TICKS + 1)) - MAX_STEP_TICKS;
  }

  /** Trades one of the second's levels, 0 the lowest. */
  trade(level: number, take: (priceTicks: number, bidLots: number, askLots: number) => void): void {
    const random = this.#random();
    const sizeLots = 1 + Math.floor(1 / (random * random + 0.001));
    const isBuy = this.#random() < 0.5;
    take(this.#middle + level - LEVELS_PER_SECOND / 2, isBuy ? 0 : sizeLots, isBuy ? sizeLots : 0);
  }

  /** A 32-bit xorshift generator (Marsaglia 2003, triple 13, 17, 5), uniform in [0, 1). */
  #random(): number {
    this.#state ^= this.#state << 13;
    this.#state ^= this.#state >>> 17;
    this.#state ^= this.#state << 5;
    return (this.#state >>> 0) / 2 ** 32;
  }
}

/** Columns of `cells` cells in `cells / LEVELS_PER_SECOND` consecutive seconds, the last of which is `endSec - 1`. */
export function buildDenseBars(cells: number, endSec: number, seed: number): BarColumns {
  const walk = new DenseWalk(seed);
  const bar = new FormingBar();
  const columns = new BarColumns();
  const take = bar.add.bind(bar);
  for (let sec = endSec - Math.ceil(cells / LEVELS_PER_SECOND); sec < endSec; sec++) {
    bar.start(sec);
    walk.step();
    for (let level = 0; level < LEVELS_PER_SECOND; level++) walk.trade(level, take);
    columns.appendForming(bar);
  }
  return columns;
}
