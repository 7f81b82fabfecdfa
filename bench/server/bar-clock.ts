const MOST_INTERVAL_MS = 50;
/** Bars that a late timer makes up for at once: more would keep the sender from its sockets. */
const MOST_AT_ONCE = 8;

/**
 * Calls back for each bar that is due: `barsPerSec` times per second on average, or as often as the event loop allows when that is less.
 * @returns what ends it.
 */
export function startBarClock(barsPerSec: number, closeBar: () => void): () => void {
  const startMs = performance.now();
  let closed = 0;
  const timer = setInterval(() => {
    const due = Math.floor(((performance.now() - startMs) * barsPerSec) / 1000);
    closed = Math.max(closed, due - MOST_AT_ONCE);
    for (; closed < due; closed++) closeBar();
  }, Math.min(MOST_INTERVAL_MS, Math.max(1, 1000 / barsPerSec)));
  return () => clearInterval(timer);
}

/** Microseconds that all processes of a run count alike; a whole number of lots can carry it. */
export function stampUs(): number {
  return Math.round((performance.timeOrigin + performance.now()) * 1000) % 2 ** 40;
}
