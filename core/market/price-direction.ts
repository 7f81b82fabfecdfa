/** Which way the newest price came: up or down from the last close that was another one; 0 while there was none. Bars without a change are passed over. */
export function priceDirection(closeTicks: Int32Array, length: number): -1 | 0 | 1 {
  const newest = closeTicks[length - 1];
  for (let bar = length - 2; bar >= 0; bar--) {
    if (closeTicks[bar] !== newest) return closeTicks[bar] < newest ? 1 : -1;
  }
  return 0;
}
