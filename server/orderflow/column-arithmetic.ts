// Columns from columns, in plain loops: they run over millions of levels.

/** `left + right`, value by value. */
export function sumOf(left: Float64Array, right: Float64Array): Float64Array {
  const sums = new Float64Array(left.length);
  for (let index = 0; index < sums.length; index++) sums[index] = left[index] + right[index];
  return sums;
}

/** `left - right`, value by value. */
export function differenceOf(left: Float64Array, right: Float64Array): Float64Array {
  const differences = new Float64Array(left.length);
  for (let index = 0; index < differences.length; index++) differences[index] = left[index] - right[index];
  return differences;
}

/** `left / right`, value by value; `NaN` where right is 0. */
export function quotientOf(left: Float64Array, right: Float64Array): Float64Array {
  const quotients = new Float64Array(left.length);
  for (let index = 0; index < quotients.length; index++) quotients[index] = right[index] === 0 ? Number.NaN : left[index] / right[index];
  return quotients;
}

/** The lowest tick of each of the rows `from..to-1`. */
export function rowTicks(rows: Int32Array | Float64Array, from: number, to: number, ticksPerRow: number): Float64Array {
  const ticks = new Float64Array(to - from);
  for (let index = from; index < to; index++) ticks[index - from] = rows[index] * ticksPerRow;
  return ticks;
}
