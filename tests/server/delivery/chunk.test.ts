import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { encodeBarFrame } from "../../../protocol/encode.ts";
import { FRAME_KINDS } from "../../../protocol/frame.ts";
import { chunkEnd, chunkStart } from "../../../server/delivery/chunk.ts";
import { seededBars } from "../../support/seeded-bars.ts";

const BARS = seededBars({ seed: 41, count: 400, maxLevels: 60 });
const anyRange = fc
  .tuple(fc.nat(BARS.length - 1), fc.nat(BARS.length))
  .filter(([a, b]) => a !== b)
  .map(([a, b]) => ({ from: Math.min(a, b), to: Math.max(a, b) }));
const anyBudget = fc.integer({ min: 0, max: 300_000 });
const frameBytes = (from: number, to: number): number =>
  encodeBarFrame({ kind: FRAME_KINDS.BACKLOG, flags: 0, streamId: 1, firstSeq: 0, serverTimeMs: 0 }, BARS, from, to).byteLength;

describe("chunks", () => {
  it("from the start hold at least one bar and make a frame within the budget", () => {
    fc.assert(
      fc.property(anyRange, anyBudget, ({ from, to }, maxBytes) => {
        const end = chunkEnd(BARS, from, to, maxBytes);
        expect(end).toBeGreaterThan(from);
        expect(end).toBeLessThanOrEqual(to);
        if (end > from + 1) expect(frameBytes(from, end)).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it("from the end likewise", () => {
    fc.assert(
      fc.property(anyRange, anyBudget, ({ from, to }, maxBytes) => {
        const start = chunkStart(BARS, from, to, maxBytes);
        expect(start).toBeLessThan(to);
        expect(start).toBeGreaterThanOrEqual(from);
        if (start < to - 1) expect(frameBytes(start, to)).toBeLessThanOrEqual(maxBytes);
      }),
    );
  });

  it("use the budget: one bar more would not fit by much", () => {
    const end = chunkEnd(BARS, 0, BARS.length, 200_000);
    expect(frameBytes(0, end)).toBeGreaterThan(190_000);
    const start = chunkStart(BARS, 0, BARS.length, 200_000);
    expect(frameBytes(start, BARS.length)).toBeGreaterThan(190_000);
  });
});
