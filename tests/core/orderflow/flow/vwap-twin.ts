import type { PlainTrade } from "../market-case.ts";

/** VWAP as a fraction of whole numbers, and sigma to about 20 digits: sums over trades in BigInt, nothing rounded on the way. */
export interface ExactVwap {
  readonly lots: bigint;
  readonly moment: bigint;
  readonly vwap: number;
  readonly sigma: number;
}

const SCALE = 10n ** 24n;

/** The plain twin of VWAP and sigma: `sigma^2 = (n sum(x^2 v) - sum(x v)^2) / n^2` in whole numbers, one integer square root at the end. */
export function twinVwap(trades: readonly PlainTrade[]): ExactVwap {
  let [lots, moment, square] = [0n, 0n, 0n];
  for (const { priceTicks, sizeLots } of trades) {
    lots += BigInt(sizeLots);
    moment += BigInt(priceTicks) * BigInt(sizeLots);
    square += BigInt(priceTicks) ** 2n * BigInt(sizeLots);
  }
  if (lots === 0n) return { lots, moment, vwap: Number.NaN, sigma: Number.NaN };
  const variance = ((lots * square - moment * moment) * SCALE) / (lots * lots);
  return { lots, moment, vwap: Number((moment * SCALE) / lots) / 1e24, sigma: Number(squareRoot(variance)) / 1e12 };
}

function squareRoot(value: bigint): bigint {
  if (value < 2n) return value;
  let root = BigInt(Math.floor(Math.sqrt(Number(value)))) + 2n;
  for (;;) {
    const next = (root + value / root) / 2n;
    if (next >= root) return root;
    root = next;
  }
}
