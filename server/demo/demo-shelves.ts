import type { DemoProfile } from "./demo-profile.ts";
import { mix } from "./random.ts";

/** Width of the stretches that are thick or thin with resting orders as a whole, in steps of the weakest round price. */
const LUMPS_PER_ROUND = 4;

/**
 * How much rests at a price against the average: more at round prices, and in lumps that stay where they are, so that volume builds shelves and leaves
 * thin stretches between them.
 */
export class DemoShelves {
  readonly #rounds: readonly [number, number, number];
  readonly #lumpTicks: number;
  readonly #seed: number;

  constructor(profile: DemoProfile, seed: number) {
    this.#rounds = profile.roundTicks;
    this.#lumpTicks = Math.max(2, profile.roundTicks[2] / LUMPS_PER_ROUND);
    this.#seed = seed;
  }

  /** Factor on the depth at a price, > 0. */
  factor(priceTicks: number): number {
    const lump = this.#lumpAt(Math.floor(priceTicks / this.#lumpTicks));
    const [strong, middle, weak] = this.#rounds;
    if (priceTicks % weak !== 0) return lump;
    return lump * (priceTicks % strong === 0 ? 14 : priceTicks % middle === 0 ? 9 : 5);
  }

  /** The round price next to a price, in the direction of the sign. */
  nextRound(priceTicks: number, sign: 1 | -1): number {
    const weak = this.#rounds[2];
    return (sign > 0 ? Math.ceil(priceTicks / weak) : Math.floor(priceTicks / weak)) * weak;
  }

  #lumpAt(lump: number): number {
    const draw = mix(lump, this.#seed) & 0xff;
    return draw < 40 ? 0.35 : draw < 200 ? 0.9 : 2.4;
  }
}
