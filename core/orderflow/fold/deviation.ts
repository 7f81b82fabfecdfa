import type { DecimalRatio } from "./decimal-ratio.ts";

/** The sum of squares of whole numbers that come and go, exact at any size: in doubles below 2^53, in BigInt while it is larger. */
export class SquareSum {
  #safe = 0;
  #large: bigint | undefined;

  add(value: number): void {
    const sum = this.#safe + value * value;
    if (this.#large === undefined && sum <= Number.MAX_SAFE_INTEGER) this.#safe = sum;
    else this.#large = (this.#large ?? BigInt(this.#safe)) + BigInt(value) ** 2n;
  }

  /** Takes away a number that was added. */
  subtract(value: number): void {
    if (this.#large === undefined) {
      this.#safe -= value * value;
      return;
    }
    this.#large -= BigInt(value) ** 2n;
    if (this.#large > BigInt(Number.MAX_SAFE_INTEGER)) return;
    this.#safe = Number(this.#large);
    this.#large = undefined;
  }

  toNumber(): number {
    return this.#large === undefined ? this.#safe : Number(this.#large);
  }

  toBigInt(): bigint {
    return this.#large ?? BigInt(this.#safe);
  }
}

/** Whole numbers of a window, summed up. */
export interface SampleSums {
  /** How many, those that are 0 included. */
  readonly count: number;
  readonly sum: number;
  readonly squares: SquareSum;
}

/** Bound of the rounding errors of the short way, relative to its largest terms: a dozen roundings of 2^-53 with room to spare. */
const ROUNDING = 4e-15;

/**
 * Sign of `value - (mean + k sd)`, exact; `sd` is the population's. Cross-multiplied by the squared count it reads
 * `(n value - sum)^2` against `k^2 (n squares - sum^2)`: in doubles where they differ by more than their rounding, else in BigInt.
 */
export function compareWithDeviation(value: number, sample: SampleSums, k: DecimalRatio): number {
  const { count, sum, squares } = sample;
  const scaled = count * value;
  if (scaled <= Number.MAX_SAFE_INTEGER && sum <= Number.MAX_SAFE_INTEGER) {
    const above = scaled - sum;
    if (above < 0) return -1;
    const left = (above * k.denominator) ** 2;
    const largest = count * squares.toNumber();
    const right = k.numerator ** 2 * (largest - sum * sum);
    if (Math.abs(left - right) > ROUNDING * (left + k.numerator ** 2 * (largest + sum * sum))) return left > right ? 1 : -1;
  }
  return compareExactly(value, sample, k);
}

function compareExactly(value: number, sample: SampleSums, k: DecimalRatio): number {
  const count = BigInt(sample.count);
  const above = count * BigInt(value) - BigInt(sample.sum);
  if (above < 0n) return -1;
  const left = (above * BigInt(k.denominator)) ** 2n;
  const right = BigInt(k.numerator) ** 2n * (count * sample.squares.toBigInt() - BigInt(sample.sum) ** 2n);
  return left > right ? 1 : left < right ? -1 : 0;
}

/** The population standard deviation, for evidence: rounded once. 0 without numbers. */
export function standardDeviation({ count, sum, squares }: SampleSums): number {
  if (count === 0) return 0;
  return Math.sqrt(Number(BigInt(count) * squares.toBigInt() - BigInt(sum) ** 2n)) / count;
}
