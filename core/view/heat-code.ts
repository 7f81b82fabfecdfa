/**
 * Heat codes: volumes as 16-bit integers on a logarithmic scale, so that a cell fits into 4 bytes and both rasterisers work on integers alone.
 *
 * A code is the top of the IEEE-754 single `1 + lots`: 6 exponent bits and 10 mantissa bits, taken from zero. It is exact for 0..2,047 lots and within
 * 1/1024 of `1 + lots` up to 2^64 lots. Encoding and decoding are shifts; sums and differences of codes are integer arithmetic with 13 guard bits, so a
 * shader and the CPU get the same bits: no exp2, no log2, no driver-dependent rounding. Numbers shown as exact never come from codes.
 */
const ONE_BITS = 0x3f800000;
const DROPPED_BITS = 13;

/** Largest code. */
export const MAX_HEAT_CODE = 0xffff;

/** Codes per doubling of `1 + lots`. */
export const HEAT_CODES_PER_OCTAVE = 1024;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Code of `onePlus = 1 + volume`, for volumes of at least 0; saturates at {@link MAX_HEAT_CODE}. */
export function heatCodeOfOnePlus(onePlus: number): number {
  float[0] = onePlus;
  const code = (bits[0] - ONE_BITS) >> DROPPED_BITS;
  return code < 0 ? 0 : code > MAX_HEAT_CODE ? MAX_HEAT_CODE : code;
}

/** Code of a volume in lots (>= 0). A volume above 0 never gets code 0. */
export function heatCodeOf(lots: number): number {
  if (!(lots > 0)) return 0;
  const code = heatCodeOfOnePlus(1 + lots);
  return code === 0 ? 1 : code;
}

/** A pool's cell from whole lots, 0..2^53: `bidCode | askCode << 16` as a signed integer; 0 for no volume. The hot path of {@link heatCodeOf}. */
export function heatCellOf(bidLots: number, askLots: number): number {
  float[0] = 1 + bidLots;
  const bidCode = (bits[0] - ONE_BITS) >> DROPPED_BITS;
  float[0] = 1 + askLots;
  return bidCode | (((bits[0] - ONE_BITS) >> DROPPED_BITS) << 16);
}

/** `1 + lots` of a code as an exact single: the smallest value that has this code. */
export function onePlusOfHeatCode(code: number): number {
  bits[0] = (code << DROPPED_BITS) + ONE_BITS;
  return float[0];
}

/** The volume, in lots, at which this code begins. For legends and percentiles, never for numbers shown as exact. */
export function lotsOfHeatCode(code: number): number {
  return onePlusOfHeatCode(code) - 1;
}

/** A code's mantissa with its leading one at bit 23: `1 + lots` in units of `2^(exponent - 23)`. */
const UNIT_BIT = 23;
const UNIT = 1 << UNIT_BIT;

/** Code of the sum of two volumes given by their codes. `heatCodeSum(code, 0) === code`. Shader twin: `heatCodeSum` in heat-colour.glsl. */
export function heatCodeSum(a: number, b: number): number {
  const less = (a - b) & ((a - b) >> 31);
  const high = a - less;
  const low = b + less;
  const exponent = high >>> 10;
  const sum = mantissa(high) + aligned(low, exponent) - unitAt(exponent);
  const carry = sum >>> (UNIT_BIT + 1);
  const code = ((exponent + carry) << 10) + (sum >>> (DROPPED_BITS + carry)) - 1024;
  return code > MAX_HEAT_CODE ? MAX_HEAT_CODE : code;
}

/** Code of the distance of two volumes given by their codes; `heatCodeDifference(code, 0) === code`. Shader twin: `heatCodeDifference`. */
export function heatCodeDifference(a: number, b: number): number {
  const less = (a - b) & ((a - b) >> 31);
  const high = a - less;
  const low = b + less;
  const exponent = high >>> 10;
  const difference = mantissa(high) - aligned(low, exponent) + unitAt(exponent);
  if (difference === 0) return 0;
  const drop = Math.clz32(difference) - (31 - UNIT_BIT);
  return ((exponent - drop) << 10) + ((difference << drop) >>> DROPPED_BITS) - 1024;
}

function mantissa(code: number): number {
  return (1024 | (code & 1023)) << DROPPED_BITS;
}

function aligned(code: number, exponent: number): number {
  const shift = exponent - (code >>> 10);
  return mantissa(code) >>> (shift > 31 ? 31 : shift);
}

function unitAt(exponent: number): number {
  return UNIT >>> (exponent > 31 ? 31 : exponent);
}
