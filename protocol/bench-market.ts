/** What the bench wants to see: a market of its own making instead of a server's. */
export interface BenchMarket {
  /** Cells of history. */
  readonly cells: number;
  /** Seconds of the market that pass in one of ours; 0: history alone. */
  readonly barsPerSec: number;
  readonly seed: number;
}

const SCHEME = "bench:";

/** The address by which an engine is told to make its own market. */
export function benchAddress({ cells, barsPerSec, seed }: BenchMarket): string {
  return `${SCHEME}${cells}/${barsPerSec}/${seed}`;
}

/** @throws RangeError when the address is none of {@link benchAddress}. */
export function readBenchAddress(address: string): BenchMarket {
  const [cells, barsPerSec, seed] = address.slice(SCHEME.length).split("/").map(Number);
  if (!address.startsWith(SCHEME) || ![cells, barsPerSec, seed].every(Number.isFinite)) {
    throw new RangeError(`the address "${address}" is no bench market, expected ${SCHEME}cells/bars per second/seed`);
  }
  return { cells, barsPerSec, seed };
}
