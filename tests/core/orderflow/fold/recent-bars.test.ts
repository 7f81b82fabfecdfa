import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { RecentBars } from "../../../../core/orderflow/fold/recent-bars.ts";
import { barsOfTrades } from "../market-case.ts";

describe("RecentBars", () => {
  /** One bar every other second on average, told apart by its price. */
  const bars = barsOfTrades(Array.from({ length: 9000 }, (_, at) => ({ timeSec: at * 2 + (at % 3 === 0 ? 1 : 0), priceTicks: at, sizeLots: 1, side: "buy" as const })));

  it("shows each bar with what was asked for before it, whatever the portions, and holds little more", () => {
    const portion = fc.oneof(fc.integer({ min: 1, max: 3 }), fc.integer({ min: 1, max: 2500 }));
    fc.assert(
      fc.property(fc.array(portion, { minLength: 1, maxLength: 40 }), fc.nat(40), fc.nat(15), (portions, keepSec, keepBars) => {
        const recent = new RecentBars(keepSec, keepBars);
        let from = 0;
        let shown = 0;
        for (const size of portions) {
          const to = Math.min(bars.length, from + size);
          recent.append(bars, from, to, (view, index) => {
            expectEqual(view.closeTicks[index], shown);
            for (let back = 1; back <= Math.min(keepBars, shown); back++) expectEqual(view.closeTicks[index - back], shown - back);
            for (let back = 1; back <= shown && bars.timeSec[shown - back] >= bars.timeSec[shown] - keepSec; back++) expectEqual(view.closeTicks[index - back], shown - back);
            if (view.length > 2 * 1024 + keepSec + keepBars) throw new Error(`${view.length} bars are held`);
            shown++;
          });
          from = to;
        }
        expect(shown).toBe(from);
      }),
      { numRuns: 1000 },
    );
  });
});

/** Far cheaper than `expect` in a loop of millions. */
function expectEqual(value: number, expected: number): void {
  if (value !== expected) throw new Error(`${value} instead of ${expected}`);
}
