/** The first of `length` ascending times that is at least `sec`; `length` when none is. */
export function firstRowFrom(timeSec: ArrayLike<number>, length: number, sec: number): number {
  let low = 0;
  let high = length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (timeSec[middle] < sec) low = middle + 1;
    else high = middle;
  }
  return low;
}
