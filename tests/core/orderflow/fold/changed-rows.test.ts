import fc from "fast-check";
import { expect, it } from "vitest";
import { ChangedRows } from "../../../../core/orderflow/fold/changed-rows.ts";

it("tells the first row changed since a version; of changes long ago it tells the very first row", () => {
  fc.assert(
    fc.property(fc.array(fc.nat(60), { maxLength: 120 }), fc.nat(120), (rows, asked) => {
      const changed = new ChangedRows();
      for (const row of rows) changed.note(row);
      const since = Math.min(asked, rows.length);
      const told = changed.since(since);
      const least = Math.min(...rows.slice(since));
      expect(changed.version).toBe(rows.length);
      if (rows.length - since <= 32) expect(told).toBe(least);
      else expect([least, 0]).toContain(told);
    }),
    { numRuns: 1000 },
  );
});
