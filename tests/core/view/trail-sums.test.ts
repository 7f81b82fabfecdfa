import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../../core/market/bar-view.ts";
import { NO_GAPS } from "../../../core/orderflow/fold/gaps.ts";
import { rangeProfile } from "../../../core/orderflow/profile/volume-profile.ts";
import type { CellContent } from "../../../core/view/cell-pool.ts";
import { heatCodeOf } from "../../../core/view/heat-code.ts";
import { TrailCodes } from "../../../core/view/trail-codes.ts";
import { TrailSums } from "../../../core/view/trail-sums.ts";
import { anyBars } from "../../workers/random-bars.ts";

/** Rows from the profile of a range: [row, bid, ask, trades], those outside of the rows asked for left out. */
function profileRows(bars: BarView, fromSec: number, toSec: number, ticksPerRow: number, low: number, count: number): number[][] {
  const { rows } = rangeProfile(bars, NO_GAPS, fromSec, toSec, ticksPerRow);
  return Array.from({ length: rows.length }, (_, at) => [rows.row[at], rows.bidLots[at], rows.askLots[at], rows.trades[at]]).filter(([row]) => row >= low && row < low + count);
}

function heldRows({ lowRow, rowCount, bidLots, askLots, trades }: TrailSums): number[][] {
  return Array.from({ length: rowCount }, (_, at) => [lowRow + at, bidLots[at], askLots[at], trades[at]]).filter(([, bid, ask, count]) => bid > 0 || ask > 0 || count > 0);
}

const moves = fc.array(fc.record({ from: fc.integer({ min: -40, max: 260 }), length: fc.integer({ min: -2, max: 200 }), piece: fc.constantFrom(1, 7, 60, Number.POSITIVE_INFINITY) }), {
  minLength: 1,
  maxLength: 12,
});

const market = fc.record({ bars: anyBars, ticksPerRow: fc.integer({ min: 1, max: 60 }) });
const rowsHeld = fc.record({ below: fc.integer({ min: -30, max: 5 }), count: fc.integer({ min: 1, max: 60 }) });
const contents = fc.constantFrom<CellContent>("volume", "trades");

describe("TrailSums", () => {
  it("is the volume profile of its range after any moves, in pieces or at once, for the rows asked for", () => {
    fc.assert(
      fc.property(market, moves, rowsHeld, contents, ({ bars, ticksPerRow }, steps, { below, count }, content) => {
        const low = Math.floor(bars.closeTicks[0] / ticksPerRow) + below;
        const sums = new TrailSums(ticksPerRow, low, count);
        const codes = new TrailCodes(count, content);
        for (const { from, length, piece } of steps) {
          const fromSec = bars.timeSec[0] + from;
          const toSec = fromSec + length;
          while (!sums.moveTo(bars, fromSec, toSec, piece));
          const expected = profileRows(bars, fromSec, toSec, ticksPerRow, low, count);
          expect(heldRows(sums)).toEqual(expected);
          const { from: first, to: end } = codes.update(sums);
          expect([...codes.codes].filter((code) => code > 0)).toEqual(expected.map(([, bid, ask, trades]) => heatCodeOf(content === "trades" ? trades : bid + ask)));
          if (expected.length === 0) expect(first).toBe(end);
          else expect([low + first, low + end - 1]).toEqual([expected[0][0], expected[expected.length - 1][0]]);
        }
      }),
      { numRuns: 300 },
    );
  });
});
