const FIRST_DELAY_MS = 250;
/** Longest wait between two attempts. */
export const MAX_DELAY_MS = 15_000;

/**
 * Wait before the next attempt to connect: doubles with every failure up to {@link MAX_DELAY_MS}, then drawn from the upper half of that, so that the
 * clients of a server that went away do not come back in one moment.
 * @param failures attempts that have failed in a row, at least 1.
 * @param random a number in `[0, 1)`.
 */
export function reconnectDelayMs(failures: number, random: number): number {
  const ceilingMs = Math.min(MAX_DELAY_MS, FIRST_DELAY_MS * 2 ** Math.min(failures - 1, 30));
  return ceilingMs * (0.5 + random / 2);
}
