import { benchAddress, type BenchMarket } from "../../protocol/bench-market.ts";

const NAMES = { cells: "bench-cells", barsPerSec: "bench-rate", seed: "bench-seed" } as const;

/** What an address says so that its page shows a seeded market of its own instead of a server's. */
export function marketParameters(market: BenchMarket): Readonly<Record<string, string>> {
  return { [NAMES.cells]: String(market.cells), [NAMES.barsPerSec]: String(market.barsPerSec), [NAMES.seed]: String(market.seed) };
}

/** Where the engine of such a page connects to; null for every other address. */
export function askedMarket(search: string): string | null {
  const asked = new URLSearchParams(search);
  const numberOf = (name: string): number => Math.max(0, Math.floor(Number(asked.get(name) ?? Number.NaN)));
  const market = { cells: numberOf(NAMES.cells), barsPerSec: numberOf(NAMES.barsPerSec), seed: numberOf(NAMES.seed) };
  return market.cells > 0 && Object.values(market).every(Number.isSafeInteger) ? benchAddress(market) : null;
}
