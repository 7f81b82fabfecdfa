const UNIT = 2 ** -32;
const TABLE_BITS = 12;
/** Quantiles of the exponential distribution: a look-up instead of a logarithm, because millions are drawn. */
const EXPONENTIAL = quantileTable((rest) => -Math.log(rest));

/** Seeded random numbers (sfc32, Chris Doty-Humphrey): fast, and the same everywhere. */
export class Random {
  #a: number;
  #b: number;
  #c: number;
  #counter = 1;

  /** @param seed and @param stream whole numbers within 32 bits: each pair gives another sequence. */
  constructor(seed: number, stream: number) {
    this.#a = seed | 0;
    this.#b = stream | 0;
    this.#c = 0x9e3779b9 | 0;
    for (let round = 0; round < 16; round++) this.uint32();
  }

  uint32(): number {
    const sum = (this.#a + this.#b + this.#counter) | 0;
    this.#counter = (this.#counter + 1) | 0;
    this.#a = this.#b ^ (this.#b >>> 9);
    this.#b = (this.#c + (this.#c << 3)) | 0;
    this.#c = ((this.#c << 21) | (this.#c >>> 11)) + sum;
    return sum >>> 0;
  }

  /** 0 <= value < 1. */
  unit(): number {
    return this.uint32() * UNIT;
  }

  /** Exponential with mean 1, at most about 9. */
  exponential(): number {
    return EXPONENTIAL[this.uint32() >>> (32 - TABLE_BITS)];
  }

  /** A draw from a table made by {@link quantileTable}. */
  fromTable(table: Float64Array): number {
    return table[this.uint32() >>> (32 - TABLE_BITS)];
  }

  /** Nearly normal, mean 0, variance 1, within +-3.5. */
  normal(): number {
    return (this.unit() + this.unit() + this.unit() + this.unit() - 2) * Math.sqrt(3);
  }

  /** `Math.floor` or `Math.ceil` of the value, such that the mean is the value. */
  round(value: number): number {
    return Math.floor(value + this.unit());
  }
}

/**
 * The quantiles of a distribution, to draw from with {@link Random.fromTable}.
 * @param quantile the value that is exceeded with probability `rest`, 0 < rest < 1.
 */
export function quantileTable(quantile: (rest: number) => number): Float64Array {
  const size = 2 ** TABLE_BITS;
  return Float64Array.from({ length: size }, (_, index) => quantile(1 - (index + 0.5) / size));
}

/** A well mixed 32-bit number for a whole number and a seed: the same pair, the same number. */
export function mix(value: number, seed: number): number {
  let hash = Math.imul(value ^ seed, 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  hash = Math.imul(hash ^ (hash >>> 16), 0x27d4eb2f);
  return (hash ^ (hash >>> 15)) >>> 0;
}
