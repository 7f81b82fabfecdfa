import fc from "fast-check";
import { ProfileRows } from "../../../core/orderflow/profile/profile-rows.ts";
import type { PlainRow } from "./profile/profile-twin.ts";

/** Profile rows from `[row, lots]` pairs, ascending; the volume alternates between the sides. */
export function rowsOf(...pairs: readonly (readonly [row: number, lots: number])[]): ProfileRows {
  const rows = new ProfileRows(1);
  for (const [row, lots] of pairs) rows.push(row, row % 2 === 0 ? lots : 0, row % 2 === 0 ? 0 : lots, 1);
  return rows;
}

/** Random rows: many equal volumes, steps of one or a few rows, now and then a wide empty stretch. */
export const plainProfile: fc.Arbitrary<PlainRow[]> = fc
  .record({
    first: fc.integer({ min: -60, max: 60 }),
    steps: fc.array(
      fc.record({ skip: fc.oneof({ weight: 8, arbitrary: fc.integer({ min: 1, max: 3 }) }, fc.integer({ min: 4, max: 60 })), bid: fc.nat(4), ask: fc.nat(4) }),
      { minLength: 1, maxLength: 40 },
    ),
  })
  .map(({ first, steps }) => {
    let row = first;
    return steps.map(({ skip, bid, ask }) => ({ row: (row += skip), bid, ask, trades: 1 }));
  });

/** The columns of plain rows. */
export function columnsOf(plain: readonly PlainRow[]): ProfileRows {
  const rows = new ProfileRows(1);
  for (const { row, bid, ask, trades } of plain) rows.push(row, bid, ask, trades);
  return rows;
}
