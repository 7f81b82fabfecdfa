const WRITTEN_AS_ON_THE_SCREEN = /^[+-]?(?:(?:\d+|[1-9]\d{0,2}(?:,\d{3})+)(?:\.\d*)?|\.\d+)$/;

/** What to say of a comma that stands where the screen writes none. */
export const COMMA_RULE = "with a point before decimals and commas between thousands only";

/**
 * A typed number, read the way the screen writes numbers: a point before decimals, and commas between all thousands or none. `1,500` is fifteen hundred;
 * `2,5` and `1500,000` could mean two things and are read as neither.
 * @returns NaN when it is no number.
 */
export function numberOfTyped(text: string): number {
  const typed = text.trim();
  return WRITTEN_AS_ON_THE_SCREEN.test(typed) ? Number(typed.replaceAll(",", "")) : Number.NaN;
}
