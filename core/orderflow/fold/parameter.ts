/**
 * Checks a whole-number parameter of a study.
 * @throws RangeError that names the parameter and its bounds.
 */
export function requireWhole(name: string, value: number, least: number, most: number): number {
  if (Number.isInteger(value) && value >= least && value <= most) return value;
  throw new RangeError(`${name} ${value} must be a whole number from ${least} to ${most}`);
}

/** Longest bar a study takes, seconds. */
export const MAX_TIMEFRAME_SEC = 86_400;
/** Tallest row, ticks. */
export const MAX_TICKS_PER_ROW = 1_000_000;

/** Checks a bar length in seconds: whole, 1 to a day. */
export function requireTimeframeSec(value: number): number {
  return requireWhole("timeframeSec", value, 1, MAX_TIMEFRAME_SEC);
}

/** Checks a row height in ticks: whole, 1 to a million. */
export function requireTicksPerRow(value: number): number {
  return requireWhole("ticksPerRow", value, 1, MAX_TICKS_PER_ROW);
}
