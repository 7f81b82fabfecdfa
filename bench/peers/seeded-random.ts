import { xorshift } from "../markets/xorshift.ts";

/** Numbers of chance in [0, 1): the same from the same seed on every machine. */
export function seededRandom(seed: number): () => number {
  return xorshift(Math.imul(seed, 0x9e3779b9) | 1);
}

/** A copy of `items` in random order (Fisher and Yates). */
export function shuffled<Item>(items: readonly Item[], random: () => number): Item[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last--) {
    const other = Math.floor(random() * (last + 1));
    [order[last], order[other]] = [order[other], order[last]];
  }
  return order;
}
