/**
 * A positive decimal step, held exactly: `mantissa * 10^-decimals`. `"0.25"` is `{mantissa: 25, decimals: 2}`, `"5"` is `{mantissa: 5, decimals: 0}`.
 * Ticks and lots are whole multiples of such a step, so prices and volumes never pass through binary fractions.
 */
export interface DecimalStep {
  readonly mantissa: number;
  readonly decimals: number;
}

const DECIMAL = /^([+-]?)(\d+)(?:\.(\d*))?$/;
/** What `String` makes of very large and very small numbers. */
const EXPONENTIAL = /^(-?)(\d)(?:\.(\d+))?e([+-]\d+)$/;
const MAX_DECIMALS = 15;
const [PLUS, MINUS, POINT, ZERO] = [0x2b, 0x2d, 0x2e, 0x30];

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
 * Turns the decimal text `text[from..to)` into a whole number of steps, exactly, through integers. One pass, nothing allocated: it runs per price and size.
 * @returns the count of steps, or `NaN` when the text is no decimal number, does not fit into 2^53 or is not a multiple of the step.
 */
export function parseSteps(text: string, step: DecimalStep, from = 0, to = text.length): number {
  const first = text.charCodeAt(from);
  const signed = first === MINUS || first === PLUS;
  let scaled = 0;
  let digits = 0;
  let decimals = -1;
  for (let index = signed ? from + 1 : from; index < to; index++) {
    const digit = text.charCodeAt(index) - ZERO;
    if (digit === POINT - ZERO && decimals < 0 && digits > 0) {
      decimals = 0;
    } else if (!(digit >= 0 && digit <= 9)) {
      return Number.NaN;
    } else if (decimals === step.decimals) {
      if (digit !== 0) return Number.NaN;
    } else {
      scaled = scaled * 10 + digit;
      if (scaled > Number.MAX_SAFE_INTEGER) return Number.NaN;
      digits++;
      if (decimals >= 0) decimals++;
    }
  }
  if (digits === 0) return Number.NaN;
  scaled *= 10 ** (step.decimals - Math.max(0, decimals));
  const steps = scaled / step.mantissa;
  if (scaled > Number.MAX_SAFE_INTEGER || !Number.isInteger(steps)) return Number.NaN;
  return first === MINUS ? 0 - steps : steps;
}

/**
 * The least whole number of steps that is not less than the value of a decimal text such as `-10.25`, exactly. For settings, not for hot paths.
 * @returns `NaN` when the text is no decimal number.
 */
export function ceilSteps(text: string, step: DecimalStep): number {
  const match = DECIMAL.exec(text);
  if (match === null) return Number.NaN;
  const fraction = match[3] ?? "";
  const size = BigInt(match[2] + fraction) * 10n ** BigInt(step.decimals);
  const stepSize = BigInt(step.mantissa) * 10n ** BigInt(fraction.length);
  return match[1] === "-" ? 0 - Number(size / stepSize) : Number((size + stepSize - 1n) / stepSize);
}

/** A finite number as decimal text without an exponent, in the fewest digits that read back as the same number: `1e-8` is `0.00000001`. */
export function plainDecimal(value: number): string {
  const match = EXPONENTIAL.exec(String(value));
  if (match === null) return String(value);
  const [, sign, first, fraction = "", exponent] = match;
  const digits = first + fraction;
  const zeros = Math.abs(Number(exponent));
  return exponent.startsWith("-") ? `${sign}0.${"0".repeat(zeros - 1)}${digits}` : `${sign}${digits.padEnd(zeros + 1, "0")}`;
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
