import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { BarView } from "../../core/market/bar-view.ts";
import { readCell } from "../../workers/cell-reading.ts";
import { SymbolStream } from "../../workers/symbol-stream.ts";
import { seededBars } from "../support/seeded-bars.ts";
import { acknowledgement } from "./acknowledgement.ts";
import { sliceBars } from "./bar-slices.ts";
import { naiveCells } from "./naive-cells.ts";
import { anyBars, anyColumnSec, anyTicksPerRow } from "./random-bars.ts";

/** A stream that holds the bars from `from` on. */
function streamOf(bars: BarView, from = 0): SymbolStream {
  const stream = new SymbolStream("TEST");
  const closedThroughSec = bars.timeSec[bars.length - 1] + 1;
  stream.begin(acknowledgement(bars.length, { closedThroughSec }));
  stream.columns.applyBacklog(from, sliceBars(bars, from, bars.length));
  return stream;
}

describe("readCell", () => {
  it("equals a naive count for traded and untraded cells, in every timeframe and row height", () => {
    fc.assert(
      fc.property(anyBars, anyColumnSec, anyTicksPerRow, fc.nat(999), fc.integer({ min: -40, max: 40 }), (bars, columnSec, ticksPerRow, at, shift) => {
        const bar = Math.floor((at / 1000) * bars.length);
        const timeSec = bars.timeSec[bar] + 0.25;
        const priceTicks = bars.closeTicks[bar] + shift;
        const reading = readCell(streamOf(bars), { timeSec, priceTicks, columnSec, ticksPerRow });
        const column = Math.floor(timeSec / columnSec);
        const row = Math.floor(priceTicks / ticksPerRow);
        const naive = naiveCells(bars, columnSec, ticksPerRow).find((cell) => cell.column === column && cell.row === row);
        expect(reading).toMatchObject({
          symbol: "TEST",
          startSec: column * columnSec,
          columnSec,
          lowTicks: row * ticksPerRow,
          ticksPerRow,
          bidLots: naive?.bidLots ?? 0,
          askLots: naive?.askLots ?? 0,
          trades: naive?.trades ?? 0,
        });
      }),
      { numRuns: 300 },
    );
  });

  const bars = seededBars({ seed: 9, count: 100 });
  const at = (index: number) => ({ timeSec: bars.timeSec[index], priceTicks: bars.closeTicks[index], columnSec: 1, ticksPerRow: 1 });

  it("cannot tell what lies in history that has not arrived", () => {
    const stream = streamOf(bars, 50);
    expect(readCell(stream, at(49))).toBeNull();
    expect(readCell(stream, { ...at(50), columnSec: 3600 })).toBeNull();
    expect(readCell(stream, at(50))?.trades).toBeGreaterThan(0);
  });

  it("marks a cell that touches a gap or is not closed", () => {
    const stream = streamOf(bars);
    stream.noteGap(bars.timeSec[10], bars.timeSec[10] + 1);
    expect([readCell(stream, at(10))?.gap, readCell(stream, at(11))?.gap]).toEqual([true, false]);
    expect([readCell(stream, at(99))?.forming, readCell(stream, { ...at(99), timeSec: bars.timeSec[99] + 1 })?.forming]).toEqual([false, true]);
    stream.noteHeartbeat({ topSeq: 100, closedThroughSec: stream.closedThroughSec, streamTimeMs: null, ended: true }, 1);
    expect(readCell(stream, { ...at(99), timeSec: bars.timeSec[99] + 1 })?.forming).toBe(false);
  });

  it("answers null to what names no cell", () => {
    const stream = streamOf(bars);
    for (const query of [{ columnSec: 0 }, { ticksPerRow: 0 }, { ticksPerRow: -1 }, { timeSec: Number.NaN }, { priceTicks: Number.POSITIVE_INFINITY }]) {
      expect(readCell(stream, { ...at(5), ...query })).toBeNull();
    }
    expect(readCell(new SymbolStream("NEW"), at(5))).toBeNull();
  });
});
