import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { HEADER_COUNT, HEADER_LOW_ROW, HEADER_STRIDE } from "../../../core/view/cell-pool.ts";
import { type CellQuadLimits, cutHeat, MOST_CELL_QUADS } from "../../../core/view/heat-cut.ts";
import { cellOfPixel, fitAxisSteps, type PoolCamera } from "../../../core/view/pool-camera.ts";

const SIZE = { widthPx: 200, heightPx: 120 };

interface Span {
  readonly low: number;
  readonly count: number;
}

function poolOf(spans: readonly Span[]): { readonly headers: Int32Array; readonly columnCount: number } {
  const headers = new Int32Array(spans.length * HEADER_STRIDE);
  spans.forEach(({ low, count }, column) => {
    headers[column * HEADER_STRIDE + HEADER_LOW_ROW] = low;
    headers[column * HEADER_STRIDE + HEADER_COUNT] = count;
  });
  return { headers, columnCount: spans.length };
}

function cameraAt(startColumn: number, columns: number, startRow: number, rows: number): PoolCamera {
  return {
    time: fitAxisSteps(startColumn, columns, SIZE.widthPx),
    price: fitAxisSteps(startRow, rows, SIZE.heightPx),
    columnWidthPx: SIZE.widthPx / columns,
    rowHeightPx: SIZE.heightPx / rows,
  };
}

function cutOf(spans: readonly Span[], camera: PoolCamera, columnShift: number, limits?: CellQuadLimits): { readonly cellRows: number; readonly quads: number } {
  const cut = { cellRows: -1, quads: -1 };
  cutHeat(cut, poolOf(spans), camera, columnShift, SIZE, limits);
  return cut;
}

/** Columns under the pixels, and the most rows of one of them that lie under a pixel or between two that do. */
function naiveCut(spans: readonly Span[], { time, price }: PoolCamera, columnShift: number): { readonly columns: number; readonly rows: number } {
  const columns = new Set(Array.from({ length: SIZE.widthPx }, (_, px) => cellOfPixel(time, px) + columnShift));
  const [lowest, highest] = [cellOfPixel(price, 0), cellOfPixel(price, SIZE.heightPx - 1)];
  const rows = [...columns].map((column) => {
    const span = spans[column];
    if (span === undefined) return 0;
    return Array.from({ length: span.count }, (_, row) => span.low + row).filter((row) => row >= lowest && row <= highest).length;
  });
  return { columns: columns.size, rows: Math.max(...rows) };
}

describe("cutHeat", () => {
  const anySpans = fc.array(fc.record({ low: fc.integer({ min: -40, max: 40 }), count: fc.integer({ min: 0, max: 60 }) }), { minLength: 1, maxLength: 60 });
  const anyCamera = fc
    .tuple(fc.double({ min: -40, max: 60, noNaN: true }), fc.double({ min: 1, max: 150, noNaN: true }), fc.double({ min: -60, max: 60, noNaN: true }), fc.double({ min: 1, max: 300, noNaN: true }))
    .map((place) => cameraAt(...place));

  it("makes every cell in sight a quad, and no more rows than the fullest column has", () => {
    fc.assert(
      fc.property(anySpans, anyCamera, fc.integer({ min: -20, max: 20 }), (spans, camera, shift) => {
        const { cellRows, quads } = cutOf(spans, camera, shift, { mostCells: Number.POSITIVE_INFINITY, leastCellPx: 0 });
        const { columns, rows } = naiveCut(spans, camera, shift);
        expect(quads).toBe(columns * rows);
        expect(cellRows).toBe(rows);
      }),
    );
  });

  it("makes every column in sight a quad where there are more cells than may be", () => {
    fc.assert(
      fc.property(anySpans, anyCamera, fc.integer({ min: -20, max: 20 }), fc.nat(3000), (spans, camera, shift, most) => {
        const { cellRows, quads } = cutOf(spans, camera, shift, { mostCells: most, leastCellPx: 0 });
        const { columns, rows } = naiveCut(spans, camera, shift);
        if (rows * columns > most) expect([cellRows, quads]).toEqual([0, columns]);
        else expect([cellRows, quads]).toEqual([rows, rows * columns]);
      }),
    );
  });

  it("makes every pixel a column where columns are no wider, whatever may be", () => {
    const spans = Array.from({ length: 1000 }, () => ({ low: 0, count: 1 }));
    for (const columns of [SIZE.widthPx, 900]) expect(cutOf(spans, cameraAt(0, columns, 0, 10), 0, { mostCells: Number.POSITIVE_INFINITY, leastCellPx: 0 })).toEqual({ cellRows: 0, quads: SIZE.widthPx });
  });

  it("draws nothing where no column is in sight", () => {
    expect(cutOf([{ low: 0, count: 5 }], cameraAt(3, 20, 0, 10), 0)).toEqual({ cellRows: 0, quads: 0 });
    expect(cutOf([{ low: 0, count: 5 }], cameraAt(-30, 20, 0, 10), 0)).toEqual({ cellRows: 0, quads: 0 });
  });

  it("draws no more cells than there is geometry for, and no small ones", () => {
    const spans = Array.from({ length: 180 }, () => ({ low: 0, count: 100 }));
    expect(180 * 100).toBeGreaterThan(MOST_CELL_QUADS);
    expect(cutOf(spans, cameraAt(0, 180, 0, 120), 0, { mostCells: MOST_CELL_QUADS, leastCellPx: 0 })).toEqual({ cellRows: 0, quads: 180 });
    expect(cutOf(spans, cameraAt(0, 20, 0, 15), 0)).toEqual({ cellRows: 15, quads: 300 });
    expect(cutOf(spans, cameraAt(0, 40, 0, 15), 0)).toEqual({ cellRows: 0, quads: 40 });
  });
});
