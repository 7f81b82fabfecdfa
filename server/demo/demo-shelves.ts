import type { DemoProfile } from "./demo-profile.ts";
import { mix } from "./random.ts";

/** Width of the stretches that are thick or thin with resting orders as a whole, in steps of the weakest round price. */
const LUMPS_PER_ROUND = 4;
/** The pattern repeats after so many of the strongest round prices: further than a price wanders in days. */
const PATTERN_ROUNDS = 64;
/** How much more rests at a round price: strongest, middle, weakest. */
const ROUND_FACTORS = [14, 9, 5] as const;

/**
 * How much rests at a price against the average: more at round prices, and in lumps that stay where they are, so that volume builds shelves and leaves
 * thin stretches between them.
 */
export class DemoShelves {
  readonly #weakRound: number;
  /** [ticks of the pattern] */
  readonly #factors: Float64Array;

  constructor({ roundTicks }: DemoProfile, seed: number) {
    this.#weakRound = roundTicks[2];
    const lumpTicks = Math.max(2, this.#weakRound / LUMPS_PER_ROUND);
    this.#factors = Float64Array.from({ length: roundTicks[0] * PATTERN_ROUNDS }, (_, tick) => {
      const round = roundTicks.findIndex((distance) => tick % distance === 0);
      return lumpFactor(mix(Math.floor(tick / lumpTicks), seed)) * (ROUND_FACTORS[round] ?? 1);
    });
  }

  /** Factor on the depth at a price, > 0. */
  factor(priceTicks: number): number {
    return this.#factors[Math.abs(priceTicks) % this.#factors.length];
  }

  /** The round price next to a price, in the direction of the sign. */
  nextRound(priceTicks: number, sign: 1 | -1): number {
    return (sign > 0 ? Math.ceil(priceTicks / this.#weakRound) : Math.floor(priceTicks / this.#weakRound)) * this.#weakRound;
  }
}

/** One stretch in six is thin, one in five thick. */
function lumpFactor(draw: number): number {
  const share = draw / 2 ** 32;
  return share < 0.16 ? 0.35 : share < 0.78 ? 0.9 : 2.4;
}
