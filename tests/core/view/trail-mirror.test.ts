import { describe, expect, it } from "vitest";
import { HEADER_COUNT, HEADER_OFFSET, HEADER_STRIDE } from "../../../core/view/cell-pool.ts";
import { TrailMirror } from "../../../core/view/trail-mirror.ts";
import { CELL_TEXTURE_WIDTH, HEADER_TEXTURE_WIDTH } from "../../../shaders/layouts.ts";

const KEY = { columnSec: 1, ticksPerRow: 1, content: "volume" } as const;
const SLOTS = 10;
const ROWS = 4;

/** Columns `from..to-1` of which each holds its own number in as many cells. */
function columns(firstColumn: number, from: number, to: number, columnCount = SLOTS) {
  const list = Array.from({ length: to - from }, (_, at) => from + at);
  const sizeOf = (column: number): number => 1 + (column % ROWS);
  return {
    firstColumn,
    columnCount,
    columns: Int32Array.from(list.flatMap((column) => [column - firstColumn, 100 + column, sizeOf(column)])),
    cells: Uint16Array.from(list.flatMap((column) => Array.from({ length: sizeOf(column) }, () => column))),
  };
}

/** The columns with cells, by what is in them. */
function held({ firstColumn, columnCount, headers, cells }: TrailMirror): number[] {
  const found: number[] = [];
  for (let column = 0; column < headers.length / HEADER_STRIDE; column++) {
    const header = column * HEADER_STRIDE;
    const inside = cells.slice(headers[header + HEADER_OFFSET], headers[header + HEADER_OFFSET] + headers[header + HEADER_COUNT]);
    if (inside.length === 0) continue;
    expect(column).toBeLessThan(columnCount);
    expect([...new Set(inside)]).toEqual([firstColumn + column]);
    found.push(firstColumn + column);
  }
  return found;
}

describe("TrailMirror", () => {
  it("keeps the columns that stay as it moves along, forwards and backwards, and drops the others", () => {
    const mirror = new TrailMirror(KEY, SLOTS, ROWS);
    mirror.apply(columns(50, 50, 60));
    expect(held(mirror)).toEqual([50, 51, 52, 53, 54, 55, 56, 57, 58, 59]);
    mirror.apply(columns(54, 60, 62));
    expect(held(mirror)).toEqual([54, 55, 56, 57, 58, 59, 60, 61]);
    mirror.apply(columns(48, 50, 54));
    expect(held(mirror)).toEqual([50, 51, 52, 53, 54, 55, 56, 57]);
    mirror.apply(columns(52, 57, 57, 4));
    expect(held(mirror)).toEqual([52, 53, 54, 55]);
    mirror.apply(columns(-20, -12, -12));
    expect(held(mirror)).toEqual([]);
  });

  it("says what to upload: the changed columns and slots, once, and nothing of what stayed where it is", () => {
    const mirror = new TrailMirror(KEY, SLOTS, ROWS);
    mirror.apply(columns(50, 50, 60));
    mirror.takeDirty();
    mirror.apply(columns(50, 53, 54));
    expect(mirror.takeDirty()).toEqual({ columns: { from: 3, to: 4 }, cells: [{ from: 3 * ROWS, to: 4 * ROWS }] });
    expect(mirror.takeDirty()).toEqual({ columns: { from: 0, to: 0 }, cells: [] });
    mirror.apply(columns(53, 60, 63));
    expect(mirror.takeDirty()).toEqual({ columns: { from: 0, to: SLOTS }, cells: [{ from: 0, to: 3 * ROWS }] });
  });

  it("holds whole texture rows, and never other arrays", () => {
    const mirror = new TrailMirror(KEY, SLOTS, ROWS);
    const { headers, cells, generation } = mirror;
    mirror.apply(columns(50, 50, 60));
    expect([mirror.headers, mirror.cells, mirror.generation]).toEqual([headers, cells, generation]);
    expect(mirror.headers.length % (HEADER_STRIDE * HEADER_TEXTURE_WIDTH)).toBe(0);
    expect(mirror.cells.length % CELL_TEXTURE_WIDTH).toBe(0);
  });
});
