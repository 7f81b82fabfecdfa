/** A 32-bit xorshift generator (Marsaglia 2003, triple 13, 17, 5), uniform in [0, 1): the same numbers from the same state on every machine. @param state not 0. */
export function xorshift(state: number): () => number {
  let bits = state;
  return () => {
    bits ^= bits << 13;
    bits ^= bits >>> 17;
    bits ^= bits << 5;
    return (bits >>> 0) / 2 ** 32;
  };
}
