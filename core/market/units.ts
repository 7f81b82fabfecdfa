/**
 * Nominal number types. A plain `number` carries no unit, so every quantity that crosses a function boundary has a brand.
 * Brands cost nothing at run time. The constructors here are the only casts in the code base: a value gets its unit once, where it enters.
 */
declare const unit: unique symbol;
type Branded<Unit extends string> = number & { readonly [unit]: Unit };

/** A price as a whole number of the instrument's ticks. May be negative (spreads, oil in 2020). Safe integer. */
export type Ticks = Branded<"Ticks">;
/** A volume as a whole number of the instrument's lots, 0..2^53. */
export type Lots = Branded<"Lots">;
/** Whole seconds since the Unix epoch, UTC: the start of a bar. */
export type EpochSec = Branded<"EpochSec">;
/** Milliseconds since the Unix epoch, UTC: the time of a trade. May carry a fraction (nanosecond sources). */
export type EpochMs = Branded<"EpochMs">;
/** Index of a price row: `floorDiv(ticks, ticksPerRow)`. */
export type RowIndex = Branded<"RowIndex">;
/** Index of a time column: `floorDiv(epochSec, columnSec)`, counted from the epoch. */
export type ColumnIndex = Branded<"ColumnIndex">;
/** A length in CSS pixels. */
export type CssPx = Branded<"CssPx">;
/** A length in physical pixels of the screen. */
export type DevicePx = Branded<"DevicePx">;

export const toTicks = (value: number): Ticks => value as Ticks;
export const toLots = (value: number): Lots => value as Lots;
export const toEpochSec = (value: number): EpochSec => value as EpochSec;
export const toEpochMs = (value: number): EpochMs => value as EpochMs;
export const toCssPx = (value: number): CssPx => value as CssPx;
export const toDevicePx = (value: number): DevicePx => value as DevicePx;

/**
 * Integer division rounding towards minus infinity, exact for safe integers: `floorDiv(-1, 5) === -1`.
 * The one rule that bins prices into rows and seconds into columns (STUDIES.md section 0).
 */
export function floorDiv(dividend: number, divisor: number): number {
  return Math.floor(dividend / divisor);
}

/** The row that holds a price. */
export function rowOf(price: number, ticksPerRow: number): RowIndex {
  return floorDiv(price, ticksPerRow) as RowIndex;
}

/** The column that holds a second. */
export function columnOf(timeSec: number, columnSec: number): ColumnIndex {
  return floorDiv(timeSec, columnSec) as ColumnIndex;
}
