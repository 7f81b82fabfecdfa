import type { Series } from "../../../core/orderflow/fold/series.ts";

/** The rows of a series as plain objects, for comparison. */
export function rowsOfSeries<Field extends string>(series: Series<Field>): Record<Field, number>[] {
  return Array.from({ length: series.length }, (_, row) => {
    const plain = {} as Record<Field, number>;
    for (const field of series.fields) plain[field] = series.columns[field][row];
    return plain;
  });
}

/** Where two series differ in any bit, in words; "" when they are the same. Cheap enough for thousands of cases. */
export function differenceOf<Field extends string>(one: Series<Field>, other: Series<Field>): string {
  if (one.length !== other.length) return `${one.length} rows and ${other.length} rows`;
  for (const field of one.fields) {
    for (let row = 0; row < one.length; row++) {
      const [left, right] = [one.columns[field][row], other.columns[field][row]];
      if (!Object.is(left, right)) return `row ${row}: ${field} ${left} and ${right}`;
    }
  }
  return "";
}
