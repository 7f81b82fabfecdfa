import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { boxOfCell, cellUnder, readHeldCell } from "../../client/chart-cell.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

const SIZE = { widthPx: 1280, heightPx: 700 };
const VIEW = { fromSec: 1_700_000_000.25, toSec: 1_700_000_300.25, lowTicks: -40.3, highTicks: 120.2 };

describe("the cell under the pointer", () => {
  it("is the one whose box holds the pointer, at every timeframe and row height", () => {
    fc.assert(
      fc.property(
        fc.constantFrom(1, 5, 60),
        fc.constantFrom(1, 2, 7, 50),
        fc.integer({ min: 0, max: 1279 }),
        fc.integer({ min: 0, max: 699 }),
        (columnSec, ticksPerRow, x, y) => {
          const [xPx, yPx] = [x + 0.5, y + 0.5];
          const cell = cellUnder(VIEW, SIZE, { columnSec, ticksPerRow, content: "volume" }, { xPx: x, yPx: y });
          const box = boxOfCell(VIEW, SIZE, cell);
          expect(xPx).toBeGreaterThanOrEqual(box.x - 1e-3);
          expect(xPx).toBeLessThanOrEqual(box.x + box.width + 1e-3);
          expect(yPx).toBeGreaterThanOrEqual(box.y - 1e-3);
          expect(yPx).toBeLessThanOrEqual(box.y + box.height + 1e-3);
          expect(Math.abs(cell.startSec % columnSec)).toBe(0);
          expect(Math.abs(cell.lowTicks % ticksPerRow)).toBe(0);
        },
      ),
    );
  });
});

describe("readHeldCell", () => {
  const key = { columnSec: 5, ticksPerRow: 10, content: "volume" } as const;
  const exact = {
    key,
    column: Float64Array.of(20, 20, 21, 23),
    row: Int32Array.of(-3, 4, 4, 0),
    bidLots: Float64Array.of(1, 2, 3, 4),
    askLots: Float64Array.of(10, 20, 30, 40),
    trades: Int32Array.of(5, 6, 7, 8),
  };
  const status = { ...NO_STREAM_STATUS, closedThroughSec: 110, gaps: Float64Array.of(116, 117) };

  it("finds every cell it holds and no other", () => {
    for (let at = 0; at < 4; at++) {
      const cell = { startSec: exact.column[at] * 5, columnSec: 5, lowTicks: exact.row[at] * 10, ticksPerRow: 10 };
      expect(readHeldCell(cell, exact, null, status)).toMatchObject({ bidLots: at + 1, askLots: 10 * (at + 1), trades: at + 5 });
    }
    expect(readHeldCell({ startSec: 105, columnSec: 5, lowTicks: 0, ticksPerRow: 10 }, exact, null, status)).toBeNull();
    expect(readHeldCell({ startSec: 100, columnSec: 1, lowTicks: 40, ticksPerRow: 10 }, exact, null, status)).toBeNull();
  });

  it("says what is forming and what lacks data", () => {
    expect(readHeldCell({ startSec: 105, columnSec: 5, lowTicks: 40, ticksPerRow: 10 }, exact, null, status)).toMatchObject({ forming: false, gap: false });
    expect(readHeldCell({ startSec: 115, columnSec: 5, lowTicks: 0, ticksPerRow: 10 }, exact, null, status)).toMatchObject({ forming: true, gap: true });
  });

  it("takes the engine's answer for this very cell first", () => {
    const answer = { symbol: "A", startSec: 100, columnSec: 5, lowTicks: 40, ticksPerRow: 10, bidLots: 9, askLots: 9, trades: 2, gap: false, forming: false, trail: null };
    const cell = { startSec: 100, columnSec: 5, lowTicks: 40, ticksPerRow: 10 };
    expect(readHeldCell(cell, exact, answer, status)).toBe(answer);
    expect(readHeldCell(cell, exact, { ...answer, lowTicks: 50 }, status)).toMatchObject({ bidLots: 2 });
    expect(readHeldCell(cell, null, { ...answer, columnSec: 1 }, status)).toBeNull();
  });
});
