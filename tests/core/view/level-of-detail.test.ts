import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { HEADER_COUNT, HEADER_OFFSET, HEADER_STRIDE } from "../../../core/view/cell-pool.ts";
import { onePlusOfHeatCode } from "../../../core/view/heat-code.ts";
import { chooseLevelOfDetail, type LevelOfDetailQuery, MIN_TEXT_HEIGHT_CSS_PX, MIN_TEXT_WIDTH_CSS_PX } from "../../../core/view/level-of-detail.ts";
import { RowSums } from "../../../core/view/row-sums.ts";
import { panViewport } from "../../../core/view/viewport.ts";
import { barsOf, randomLevels } from "./random-bars.ts";

const queries = fc.record({
  view: fc.record({ spanSec: fc.double({ min: 0.5, max: 1e7, noNaN: true }), spanTicks: fc.double({ min: 0.5, max: 1e7, noNaN: true }) }).map(({ spanSec, spanTicks }) => ({
    fromSec: 1_700_000_000,
    toSec: 1_700_000_000 + spanSec,
    lowTicks: 600_000,
    highTicks: 600_000 + spanTicks,
  })),
  size: fc.record({ widthPx: fc.integer({ min: 1, max: 4000 }), heightPx: fc.integer({ min: 1, max: 3000 }) }),
  timeframeSec: fc.constantFrom(1, 5, 15, 30, 60, 300, 900, 1800, 3600),
  ticksPerRow: fc.constantFrom(null, 1, 5, 25),
  content: fc.constantFrom("volume" as const, "trades" as const),
  pixelRatio: fc.constantFrom(1, 1.5, 2),
});

const pxOf = ({ view, size }: LevelOfDetailQuery): { perSec: number; perTick: number } => ({
  perSec: size.widthPx / (view.toSec - view.fromSec),
  perTick: size.heightPx / (view.highTicks - view.lowTicks),
});

describe("chooseLevelOfDetail", () => {
  it("draws columns and rows of at least a device pixel, and never coarser than needed", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { pool, exactKey } = chooseLevelOfDetail(query);
        const { perSec, perTick } = pxOf(query);
        expect(pool.columnSec * perSec).toBeGreaterThanOrEqual(0.99999);
        expect(pool.ticksPerRow * perTick).toBeGreaterThanOrEqual(0.99999);
        expect(Math.log2(pool.columnSec / query.timeframeSec) % 1).toBe(0);
        expect(Math.log2(pool.ticksPerRow / exactKey.ticksPerRow) % 1).toBe(0);
        if (pool.columnSec > query.timeframeSec) expect((pool.columnSec / 2) * perSec).toBeLessThan(1);
        if (pool.ticksPerRow > exactKey.ticksPerRow) expect((pool.ticksPerRow / 2) * perTick).toBeLessThan(1);
        expect([exactKey.columnSec, pool.content]).toEqual([query.timeframeSec, query.content]);
      }),
      { numRuns: 1000 },
    );
  });

  it("keeps its choice while panning", () => {
    const pans = fc.array(fc.tuple(fc.double({ min: -1e5, max: 1e5, noNaN: true }), fc.double({ min: -1e5, max: 1e5, noNaN: true })), { maxLength: 20 });
    const natural = fc.constantFrom(1, 34, 60, 1920, 3600, 86_400);
    fc.assert(
      fc.property(queries, pans, natural, natural, (query, steps, spanSec, spanTicks) => {
        let view = { ...query.view, toSec: query.view.fromSec + spanSec, highTicks: query.view.lowTicks + spanTicks };
        const size = { widthPx: 1920, heightPx: 1080 };
        const chosen = chooseLevelOfDetail({ ...query, view, size });
        for (const [bySec, byTicks] of steps) {
          view = panViewport(view, bySec, byTicks);
          expect(chooseLevelOfDetail({ ...query, view, size })).toEqual(chosen);
        }
      }),
    );
  });

  it("writes numbers exactly where cells can hold them", () => {
    fc.assert(
      fc.property(queries, (query) => {
        const { exactCells, exactKey } = chooseLevelOfDetail(query);
        const { perSec, perTick } = pxOf(query);
        const width = (exactKey.columnSec * perSec) / query.pixelRatio;
        const height = (exactKey.ticksPerRow * perTick) / query.pixelRatio;
        if (exactCells) {
          expect(width).toBeGreaterThan(MIN_TEXT_WIDTH_CSS_PX * 0.9999);
          expect(height).toBeGreaterThan(MIN_TEXT_HEIGHT_CSS_PX * 0.9999);
        } else expect(width < MIN_TEXT_WIDTH_CSS_PX || height < MIN_TEXT_HEIGHT_CSS_PX).toBe(true);
      }),
    );
  });

  const base = { size: { widthPx: 1920, heightPx: 1000 }, timeframeSec: 1, ticksPerRow: null, content: "volume", pixelRatio: 1 } as const;
  const viewOf = (spanSec: number, spanTicks: number): LevelOfDetailQuery["view"] => ({ fromSec: 0, toSec: spanSec, lowTicks: 0, highTicks: spanTicks });

  it("chooses automatic rows: room for text where columns have it, dense but visible elsewhere", () => {
    expect(chooseLevelOfDetail({ ...base, view: viewOf(40, 1000) }).exactKey.ticksPerRow).toBe(20);
    expect(chooseLevelOfDetail({ ...base, view: viewOf(40, 50) }).exactKey.ticksPerRow).toBe(1);
    expect(chooseLevelOfDetail({ ...base, view: viewOf(400, 1000) }).exactKey.ticksPerRow).toBe(2);
    expect(chooseLevelOfDetail({ ...base, view: viewOf(400, 20_000) }).exactKey.ticksPerRow).toBe(50);
  });

  it("asks for wider columns when the text is longer", () => {
    const view = viewOf(40, 1000);
    expect(chooseLevelOfDetail({ ...base, view }).exactCells).toBe(true);
    expect(chooseLevelOfDetail({ ...base, view, textWidthCssPx: 66 }).exactCells).toBe(false);
  });
});

describe("volume", () => {
  it("is the same at every level of detail: exactly before encoding, within the codes' precision after", () => {
    fc.assert(
      fc.property(fc.integer(), fc.constantFrom(1, 2, 8, 64, 900), fc.constantFrom(1, 2, 5, 40, 1000), (seed, columnSec, ticksPerRow) => {
        const levels = randomLevels(seed, 200, { priceTicks: -50 });
        const bars = barsOf(levels);
        const total = levels.reduce((sum, level) => sum + level.bidLots + level.askLots, 0);

        const sums = new RowSums(ticksPerRow, "volume");
        sums.add(bars, 0, bars.length);
        expect(sums.bidLots.reduce((sum, lots) => sum + lots, 0) + sums.askLots.reduce((sum, lots) => sum + lots, 0)).toBe(total);

        const builder = new CellPoolBuilder({ columnSec, ticksPerRow, content: "volume" }, bars.timeSec[0]);
        builder.pack(bars, bars.timeSec[0], bars.timeSec[bars.length - 1] + 1);
        let decoded = 0;
        let cells = 0;
        const { headers, cells: codes, columnCount } = builder.pool;
        for (let column = 0; column < columnCount; column++) {
          const offset = headers[column * HEADER_STRIDE + HEADER_OFFSET];
          for (const cell of codes.subarray(offset, offset + headers[column * HEADER_STRIDE + HEADER_COUNT])) {
            decoded += onePlusOfHeatCode(cell & 0xffff) + onePlusOfHeatCode(cell >>> 16) - 2;
            cells += 2;
          }
        }
        expect(Math.abs(decoded - total)).toBeLessThanOrEqual((total + cells) / 1024);
      }),
      { numRuns: 60 },
    );
  });
});
