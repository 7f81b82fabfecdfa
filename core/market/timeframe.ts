/** The timeframes on offer, shortest first. A bar of a timeframe starts at a multiple of it since the epoch. */
export const TIMEFRAMES = ["1s", "5s", "15s", "30s", "1m", "5m", "15m", "30m", "1h"] as const;

export type Timeframe = (typeof TIMEFRAMES)[number];

const SECONDS: Readonly<Record<Timeframe, number>> = {
  "1s": 1,
  "5s": 5,
  "15s": 15,
  "30s": 30,
  "1m": 60,
  "5m": 300,
  "15m": 900,
  "30m": 1800,
  "1h": 3600,
};

/** Length of a timeframe in seconds. */
export function timeframeSec(timeframe: Timeframe): number {
  return SECONDS[timeframe];
}

/** `true` when the text names a timeframe on offer. */
export function isTimeframe(text: unknown): text is Timeframe {
  return typeof text === "string" && Object.hasOwn(SECONDS, text);
}
