/**
 * A threshold such as `3`, `0.6` or `0.0005` as the fraction it is written as, so that `value >= ratio * other` is decided in whole numbers:
 * `value * denominator >= numerator * other`. In floating point 0.1 * 3 passes 0.3, and a signal would depend on it.
 */
export interface DecimalRatio {
  readonly numerator: number;
  readonly denominator: number;
}

const DENOMINATORS = [1, 10, 100, 1_000, 10_000, 100_000, 1_000_000];
/** Largest threshold; keeps numerator and denominator small enough for exact products. */
export const MAX_RATIO = 1_000_000;

/**
 * @param name of the parameter, for the message.
 * @throws RangeError when the value is not a number from 0 to a million with at most six decimals.
 */
export function decimalRatio(name: string, value: number): DecimalRatio {
  if (value >= 0 && value <= MAX_RATIO) {
    for (const denominator of DENOMINATORS) {
      const numerator = Math.round(value * denominator);
      if (numerator / denominator === value) return { numerator, denominator };
    }
  }
  throw new RangeError(`${name} ${value} must be a number from 0 to ${MAX_RATIO} with at most 6 decimals`);
}

/**
 * Sign of `left * leftFactor - right * rightFactor`, exact for whole numbers of any size. In doubles while both products are safe, else through BigInt.
 */
export function compareProducts(left: number, leftFactor: number, right: number, rightFactor: number): number {
  const one = left * leftFactor;
  const other = right * rightFactor;
  if (Math.abs(one) <= Number.MAX_SAFE_INTEGER && Math.abs(other) <= Number.MAX_SAFE_INTEGER) return Math.sign(one - other);
  const difference = BigInt(left) * BigInt(leftFactor) - BigInt(right) * BigInt(rightFactor);
  return difference > 0n ? 1 : difference < 0n ? -1 : 0;
}

/** `value >= ratio * other`, exactly. Both whole. */
export function atLeastTimes(value: number, ratio: DecimalRatio, other: number): boolean {
  return compareProducts(value, ratio.denominator, other, ratio.numerator) >= 0;
}

/** `value < ratio * other`, exactly. Both whole. */
export function belowTimes(value: number, ratio: DecimalRatio, other: number): boolean {
  return compareProducts(value, ratio.denominator, other, ratio.numerator) < 0;
}
