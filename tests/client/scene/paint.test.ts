import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paintGlyphs } from "../../../client/scene/canvas/paint-glyphs.ts";
import { paintQuads } from "../../../client/scene/canvas/paint-quads.ts";
import { blend, type PixelBuffer, shareOf } from "../../../client/scene/canvas/pixel-buffer.ts";
import { SaveUnder } from "../../../client/scene/canvas/save-under.ts";
import type { Glyph } from "../../../client/scene/primitives/glyph-face.ts";
import { GlyphList } from "../../../client/scene/primitives/glyph-list.ts";
import { dashX, dashY, hatch, QuadList } from "../../../client/scene/primitives/quad-list.ts";

const BACKGROUND = 0xff000000 | 0;
const WHITE = 0xffffffff;
const IDENTITY = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };

function makeBuffer(width: number, height: number): PixelBuffer {
  return { pixels: new Int32Array(width * height).fill(BACKGROUND), width, height };
}

/** The buffer as text: `.` background, `#` white, `+` anything between. */
function show({ pixels, width, height }: PixelBuffer): string[] {
  const sign = (pixel: number) => ((pixel & 0xffffff) === 0 ? "." : (pixel & 0xffffff) === 0xffffff ? "#" : "+");
  return Array.from({ length: height }, (_, y) => [...pixels.subarray(y * width, (y + 1) * width)].map(sign).join(""));
}

describe("painting quads", () => {
  it("fills whole pixels, right and bottom excluded, and cuts at the edges", () => {
    const buffer = makeBuffer(6, 4);
    const quads = new QuadList();
    quads.push(1, 1, 3, 3, 0, 0, 0, 0, WHITE);
    quads.push(5, -4, 9, 9, 0, 0, 0, 0, 0x80ffffff);
    quads.push(3, 0, 3, 9, 0, 0, 0, 0, WHITE);
    paintQuads(buffer, quads, IDENTITY, null);
    expect(show(buffer)).toEqual([".....+", ".##..+", ".##..+", ".....+"]);
  });

  it("moves corners by pixels after rounding", () => {
    const buffer = makeBuffer(6, 3);
    const quads = new QuadList();
    quads.push(0.4, 0, 0.4, 1, 1, 1, 3, 1, WHITE);
    paintQuads(buffer, quads, { xScale: 2, xOffset: 0.2, yScale: 1, yOffset: 0 }, null);
    expect(show(buffer)).toEqual(["......", "..##..", "......"]);
  });

  it("draws dashes and stripes that start at the quad's own corner, also when that is cut off", () => {
    const buffer = makeBuffer(8, 5);
    const quads = new QuadList();
    quads.push(-1, 0, 9, 1, 0, 0, 0, 0, WHITE, dashX(2, 1));
    quads.push(0, -1, 1, 5, 0, 0, 0, 0, WHITE, dashY(1, 1));
    quads.push(4, 2, 8, 5, 0, 0, 0, 0, WHITE, hatch(1, 2));
    paintQuads(buffer, quads, IDENTITY, null);
    expect(show(buffer)).toEqual(["#.##.##.", "#.......", "....#..#", "#.....#.", ".....#.."]);
  });

  it("leaves cells alone when it paints under the heat, and paints over its own kind", () => {
    const buffer = makeBuffer(4, 1);
    const cell = 0xff0000ff | 0;
    buffer.pixels[1] = cell;
    const quads = new QuadList();
    quads.push(0, 0, 4, 1, 0, 0, 0, 0, 0x80ffffff);
    quads.push(0, 0, 2, 1, 0, 0, 0, 0, WHITE);
    paintQuads(buffer, quads, IDENTITY, BACKGROUND);
    expect(show(buffer)).toEqual(["#+++"]);
    expect(buffer.pixels[1]).toBe(cell);
  });
});

describe("painting many quads", () => {
  const WIDTH = 24;
  const HEIGHT = 160;
  const quad = fc.record({ x: fc.integer({ min: -6, max: WIDTH }), y: fc.integer({ min: -60, max: HEIGHT }), width: fc.integer({ min: 1, max: 9 }), height: fc.integer({ min: 1, max: 220 }), color: fc.integer({ min: 0, max: 0xffffffff }) });

  it("is painting one after the other, tall or not, also under the heat", () => {
    fc.assert(
      fc.property(fc.array(quad, { maxLength: 12 }), fc.boolean(), (quads, isUnder) => {
        const list = new QuadList();
        for (const { x, y, width, height, color } of quads) list.push(x, y, x + width, y + height, 0, 0, 0, 0, color);
        const buffer = makeBuffer(WIDTH, HEIGHT);
        for (let at = 0; at < buffer.pixels.length; at += 5) buffer.pixels[at] = 0xff3060a0 | 0;
        const expected = buffer.pixels.slice();
        for (const { x, y, width, height, color } of quads) {
          for (let row = Math.max(0, y); row < Math.min(HEIGHT, y + height); row++) {
            for (let column = Math.max(0, x); column < Math.min(WIDTH, x + width); column++) {
              const at = row * WIDTH + column;
              const below = expected[at];
              if (isUnder && below !== BACKGROUND && below >>> 24 !== 0xfe) continue;
              const above = blend(below, color & 0xffffff, shareOf(color >>> 24));
              expected[at] = isUnder ? (above & 0xffffff) | (0xfe << 24) : above;
            }
          }
        }
        paintQuads(buffer, list, IDENTITY, isUnder ? BACKGROUND : null);
        expect(buffer.pixels).toEqual(expected);
      }),
      { numRuns: 500 },
    );
  });
});

describe("blending", () => {
  it("keeps the lower colour at 0, takes the upper at 255 and stays between them", () => {
    for (const [under, over] of [
      [0xff102030, 0xfff0e0d0],
      [0xffffffff, 0xff000000],
    ]) {
      expect(blend(under | 0, over, shareOf(0)) >>> 0).toBe(under);
      expect(blend(under | 0, over, shareOf(255)) >>> 0).toBe(over);
    }
    expect(blend(0xff000000 | 0, 0xffffffff, shareOf(128)) & 0xff).toBeGreaterThan(126);
    expect(blend(0xff000000 | 0, 0xffffffff, shareOf(128)) & 0xff).toBeLessThan(130);
  });
});

describe("painting glyphs", () => {
  const glyph: Glyph = { id: 0, x: 0, y: 0, width: 3, height: 3, advancePx: 3 };
  /** A diagonal whose middle is half covered. */
  const ink = { start: Uint32Array.of(0, 3), place: Uint16Array.of(0, 1 | (1 << 8), 2 | (2 << 8)), coverage: Uint8Array.of(255, 128, 255) };

  it("paints the inked pixels, cut at the edges", () => {
    const buffer = makeBuffer(5, 4);
    const glyphs = new GlyphList();
    glyphs.push(0, 0, 1, 0, glyph, WHITE);
    glyphs.push(0, 0, -1, 1, glyph, WHITE);
    glyphs.push(0, 0, 9, 0, glyph, WHITE);
    paintGlyphs(buffer, glyphs, IDENTITY, ink);
    expect(show(buffer)).toEqual([".#...", "..+..", "+..#.", ".#..."]);
  });
});

describe("save-under", () => {
  it("puts back overlapping rectangles as they were", () => {
    const buffer = makeBuffer(6, 6);
    buffer.pixels.forEach((_, at) => (buffer.pixels[at] = at));
    const before = buffer.pixels.slice();
    const rects = [
      [0, 2, 6, 3],
      [2, 0, 3, 6],
      [-5, -5, 4, 4],
      [4, 4, 4, 6],
    ];
    const under = new SaveUnder();
    const quads = new QuadList();
    for (const [x0, y0, x1, y1] of rects) {
      under.save(buffer, x0, y0, x1, y1);
      quads.push(x0, y0, x1, y1, 0, 0, 0, 0, WHITE);
    }
    paintQuads(buffer, quads, IDENTITY, null);
    expect([...buffer.pixels]).not.toEqual([...before]);
    under.restore(buffer);
    expect([...buffer.pixels]).toEqual([...before]);
  });
});
