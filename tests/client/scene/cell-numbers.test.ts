import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { CellInkTable } from "../../../client/scene/layers/cell-numbers/cell-inks.ts";
import { type CellNumberStyle, packCellNumbers } from "../../../client/scene/layers/cell-numbers/cell-numbers-pack.ts";
import { CellTexts } from "../../../client/scene/layers/cell-numbers/cell-texts.ts";
import { Batch } from "../../../client/scene/primitives/batch.ts";
import { contrastOf, imageColor, themeColor } from "../../../client/scene/primitives/color.ts";
import type { CellNumbers } from "../../../client/scene/scene-state.ts";
import type { CellPool } from "../../../core/view/cell-pool.ts";
import { CELL_MODE_DRAWING, type CellMode } from "../../../core/view/cell-text.ts";
import { heatCodeOf } from "../../../core/view/heat-code.ts";
import { buildPalette, buildRatioPalette, opaquePixel, PALETTE_NAMES } from "../../../core/view/palette.ts";
import { THEMES } from "../../../core/view/theme.ts";
import { PLAIN_FACES } from "./plain-face.ts";
import { readQuads, readTexts } from "./read-batch.ts";

const LOT = { mantissa: 1, decimals: 3 };
const NO_POOL: CellPool = {
  columnSec: 10,
  ticksPerRow: 5,
  content: "volume",
  firstColumn: 0,
  columnCount: 0,
  cellCount: 0,
  headers: new Int32Array(0),
  cells: new Uint32Array(0),
  candles: new Int32Array(0),
};

function styleOf(mode: CellMode, maxChars = 6): CellNumberStyle {
  return {
    mode,
    room: { left: 4, right: 94, height: 20, baseline: 12, markHalfPx: 6, underlinePx: 1 },
    faces: PLAIN_FACES,
    inks: new CellInkTable(THEMES.dark),
    texts: new CellTexts({ mode, key: NO_POOL, lot: LOT, maxChars }),
    heat: {
      formula: CELL_MODE_DRAWING[mode].formula,
      lowCode: 0,
      highCode: heatCodeOf(5000),
      perColumn: false,
      gapX: true,
      gapY: true,
      palette: buildPalette(THEMES.dark, "blue-orange"),
      background: opaquePixel(THEMES.dark.background),
    },
  };
}

function oneCell(bid: number, ask: number, trades = 3, content: CellNumbers["key"]["content"] = "volume"): CellNumbers {
  return {
    key: { columnSec: 10, ticksPerRow: 5, content },
    column: Float64Array.of(7),
    row: Int32Array.of(20),
    bidLots: Float64Array.of(bid),
    askLots: Float64Array.of(ask),
    trades: Int32Array.of(trades),
  };
}

function written(mode: CellMode, cell: CellNumbers, maxChars?: number): string[] {
  const batch = new Batch("plot", "over", { x: "time", y: "price" });
  const style = styleOf(mode, maxChars);
  style.texts.fit(cell);
  packCellNumbers(batch, cell, NO_POOL, style);
  return readTexts(batch.glyphs).map((run) => run.text);
}

describe("numbers in cells", () => {
  it("says what the mode says", () => {
    expect(written("volume", oneCell(1200, 34))).toEqual(["1.234"]);
    expect(written("delta", oneCell(1200, 34))).toEqual(["−1.166"]);
    expect(written("bidAsk", oneCell(1200, 1234))).toEqual(["1.200", "×", "1.234"]);
    expect(written("imbalance", oneCell(100, 320))).toEqual(["▲3.2×"]);
    expect(written("trades", oneCell(0, 0, 1234, "trades"))).toEqual(["1,234"]);
  });

  it("never takes more characters than there is room for", () => {
    fc.assert(
      fc.property(fc.constantFrom("volume", "delta", "imbalance", "trades"), fc.nat(2 ** 40), fc.nat(2 ** 40), fc.nat(2 ** 30), fc.integer({ min: 3, max: 9 }), (mode, bid, ask, trades, maxChars) => {
        const texts = written(mode, oneCell(bid, ask, trades, mode === "trades" ? "trades" : "volume"), maxChars);
        for (const text of texts) expect(text.length).toBeLessThanOrEqual(maxChars);
      }),
    );
  });

  it("gives all sides of a screen as many decimals", () => {
    const sides = [207, 276, 980, 649, 3800, 5000, 300, 1, 140, 2040, 3000, 0];
    const numbers: CellNumbers = {
      key: { columnSec: 10, ticksPerRow: 5, content: "volume" },
      column: Float64Array.from({ length: 6 }, () => 7),
      row: Int32Array.from({ length: 6 }, (_, row) => row),
      bidLots: Float64Array.from({ length: 6 }, (_, cell) => sides[2 * cell]),
      askLots: Float64Array.from({ length: 6 }, (_, cell) => sides[2 * cell + 1]),
      trades: new Int32Array(6).fill(3),
    };
    expect(written("bidAsk", numbers, 4).filter((text) => text !== "×")).toEqual(["0.21", "0.28", "0.98", "0.65", "3.80", "5.00", "0.30", "<.01", "0.14", "2.04", "3.00", "0"]);
    expect(written("volume", numbers, 4)).toEqual(["0.48", "1.63", "8.80", "0.30", "2.18", "3.00"]);
    expect(written("delta", numbers, 5)).toEqual(["+0.07", "−0.33", "+1.20", "−0.30", "+1.90", "−3.00"]);
  });

  it("anchors the text at the left top corner of its cell", () => {
    const batch = new Batch("plot", "over", { x: "time", y: "price" });
    batch.originSec = 50;
    batch.originTicks = 100;
    packCellNumbers(batch, oneCell(1, 1), NO_POOL, styleOf("volume"));
    expect(readTexts(batch.glyphs)[0]).toMatchObject({ x: 20, y: 4.5 });
  });

  it("keeps bid left and ask right of the middle, whatever their lengths", () => {
    const batch = new Batch("plot", "over", { x: "time", y: "price" });
    packCellNumbers(batch, oneCell(5, 12_345_678), NO_POOL, styleOf("bidAsk"));
    const [bid, mark, ask] = readTexts(batch.glyphs);
    expect(bid.dx + bid.text.length * 7).toBe(49 - 6);
    expect(mark.dx).toBe(46);
    expect(ask.dx).toBe(49 + 6);
  });

  it("emphasises a side that dominates and is large, and no other", () => {
    const boldCount = (bid: number, ask: number): number => {
      const batch = new Batch("plot", "over", { x: "time", y: "price" });
      const style = styleOf("bidAsk");
      packCellNumbers(batch, oneCell(bid, ask), NO_POOL, { ...style, faces: { ...PLAIN_FACES, cellBold: { ...PLAIN_FACES.cell, ascentPx: 99 } } });
      return readTexts(batch.glyphs).filter((run) => run.dy < 0 && run.dy < -50).length;
    };
    expect(boldCount(4000, 100)).toBe(1);
    expect(boldCount(100, 4000)).toBe(1);
    expect(boldCount(4000, 3000)).toBe(0);
    expect(boldCount(3, 0)).toBe(0);
  });

  it("tells the emphasised side by its place and a line under it, in the ink of all numbers", () => {
    for (const [bid, ask, text] of [
      [4000, 100, "4.000"],
      [100, 4000, "4.000"],
    ] as const) {
      const batch = new Batch("plot", "over", { x: "time", y: "price" });
      const style = styleOf("bidAsk");
      style.texts.fit(oneCell(bid, ask));
      packCellNumbers(batch, oneCell(bid, ask), NO_POOL, style);
      const runs = readTexts(batch.glyphs).filter((run) => run.text !== "×");
      const strong = runs.find((run) => run.text === text);
      if (strong === undefined) throw new Error(`${text} is not written`);
      expect(new Set(runs.map((run) => run.color)).size).toBe(1);
      expect(readQuads(batch.quads)).toMatchObject([{ x0: strong.x, y0: strong.y, by: [strong.dx, 14, strong.dx + 5 * 7, 15], color: strong.color }]);
    }
    const calm = new Batch("plot", "over", { x: "time", y: "price" });
    packCellNumbers(calm, oneCell(4000, 3000), NO_POOL, styleOf("bidAsk"));
    expect(calm.quads.count).toBe(0);
  });
});

describe("ink on cells", () => {
  it("can be read on every colour of every palette in both themes, over a trail too: at 7 to 1, or as well as black or white can", () => {
    for (const theme of Object.values(THEMES)) {
      const table = new CellInkTable(theme);
      for (const name of PALETTE_NAMES) {
        for (const cell of [false, true].flatMap((overTrail) => [...buildPalette(theme, name, overTrail), ...buildRatioPalette(theme, name, overTrail, 100)])) {
          const under = themeColor(cell);
          const best = Math.max(contrastOf(0xffffff, under), contrastOf(0x000000, under));
          expect(best).toBeGreaterThanOrEqual(4.5);
          expect(contrastOf(themeColor(table.inksOn(cell).plain), under)).toBeGreaterThanOrEqual(Math.min(7, best));
        }
      }
    }
  });

  it("is the theme's own colour where that can be read", () => {
    expect(new CellInkTable(THEMES.dark).inksOn(opaquePixel(THEMES.dark.background)).plain).toBe(imageColor(THEMES.dark.text));
  });
});
