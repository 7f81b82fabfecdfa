import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { paintPolylines } from "../../../client/scene/canvas/paint-polylines.ts";
import type { PixelBuffer } from "../../../client/scene/canvas/pixel-buffer.ts";
import type { BatchTransform } from "../../../client/scene/primitives/pixel-transform.ts";
import { PolylineList, type PolylineLook } from "../../../client/scene/primitives/polyline-list.ts";
import { dashX } from "../../../client/scene/primitives/quad-list.ts";

const BLACK = 0xff000000 | 0;
const WHITE = 0xffffffff;
const WIDTH = 40;
const HEIGHT = 30;
const AS_IS: BatchTransform = { xScale: 1, xOffset: 0, yScale: 1, yOffset: 0 };

type Point = readonly [x: number, y: number];

function paint(list: PolylineList, transform = AS_IS, underOn: number | null = null, from?: PixelBuffer): PixelBuffer {
  const buffer = from ?? { pixels: new Int32Array(WIDTH * HEIGHT).fill(BLACK), width: WIDTH, height: HEIGHT };
  list.spans.fit(list, transform, 0, WIDTH);
  paintPolylines(buffer, list.spans, underOn);
  return buffer;
}

function line(points: readonly Point[], look: Partial<PolylineLook> = {}): PolylineList {
  const list = new PolylineList();
  list.beginLine({ color: WHITE, widthPx: 1, ...look });
  for (const [x, y] of points) list.push(x, y);
  return list;
}

/** Share of white, 0..1, of a pixel that was black. */
const shareAt = ({ pixels }: PixelBuffer, x: number, y: number): number => (pixels[y * WIDTH + x] & 0xff) / 255;
const column = (buffer: PixelBuffer, x: number): number[] => Array.from({ length: HEIGHT }, (_, y) => Math.round(shareAt(buffer, x, y) * 100) / 100);
const row = (buffer: PixelBuffer, y: number): string => Array.from({ length: WIDTH }, (_, x) => (shareAt(buffer, x, y) > 0.5 ? "#" : ".")).join("");
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

describe("lines", () => {
  it("share a thickness between the pixels that it touches", () => {
    for (const [y, widthPx, expected] of [
      [10.5, 1, [0, 1, 0]],
      [10.75, 1, [0, 0.75, 0.25]],
      [10.5, 1.5, [0.25, 1, 0.25]],
      [11, 2, [0, 1, 1]],
    ] as const) {
      expect(column(paint(line([[0, y], [WIDTH, y]], { widthPx })), 20).slice(9, 12)).toEqual(expected);
    }
  });

  it("cover as much as their thickness and length say, whatever the slope", () => {
    fc.assert(
      fc.property(fc.double({ min: -2, max: 2, noNaN: true }), fc.constantFrom(1, 1.5, 2, 3), (slope, widthPx) => {
        const buffer = paint(line([[-30, 15 - 50 * slope], [70, 15 + 50 * slope]], { widthPx }));
        const expected = widthPx * Math.sqrt(1 + slope * slope);
        expect(sum(column(buffer, 20))).toBeGreaterThan(expected - 0.15);
        expect(sum(column(buffer, 20))).toBeLessThan(expected + 0.15);
      }),
    );
  });

  it("paint no pixel twice at joints, also when all points fall into a few pixels", () => {
    const points = Array.from({ length: 400 }, (_, index): Point => [index / 10, 15 + (index % 2) * 4]);
    const buffer = paint(line(points, { color: 0x80ffffff, widthPx: 2 }));
    for (let x = 0; x < WIDTH; x++) expect(Math.max(...column(buffer, x))).toBeCloseTo(0.5, 1);
  });

  it("keep peaks that are narrower than a pixel", () => {
    const buffer = paint(line([[0, 20.5], [20.4, 20.5], [20.5, 5.5], [20.6, 20.5], [40, 20.5]]));
    expect(sum(column(buffer, 20).slice(6, 20))).toBeCloseTo(14, 0);
    expect(sum(column(buffer, 22).slice(6, 20))).toBe(0);
  });

  it("break where they are broken, and show a lone point", () => {
    const list = line([[0, 10.5], [10, 10.5]]);
    list.breakRun();
    list.breakRun();
    list.push(20, 10.5);
    list.breakRun();
    list.push(30, 10.5);
    list.push(33, 10.5);
    expect(row(paint(list), 10)).toBe("##########..........#.........###.......");
  });

  it("dash in the market: panning moves the dashes with the points", () => {
    const list = line([[-1000, 10.5], [1000, 10.5]], { dash: dashX(3, 2) });
    const still = row(paint(list), 10);
    expect(still).toBe("###..".repeat(8));
    for (const by of [1, -7, 30]) {
      const moved = row(paint(list, { ...AS_IS, xOffset: by }), 10);
      expect(moved).toBe(Array.from({ length: WIDTH }, (_, x) => "###.."[(((x - by) % 5) + 5) % 5]).join(""));
    }
  });

  it("dash by the axis, not by the batch's origin", () => {
    const [near, far] = [line([[-100, 10.5], [100, 10.5]], { dash: dashX(3, 2) }), line([[-107, 10.5], [93, 10.5]], { dash: dashX(3, 2) })];
    near.spans.fit(near, AS_IS, 1_000_000, WIDTH);
    far.spans.fit(far, { ...AS_IS, xOffset: 7 }, 1_000_007, WIDTH);
    const pictures = [near, far].map((list) => {
      const buffer = { pixels: new Int32Array(WIDTH * HEIGHT).fill(BLACK), width: WIDTH, height: HEIGHT };
      paintPolylines(buffer, list.spans, null);
      return row(buffer, 10);
    });
    expect(pictures[0]).toBe(pictures[1]);
  });

  it("are sharp when crisp, steps included", () => {
    const buffer = paint(line([[0, 10.2], [20.3, 10.2], [20.3, 20.4], [40, 20.4]], { widthPx: 2, crisp: true }));
    for (let x = 0; x < WIDTH; x++) for (const share of column(buffer, x)) expect([0, 1]).toContain(share);
    expect(column(buffer, 10).indexOf(1)).toBe(9);
    expect(sum(column(buffer, 20))).toBe(12);
    expect(sum(column(buffer, 30))).toBe(2);
  });

  it("leave cells alone under the heat", () => {
    const cell = 0xff0000ff | 0;
    const buffer = { pixels: new Int32Array(WIDTH * HEIGHT).fill(BLACK), width: WIDTH, height: HEIGHT };
    buffer.pixels[10 * WIDTH + 5] = cell;
    paint(line([[0, 10.5], [40, 10.5]]), AS_IS, BLACK, buffer);
    expect(buffer.pixels[10 * WIDTH + 5]).toBe(cell);
    expect(shareAt(buffer, 6, 10)).toBe(1);
  });
});

describe("areas", () => {
  it("fill up to the level in one colour above it and another below", () => {
    const list = new PolylineList();
    list.beginArea(15, WHITE, 0x80ffffff);
    for (const [x, y] of [[0, 5], [20, 5], [20, 25], [40, 25]]) list.push(x, y);
    const buffer = paint(list);
    expect(sum(column(buffer, 10))).toBe(10);
    expect(sum(column(buffer, 30))).toBeCloseTo(5, 1);
    expect(shareAt(buffer, 10, 14)).toBe(1);
    expect(shareAt(buffer, 10, 15)).toBe(0);
  });

  it("follow a slope to parts of a pixel", () => {
    const list = new PolylineList();
    list.beginArea(20, WHITE, WHITE);
    list.push(0, 0);
    list.push(40, 20);
    expect(sum(column(paint(list), 19))).toBeCloseTo(20 - 9.75, 1);
  });
});

describe("spans", () => {
  it("are built once for points and scale, however the view pans", () => {
    const list = line(Array.from({ length: 100 }, (_, index): Point => [index, 10 + (index % 7)]));
    const transform = { xScale: 1.3, xOffset: 0.4, yScale: -0.7, yOffset: 8.3 };
    list.spans.fit(list, transform, 0, WIDTH);
    const { version } = list.spans;
    for (let pan = -60; pan <= 60; pan++) {
      list.spans.fit(list, { ...transform, xOffset: 0.4 + pan / 3 - ((pan / 3) % 1), yOffset: 8.3 + pan }, 0, WIDTH);
      expect(list.spans.version).toBe(version);
    }
    list.spans.fit(list, { ...transform, xScale: 1.4 }, 0, WIDTH);
    expect(list.spans.version).toBe(version + 1);
    list.push(101, 3);
    list.spans.fit(list, { ...transform, xScale: 1.4 }, 0, WIDTH);
    expect(list.spans.version).toBe(version + 2);
  });

  it("cost as many as the window has columns, not as many as there are points, and follow the view out of the window", () => {
    const list = line(Array.from({ length: 86_400 }, (_, index): Point => [index, 10.5]));
    const widths = [2, 5, 5, 5];
    for (const [at, xOffset] of [0, -40_000, -86_380, 100].entries()) {
      const fresh = line(Array.from({ length: 86_400 }, (_, index): Point => [index, 10.5]));
      expect(row(paint(list, { ...AS_IS, xOffset }), 10)).toBe(row(paint(fresh, { ...AS_IS, xOffset }), 10));
      expect(list.spans.count).toBeLessThanOrEqual(widths[at] * WIDTH);
    }
  });

  it("move the picture by whole pixels when the view does", () => {
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.double({ min: 0, max: 5, noNaN: true }), fc.double({ min: 0, max: HEIGHT, noNaN: true })), { minLength: 1, maxLength: 30 }),
        fc.integer({ min: -15, max: 15 }),
        (steps, by) => {
          let x = 0;
          const points = steps.map(([step, y]): Point => [(x += step), y]);
          const list = line(points, { widthPx: 1.5, color: 0xc0ffffff });
          const before = paint(list);
          const after = paint(list, { ...AS_IS, xOffset: by });
          for (let at = Math.max(0, -by); at < Math.min(WIDTH, WIDTH - by); at++) expect(column(after, at + by)).toEqual(column(before, at));
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe("spans of a line that goes on", () => {
  const looks = [{ widthPx: 1 }, { widthPx: 2.5 }, { widthPx: 1, dash: dashX(3, 2) }, { widthPx: 3, crisp: true }] as const;
  type Run = { readonly look: number; readonly isArea: boolean; readonly points: readonly Point[] };

  function fill(list: PolylineList, runs: readonly Run[]): void {
    list.clear();
    for (const { look, isArea, points } of runs) {
      if (isArea) list.beginArea(12, 0x80ffffff | 0, 0x400000ff);
      else list.beginLine({ color: WHITE, ...looks[look] });
      for (const [x, y] of points) list.push(x, y);
    }
  }

  const wordsOf = ({ spans }: PolylineList): number[] => [...spans.words.subarray(0, spans.count * 8)];
  const steps = fc.array(fc.tuple(fc.integer({ min: 0, max: 24 }), fc.integer({ min: -80, max: 400 })), { minLength: 1, maxLength: 30 });
  const run = fc.record({ look: fc.nat(3), isArea: fc.boolean(), steps, startX: fc.integer({ min: -200, max: 100 }) });
  const pointsOf = (startX: number, moves: readonly (readonly [number, number])[]): Point[] => {
    let x = startX;
    return moves.map(([by, y]) => [(x += by) / 4, y / 10] as const);
  };

  it("are those of the whole line built anew, whatever was added, changed or taken off at its end, and when its look is another", () => {
    const change = fc.record({ tail: steps, look: fc.option(fc.nat(3)), isRunLess: fc.boolean() });
    fc.assert(
      fc.property(fc.array(run, { minLength: 1, maxLength: 3 }), fc.array(change, { minLength: 1, maxLength: 4 }), fc.nat(40), (first, changes, kept) => {
        let runs: Run[] = first.map(({ look, isArea, steps: moves, startX }) => ({ look, isArea, points: pointsOf(startX, moves) }));
        const list = new PolylineList();
        fill(list, runs);
        list.spans.fit(list, AS_IS, 7, WIDTH);
        for (const { tail, look, isRunLess } of changes) {
          if (isRunLess) runs = runs.slice(1);
          runs = runs.map((known) => {
            const head = known.points.slice(0, kept);
            const lastX = head.length === 0 ? -40 : head[head.length - 1][0];
            return { ...known, look: look ?? known.look, points: [...head, ...pointsOf(lastX * 4, tail)] };
          });
          fill(list, runs);
          list.spans.fit(list, AS_IS, 7, WIDTH);
          const anew = new PolylineList();
          fill(anew, runs);
          anew.spans.fit(anew, AS_IS, 7, WIDTH);
          expect(wordsOf(list)).toEqual(wordsOf(anew));
        }
      }),
      { numRuns: 1000 },
    );
  });

  it("reach the view's edge when the line does after one that ended before it", () => {
    const list = line([[0, 10], [20, 10]]);
    list.spans.fit(list, AS_IS, 0, WIDTH);
    list.spans.fit(list, { ...AS_IS, xOffset: -100 }, 0, WIDTH);
    list.push(400, 10);
    list.spans.fit(list, { ...AS_IS, xOffset: -100 }, 0, WIDTH);
    expect(row(paint(list, { ...AS_IS, xOffset: -100 }), 9)).toBe("#".repeat(WIDTH));
  });
});
