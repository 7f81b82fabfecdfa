import { describe, expect, it } from "vitest";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { type PillStyle, pillWidthPx, pushPill } from "../../../client/scene/primitives/pill.ts";
import { PLAIN_FACE, PLAIN_MARKS } from "./plain-face.ts";
import { readQuads } from "./read-batch.ts";

const STYLE: PillStyle = { marks: PLAIN_MARKS, face: PLAIN_FACE, hairlinePx: 1, fill: 0xd9000000, edge: 0xff0000ff, mark: 0xff00ff00, text: 0xffff0000 };

/** Glyph numbers with their places from the anchor. */
function glyphsOf(batch: Batch): number[][] {
  const { count, shorts, floats } = batch.glyphs;
  return Array.from({ length: count }, (_, index) => [shorts[index * 14 + 9], shorts[index * 14 + 4], shorts[index * 14 + 5], floats[index * 7]]);
}

function makeBatch(): Batch {
  return new Batch("plot", "over", { x: "time", y: "price" });
}

describe("a pill", () => {
  it("is a fill and an edge between two caps, a mark and words, all at one anchor", () => {
    const batch = makeBatch();
    const width = pushPill(batch, 5, 7, 10, -9, { shape: "hexagon", text: "AB" }, STYLE);
    expect(width).toBe(pillWidthPx({ shape: "hexagon", text: "AB" }, STYLE));
    expect(glyphsOf(batch)).toEqual([
      [1100, 10, -9, 5],
      [1101, 10 + width - 9, -9, 5],
      [1102, 10, -9, 5],
      [1103, 10 + width - 9, -9, 5],
      [1004, 16, -5, 5],
      [65, 28, -6, 5],
      [66, 35, -6, 5],
    ]);
    expect(readQuads(batch.quads).map(({ by }) => by)).toEqual([
      [19, -9, 10 + width - 9, 9],
      [19, -9, 10 + width - 9, -8],
      [19, 8, 10 + width - 9, 9],
    ]);
  });

  it("may be a mark alone, without fill or edge", () => {
    const batch = makeBatch();
    expect(pushPill(batch, 0, 0, 0, 0, { shape: "circle", text: "" }, { ...STYLE, fill: 0, edge: 0 })).toBe(21);
    expect(glyphsOf(batch)).toEqual([[1005, 6, 4, 0]]);
    expect(batch.quads.count).toBe(0);
  });
});
