/** Largest row height on offer, in ticks per row. */
export const MAX_ROW_TICKS = 1_000_000;

/** The smallest number of the series 1, 2, 5, 10, 20, 50... that is at least `value`; 1 for anything below. */
export function ceilOneTwoFive(value: number): number {
  if (!(value > 1)) return 1;
  let decade = 10 ** Math.floor(Math.log10(value));
  if (decade > value) decade /= 10;
  for (const step of [1, 2, 5]) if (step * decade >= value) return step * decade;
  return 10 * decade;
}

/** The next larger (`1`) or smaller (`-1`) row height of the 1-2-5 series, from any height; stops at 1 and {@link MAX_ROW_TICKS}. */
export function stepRowTicks(rowTicks: number, direction: 1 | -1): number {
  if (direction === 1) return Math.min(MAX_ROW_TICKS, ceilOneTwoFive(rowTicks + 1));
  const reached = ceilOneTwoFive(rowTicks);
  if (reached > rowTicks) return stepDown(reached);
  return Math.max(1, stepDown(rowTicks));
}

function stepDown(step: number): number {
  const decade = 10 ** Math.floor(Math.log10(step) + 1e-9);
  const lead = Math.round(step / decade);
  return lead === 5 ? 2 * decade : lead === 2 ? decade : Math.max(1, decade / 2);
}
