/**
 * Heat codes: volumes as 16-bit integers on a logarithmic scale, so that a cell fits into 4 bytes and both rasterisers work on integers alone.
 *
 * A code is the top of the IEEE-754 single `1 + lots`: 6 exponent bits and 10 mantissa bits, taken from zero. It is exact for 0..2,047 lots and within
 * 1/1024 (rounded down) up to 2^64 lots. Encoding and decoding are shifts, so a fragment shader does them with `floatBitsToUint` and
 * `uintBitsToFloat` and gets the same bits as the CPU: no exp2, no log2, no driver-dependent rounding. Exact numbers never come from codes.
 */
const ONE_BITS = 0x3f800000;
const DROPPED_BITS = 13;

/** Largest code. */
export const MAX_HEAT_CODE = 0xffff;

/** Codes per doubling of `1 + lots`. */
export const HEAT_CODES_PER_OCTAVE = 1024;

const float = new Float32Array(1);
const bits = new Int32Array(float.buffer);

/** Code of `onePlus = 1 + volume`, for volumes of at least 0; truncates, saturates at {@link MAX_HEAT_CODE}. Shader twin: `heatCode` in heatmap.frag. */
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

/** `1 + lots` of a code as an exact single: the smallest value that has this code. */
export function onePlusOfHeatCode(code: number): number {
  bits[0] = (code << DROPPED_BITS) + ONE_BITS;
  return float[0];
}

/** The volume, in lots, at which this code begins. For legends and percentiles, never for numbers shown as exact. */
export function lotsOfHeatCode(code: number): number {
  return onePlusOfHeatCode(code) - 1;
}
