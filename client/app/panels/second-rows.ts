/**
 * The rows of a list that is grouped by second: each second's header, then its entries. A row `>= 0` is the entry of that index; a row below is the header of
 * the second of entry `-row - 1`.
 * @param timeSec [entries] in which the entries of a second stand together. @param backwards lists the last entry first.
 */
export function secondRows(timeSec: Float64Array, backwards = false): Int32Array {
  const count = timeSec.length;
  const rows = new Int32Array(2 * count);
  let used = 0;
  let sec = Number.NaN;
  for (let step = 0; step < count; step++) {
    const entry = backwards ? count - 1 - step : step;
    if (timeSec[entry] !== sec) {
      sec = timeSec[entry];
      rows[used++] = -entry - 1;
    }
    rows[used++] = entry;
  }
  return rows.subarray(0, used);
}

/** Index of a second in an ascending list, -1 where it is not in it. */
export function findSecond(timeSec: Float64Array, sec: number): number {
  let low = 0;
  let high = timeSec.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeSec[middle] < sec) low = middle + 1;
    else high = middle;
  }
  return low < timeSec.length && timeSec[low] === sec ? low : -1;
}
