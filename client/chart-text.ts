import type { DecimalStep } from "../core/market/decimal-step.ts";
import { formatPrice, groupThousands } from "../core/view/number-format.ts";

const KILO = 1000;
const MEGA = KILO * KILO;
/** From this many on a larger unit is used. */
const MANY = 10;

/** A difference of prices, sign always. */
export function signedPriceText(ticks: number, tick: DecimalStep): string {
  const size = formatPrice(Math.abs(ticks), tick);
  return ticks > 0 ? `+${size}` : ticks < 0 ? `−${size}` : size;
}

/** A whole number with thousands separated. */
export function countText(count: number): string {
  return groupThousands(String(Math.round(count)));
}

/** Bytes in the unit that needs few digits. */
export function bytesText(bytes: number): string {
  if (bytes < MANY * KILO) return `${Math.round(bytes)} B`;
  return bytes < MANY * MEGA ? `${Math.round(bytes / KILO)} kB` : `${Math.round(bytes / MEGA)} MB`;
}

/** Milliseconds with one decimal. */
export function msText(milliseconds: number): string {
  return `${milliseconds.toFixed(1)} ms`;
}

/** What was thrown, in words, without a full stop: part of a sentence. */
export function reasonOf(error: unknown): string {
  return (error instanceof Error ? error.message : String(error)).replace(/\.$/, "");
}
