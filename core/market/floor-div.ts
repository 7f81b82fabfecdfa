/**
 * Integer division rounding towards minus infinity, exact for safe integers: `floorDiv(-1, 5) === -1`.
 * The one rule that bins prices into rows and seconds into columns (STUDIES.md section 0).
 */
export function floorDiv(dividend: number, divisor: number): number {
  return Math.floor(dividend / divisor);
}
