/** What a market is found by. */
export interface NamedMarket {
  readonly symbol: string;
  readonly description: string;
}

/**
 * The markets whose symbol or description holds every word typed: symbols that begin with the text first, then those used last, then in the order of the server.
 * @param recent symbols, the one used last first.
 */
export function findSymbols<Market extends NamedMarket>(markets: readonly Market[], text: string, recent: readonly string[]): readonly Market[] {
  const typed = text.trim().toLowerCase();
  const words = typed.split(/\s+/);
  const rankOf = ({ symbol }: Market): number => {
    const used = recent.indexOf(symbol);
    const rank = used < 0 ? recent.length : used;
    return typed !== "" && symbol.toLowerCase().startsWith(typed) ? rank - recent.length - 1 : rank;
  };
  return markets
    .filter(({ symbol, description }) => words.every((word) => `${symbol} ${description}`.toLowerCase().includes(word)))
    .map((market, order) => ({ market, rank: rankOf(market), order }))
    .sort((a, b) => a.rank - b.rank || a.order - b.order)
    .map(({ market }) => market);
}
