/**
 * A positive decimal step, held exactly: `mantissa * 10^-decimals`. `"0.25"` is `{mantissa: 25, decimals: 2}`, `"5"` is `{mantissa: 5, decimals: 0}`.
 * Ticks and lots are whole multiples of such a step, so prices and volumes never pass through binary fractions.
 */
export interface DecimalStep {
  readonly mantissa: number;
  readonly decimals: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;
const MAX_DECIMALS = 15;

/**
 * Reads a tick or lot size such as `"0.1"`.
 * @throws RangeError when the text is not a positive decimal number of at most 15 significant digits.
 */
export function parseDecimalStep(text: string): DecimalStep {
  const match = DECIMAL.exec(text.trim());
  const fraction = (match?.[3] ?? "").replace(/0+$/, "");
  const mantissa = match === null ? Number.NaN : Number(match[2] + fraction);
  if (match === null || match[1] === "-" || !(mantissa > 0) || !Number.isSafeInteger(mantissa) || fraction.length > MAX_DECIMALS) {
    throw new RangeError(`"${text}" is not a positive decimal step such as "0.1" or "0.25"`);
  }
  return { mantissa, decimals: fraction.length };
}

/**
 * Turns decimal text into a whole number of steps, exactly, through integers.
 * @returns the count of steps, or `NaN` when the text is no decimal number, does not fit into 2^53 or is not a multiple of the step.
 */
export function parseSteps(text: string, step: DecimalStep): number {
  const match = DECIMAL.exec(text);
  if (match === null) return Number.NaN;
  const fraction = match[3] ?? "";
  const kept = fraction.slice(0, step.decimals);
  if (/[1-9]/.test(fraction.slice(step.decimals))) return Number.NaN;
  const scaled = Number(match[2] + kept.padEnd(step.decimals, "0"));
  const steps = scaled / step.mantissa;
  if (!Number.isSafeInteger(scaled) || !Number.isInteger(steps)) return Number.NaN;
  return match[1] === "-" ? 0 - steps : steps;
}

/**
 * Writes a whole number of steps as decimal text with the step's own number of decimals: `formatSteps(-3, 0.25) === "-0.75"`.
 * Inverse of {@link parseSteps} for every safe product `steps * mantissa`; larger products fall back to BigInt and stay exact.
 */
export function formatSteps(steps: number, step: DecimalStep): string {
  const product = steps * step.mantissa;
  const digits = Number.isSafeInteger(product)
    ? String(Math.abs(product))
    : String(BigInt(Math.abs(steps)) * BigInt(step.mantissa));
  const sign = steps < 0 ? "-" : "";
  if (step.decimals === 0) return sign + digits;
  const padded = digits.padStart(step.decimals + 1, "0");
  const point = padded.length - step.decimals;
  return `${sign}${padded.slice(0, point)}.${padded.slice(point)}`;
}

/** The nearest double to `steps` steps: for axis positions and JSON numbers. Correctly rounded while `steps * mantissa` is a safe integer. */
export function stepsToNumber(steps: number, step: DecimalStep): number {
  return (steps * step.mantissa) / 10 ** step.decimals;
}
