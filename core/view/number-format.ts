import { type DecimalStep, formatSteps } from "../market/decimal-step.ts";

/** Suffix of a thousand, a million, and so on. */
const SUFFIXES = ["k", "M", "B", "T", "Q"] as const;
/** Fewest characters any volume fits into. */
export const MIN_VOLUME_CHARS = 3;
/** Digits before the point up to which a number may stand without separators. */
const MAX_UNGROUPED_DIGITS = 4;

/** A price with separators between thousands and the tick's own decimals: exact. `61,725.0`. */
export function formatPrice(ticks: number, tick: DecimalStep): string {
  return groupThousands(formatSteps(ticks, tick));
}

/**
 * A volume in at most `maxChars` characters, as exact as they allow. The first of these that fits:
 * 1. exact, with the lot's own decimals: `1,251.576`; then without trailing zeros: `1,200` for 1200.000;
 * 2. rounded to fewer and fewer decimals: `1,251.6`, `1,252`, `1252`;
 * 3. with a suffix (k, M, B, T, Q = 10^3, 10^6, 10^9, 10^12, 10^15): `12.4k`.
 *
 * The zero before a point is left out where that saves a decimal: `.44`. Rounded half up, from the exact integer. Zero is `0`, and only zero: a volume too
 * small for the room is `<0.1`, `<.1` or `<1`.
 * @returns "" when `maxChars` is below {@link MIN_VOLUME_CHARS} and nothing fits.
 */
export function formatVolume(lots: number, lot: DecimalStep, maxChars = Number.POSITIVE_INFINITY): string {
  if (lots === 0) return maxChars >= 1 ? "0" : "";
  const exact = formatSteps(lots, lot);
  const grouped = groupThousands(exact);
  if (grouped.length <= maxChars) return grouped;
  const trimmed = fittingForm(withoutTrailingZeros(exact), maxChars);
  if (trimmed !== null) return trimmed;
  const units = lots * lot.mantissa;
  for (let decimals = lot.decimals - 1; decimals >= 0; decimals--) {
    const rounded = fittingForm(roundedText(units, lot.decimals - decimals, decimals), maxChars);
    if (rounded !== null) return rounded;
  }
  return withSuffix(units, lot.decimals, maxChars);
}

/**
 * A volume with this many decimals, trailing zeros kept, so that the numbers of a column read alike: `0.5`, `12.0`, `<0.1` for what is less than half of the
 * last place. Where that is too long, as {@link formatVolume}, which then has fewer.
 * @param decimals 0..`lot.decimals`.
 */
export function formatVolumeEvenly(lots: number, lot: DecimalStep, decimals: number, maxChars: number): string {
  if (lots === 0) return maxChars >= 1 ? "0" : "";
  const text = roundedText(lots * lot.mantissa, lot.decimals - decimals, decimals);
  return fittingForm(text, maxChars) ?? formatVolume(lots, lot, maxChars);
}

/** A difference of volumes with this many decimals, sign always: {@link formatVolumeEvenly}. */
export function formatDeltaEvenly(deltaLots: number, lot: DecimalStep, decimals: number, maxChars: number): string {
  if (deltaLots === 0) return maxChars >= 1 ? "0" : "";
  const size = formatVolumeEvenly(Math.abs(deltaLots), lot, decimals, maxChars - 1);
  return size === "" ? "" : signed(size, deltaLots);
}

/** A difference of volumes, sign always: `+18.659`, `−0.176`; no difference is `0`. Sizes as {@link formatVolume}. */
export function formatDelta(deltaLots: number, lot: DecimalStep, maxChars = Number.POSITIVE_INFINITY): string {
  if (deltaLots === 0) return maxChars >= 1 ? "0" : "";
  const size = formatVolume(Math.abs(deltaLots), lot, maxChars - 1);
  return size === "" ? "" : signed(size, deltaLots);
}

/** Characters of a number with so many digits before and after its point, separators included; with none before it, its zero is left out. */
export function numberChars(whole: number, decimals: number): number {
  const separators = whole === 0 || (whole <= MAX_UNGROUPED_DIGITS && decimals === 0) ? 0 : Math.floor((whole - 1) / 3);
  return whole + separators + (decimals === 0 ? 0 : decimals + 1);
}

function signed(size: string, deltaLots: number): string {
  return `${deltaLots < 0 ? "−" : "+"}${size}`;
}

/** Text with a comma between thousands of the whole part: `-1234.5` is `-1,234.5`. */
export function groupThousands(text: string): string {
  const point = text.indexOf(".");
  const end = point < 0 ? text.length : point;
  const start = text.startsWith("-") ? 1 : 0;
  if (end - start <= 3) return text;
  let grouped = text.slice(end);
  let at = end;
  for (; at - start > 3; at -= 3) grouped = `,${text.slice(at - 3, at)}${grouped}`;
  return text.slice(0, at) + grouped;
}

/** A number with separators, or, where that is too long, without: whole ones of few digits as they are, fractions without their leading zero. Null: none fits. */
function fittingForm(text: string, maxChars: number): string | null {
  const grouped = groupThousands(text);
  if (grouped.length <= maxChars) return grouped;
  const bare = text.replace(/^(<?)0\./, "$1.");
  if (bare === text && (text.includes(".") || text.length > MAX_UNGROUPED_DIGITS)) return null;
  return bare.length <= maxChars ? bare : null;
}

function withSuffix(units: number, decimals: number, maxChars: number): string {
  for (const [index, suffix] of SUFFIXES.entries()) {
    const exponent = decimals + 3 * (index + 1);
    for (let kept = 2; kept >= 0; kept--) {
      const text = roundedText(units, exponent - kept, kept);
      if (text.startsWith("<")) continue;
      const fitting = wholeDigits(text) <= 3 ? fittingForm(text, maxChars - 1) : null;
      if (fitting !== null) return fitting + suffix;
    }
  }
  return "";
}

/** `units` without its last `dropped` digits, rounded half up, with `decimals` decimals; `<` the smallest such number when that is nothing. */
function roundedText(units: number, dropped: number, decimals: number): string {
  const unit = 10 ** dropped;
  const whole = Math.floor(units / unit);
  const rounded = (units - whole * unit) * 2 >= unit ? whole + 1 : whole;
  const step = { mantissa: 1, decimals };
  return rounded === 0 ? `<${formatSteps(1, step)}` : formatSteps(rounded, step);
}

function wholeDigits(text: string): number {
  const point = text.indexOf(".");
  return point < 0 ? text.length : point;
}

function withoutTrailingZeros(text: string): string {
  return text.includes(".") ? text.replace(/\.?0+$/, "") : text;
}
