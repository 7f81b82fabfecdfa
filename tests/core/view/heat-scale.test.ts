import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellPoolBuilder } from "../../../core/view/cell-pool-builder.ts";
import { type CellPool, HEADER_COUNT, HEADER_OFFSET, HEADER_STRIDE } from "../../../core/view/cell-pool.ts";
import { HEAT_CODES_PER_OCTAVE, heatCodeDifference, heatCodeOf, heatCodeSum, lotsOfHeatCode } from "../../../core/view/heat-code.ts";
import { BINS_PER_OCTAVE } from "../../../core/view/heat-histogram.ts";
import { CHUNK_COLUMNS, HeatScale, type ScaleCodes, settleScale } from "../../../core/view/heat-scale.ts";
import { HEAT_FORMULAS, type HeatFormula } from "../../../core/view/heat-style.ts";
import { barsOf, randomLevels } from "./random-bars.ts";

const FIRST_SEC = 1_700_000_000;
const MEASURED = [HEAT_FORMULAS.total, HEAT_FORMULAS.delta, HEAT_FORMULAS.side] as const;
const BIN_CODES = 1024 / BINS_PER_OCTAVE;

/** The same by sorting every cell's code. */
function sortedHighCode(pool: CellPool, formula: HeatFormula, fromColumn: number, toColumn: number, share = 0.98): number {
  const codes: number[] = [];
  for (let column = Math.max(0, fromColumn); column < Math.min(pool.columnCount, toColumn); column++) {
    const offset = pool.headers[column * HEADER_STRIDE + HEADER_OFFSET];
    for (const cell of pool.cells.subarray(offset, offset + pool.headers[column * HEADER_STRIDE + HEADER_COUNT])) {
      const bid = cell & 0xffff;
      const ask = cell >>> 16;
      if (cell === 0) continue;
      if (formula === HEAT_FORMULAS.total) codes.push(heatCodeSum(bid, ask));
      else if (formula === HEAT_FORMULAS.delta) codes.push(heatCodeDifference(bid, ask));
      else codes.push(Math.max(bid, ask));
    }
  }
  codes.sort((a, b) => a - b);
  return codes.length === 0 ? 0 : codes[Math.max(0, Math.ceil(codes.length * (codes.length < 50 && share > 0.5 ? 1 : share)) - 1)];
}

describe("HeatScale", () => {
  it("reads both ends at the shares asked for, within a bin", () => {
    const shares = fc.record({ lowShare: fc.double({ min: 0.05, max: 0.45, noNaN: true }), highShare: fc.double({ min: 0.55, max: 1, noNaN: true }) });
    fc.assert(
      fc.property(fc.integer(), shares, (seed, { lowShare, highShare }) => {
        const builder = new CellPoolBuilder({ columnSec: 1, ticksPerRow: 1, content: "volume" }, FIRST_SEC);
        builder.pack(barsOf(randomLevels(seed, 200, { firstSec: FIRST_SEC })), FIRST_SEC, FIRST_SEC + 200);
        const scale = new HeatScale(builder.pool);
        scale.noteChange(FIRST_SEC, FIRST_SEC + 200);
        const reading = scale.read(FIRST_SEC, FIRST_SEC + 200, { lowShare, highShare });
        for (const formula of MEASURED) {
          expect(Math.abs(reading.sessionHighCode[formula] - sortedHighCode(builder.pool, formula, 0, 200, highShare))).toBeLessThanOrEqual(BIN_CODES);
          expect(Math.abs(reading.sessionLowCode[formula] - sortedHighCode(builder.pool, formula, 0, 200, lowShare))).toBeLessThanOrEqual(BIN_CODES);
          expect(reading.visibleLowCode).toEqual(reading.sessionLowCode);
        }
        expect([...scale.read(FIRST_SEC, FIRST_SEC + 200).visibleLowCode]).toEqual([0, 0, 0]);
      }),
      { numRuns: 40 },
    );
  });

  it("reads the 98th percentile of the visible chunks and of all columns, within a bin", () => {
    fc.assert(
      fc.property(fc.integer(), fc.integer({ min: -50, max: 600 }), fc.integer({ min: 1, max: 400 }), (seed, from, span) => {
        const bars = barsOf(randomLevels(seed, 500, { firstSec: FIRST_SEC }));
        const builder = new CellPoolBuilder({ columnSec: 1, ticksPerRow: 1, content: "volume" }, FIRST_SEC);
        builder.pack(bars, FIRST_SEC, FIRST_SEC + 500);
        const scale = new HeatScale(builder.pool);
        scale.noteChange(FIRST_SEC, FIRST_SEC + 500);
        const reading = scale.read(FIRST_SEC + from, FIRST_SEC + from + span);
        const firstChunk = Math.floor(Math.max(0, from) / CHUNK_COLUMNS) * CHUNK_COLUMNS;
        const end = Math.ceil(Math.min(builder.pool.columnCount, from + span) / CHUNK_COLUMNS) * CHUNK_COLUMNS;
        for (const formula of MEASURED) {
          expect(Math.abs(reading.visibleHighCode[formula] - sortedHighCode(builder.pool, formula, firstChunk, end))).toBeLessThanOrEqual(BIN_CODES);
          expect(Math.abs(reading.sessionHighCode[formula] - sortedHighCode(builder.pool, formula, 0, 500))).toBeLessThanOrEqual(BIN_CODES);
        }
      }),
      { numRuns: 25 },
    );
  });

  it("reads the same after columns changed one by one as a new one does", () => {
    const bars = barsOf(randomLevels(3, 300, { firstSec: FIRST_SEC }));
    const builder = new CellPoolBuilder({ columnSec: 5, ticksPerRow: 2, content: "volume" }, FIRST_SEC);
    const scale = new HeatScale(builder.pool);
    for (let sec = 299; sec >= 0; sec -= 7) {
      builder.pack(bars, FIRST_SEC + sec, FIRST_SEC + sec + 7);
      scale.noteChange(FIRST_SEC + sec, FIRST_SEC + sec + 7);
      if (sec % 3 === 0) scale.read(FIRST_SEC, FIRST_SEC + 300);
    }
    builder.pack(bars, FIRST_SEC, FIRST_SEC + 300);
    scale.noteChange(FIRST_SEC, FIRST_SEC + 5);
    const fresh = new HeatScale(builder.pool);
    fresh.noteChange(FIRST_SEC, FIRST_SEC + 300);
    expect(scale.read(FIRST_SEC, FIRST_SEC + 300)).toEqual(fresh.read(FIRST_SEC, FIRST_SEC + 300));
  });

  it("has no code where nothing was traded", () => {
    const scale = new HeatScale(new CellPoolBuilder({ columnSec: 1, ticksPerRow: 1, content: "volume" }, 0).pool);
    scale.noteChange(0, 100);
    expect([...scale.read(0, 100).visibleHighCode]).toEqual([0, 0, 0]);
  });
});

describe("settleScale", () => {
  const reading = (visible: number, session = visible, low = 0): ScaleCodes => ({
    visibleLowCode: new Int32Array(4).fill(heatCodeOf(low)),
    sessionLowCode: new Int32Array(4).fill(heatCodeOf(low)),
    visibleHighCode: new Int32Array(4).fill(heatCodeOf(visible)),
    sessionHighCode: new Int32Array(4).fill(heatCodeOf(session)),
  });
  const visible = { formula: HEAT_FORMULAS.total, scope: "visible", locked: false } as const;

  it("stays while the strongest volume moves by less than 15 %, and then goes all the way", () => {
    const first = settleScale(null, reading(10_000), visible);
    expect(settleScale(first, reading(11_400), visible)).toBe(first);
    expect(settleScale(first, reading(8_800), visible)).toBe(first);
    expect(settleScale(first, reading(11_600), visible).highCode).toBe(heatCodeOf(11_600));
    expect(settleScale(first, reading(100), visible).highCode).toBe(heatCodeOf(100));
  });

  it("does not creep: small steps are measured against the scale in force", () => {
    let scale = settleScale(null, reading(10_000), visible);
    for (const lots of [10_500, 11_000, 11_400]) scale = settleScale(scale, reading(lots), visible);
    expect(scale.highCode).toBe(heatCodeOf(10_000));
    expect(settleScale(scale, reading(11_900), visible).highCode).toBe(heatCodeOf(11_900));
  });

  it("takes the scope's own reading and draws bars to their own scale", () => {
    expect(settleScale(null, reading(100, 5_000), { ...visible, scope: "session" }).highCode).toBe(heatCodeOf(5_000));
    const bar = settleScale(null, reading(100_000, 5_000_000), { ...visible, scope: "bar" });
    expect(bar.perColumn).toBe(true);
    expect(lotsOfHeatCode(bar.lowCode)).toBe(1);
  });

  it("keeps a locked scale, and one for which there is nothing to measure", () => {
    const first = settleScale(null, reading(10_000), visible);
    expect(settleScale(first, reading(1_000_000), { ...visible, locked: true })).toBe(first);
    expect(settleScale(first, reading(0), visible)).toBe(first);
    expect(settleScale(first, reading(500), { ...visible, formula: HEAT_FORMULAS.delta, locked: true }).highCode).toBe(heatCodeOf(500));
  });

  it("takes chosen ends: shares as they are measured, volumes as they are, and at once", () => {
    const first = settleScale(null, reading(10_000), visible);
    const shares = { low: { share: 0.2 }, high: { share: 0.9 } };
    const byShare = settleScale(first, reading(10_000, 10_000, 30), { ...visible, cutoffs: shares });
    expect([byShare.lowCode, byShare.highCode]).toEqual([heatCodeOf(30), heatCodeOf(10_000)]);
    expect(settleScale(byShare, reading(10_100, 10_100, 31), { ...visible, cutoffs: shares })).toBe(byShare);
    expect(settleScale(byShare, reading(10_100, 10_100, 60), { ...visible, cutoffs: shares }).lowCode).toBe(heatCodeOf(60));
    const volumes = { low: { lots: 50 }, high: { lots: 700 } };
    const fixed = settleScale(byShare, reading(10_000, 10_000, 30), { ...visible, cutoffs: volumes });
    expect([fixed.lowCode, fixed.highCode]).toEqual([heatCodeOf(50), heatCodeOf(700)]);
    expect(settleScale(fixed, reading(90_000), { ...visible, cutoffs: volumes })).toBe(fixed);
  });

  it("does not take volumes for counts, and keeps the ends apart", () => {
    const cutoffs = { low: { lots: 800 }, high: { lots: 700 } };
    const crossed = settleScale(null, reading(10_000), { ...visible, cutoffs });
    expect(crossed.highCode - crossed.lowCode).toBe(256);
    const plain = settleScale(null, reading(40), visible);
    expect(settleScale(null, reading(40), { ...visible, cutoffs, isCount: true })).toMatchObject({ lowCode: plain.lowCode, highCode: plain.highCode });
  });

  it("draws ratios from 1:1 to ten, or to three times a high threshold, whatever the cut-offs and the scope", () => {
    const ratios = { ...visible, formula: HEAT_FORMULAS.ratio, threshold: 3 } as const;
    for (const choice of [ratios, { ...ratios, scope: "bar" }, { ...ratios, cutoffs: { low: { share: 0.5 }, high: { lots: 7 } } }] as const) {
      const { lowCode, highCode, perColumn } = settleScale(null, reading(10_000), choice);
      expect(2 ** ((highCode - lowCode) / HEAT_CODES_PER_OCTAVE)).toBeCloseTo(10, 1);
      expect(lotsOfHeatCode(lowCode)).toBeCloseTo(10_000 / 32, -1);
      expect(perColumn).toBe(false);
    }
    const high = settleScale(null, reading(10_000), { ...ratios, threshold: 20 });
    expect(2 ** ((high.highCode - high.lowCode) / HEAT_CODES_PER_OCTAVE)).toBeCloseTo(60, 0);
  });

  it("keeps the scale of ratios while volumes move by less than 15 %", () => {
    const ratios = { ...visible, formula: HEAT_FORMULAS.ratio, threshold: 3 } as const;
    const first = settleScale(null, reading(10_000), ratios);
    expect(settleScale(first, reading(11_000), ratios)).toBe(first);
    expect(settleScale(first, reading(90_000), { ...ratios, locked: true })).toBe(first);
    expect(settleScale(first, reading(90_000), ratios).lowCode).toBe(heatCodeOf(90_000) - 5 * HEAT_CODES_PER_OCTAVE);
    expect(settleScale(first, reading(10_000), { ...ratios, threshold: 8 }).highCode).toBeGreaterThan(first.highCode);
  });

  it("leaves the ends apart in a market of single lots", () => {
    const scale = settleScale(null, reading(1), visible);
    expect(lotsOfHeatCode(scale.lowCode)).toBe(1);
    expect(lotsOfHeatCode(scale.highCode)).toBe(7);
  });
});
