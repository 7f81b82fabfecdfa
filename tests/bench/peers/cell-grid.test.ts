import { describe, expect, it } from "vitest";
import { type CellGrid, loadGrid, SPIKE_SHADE } from "../../../bench/peers/page/cell-grid.ts";
import { checkSpikes } from "../../../bench/peers/page/check-spikes.ts";
import { SHADE_PIXELS } from "../../../bench/peers/page/shade-colours.ts";

const REQUEST = { columns: 100, rows: 40, spareColumns: 10, source: { kind: "seeded", seed: 7, fill: 0.4, spikes: 12 } } as const;
const CELL_PX = 6;

/** A picture of the first columns, every cell a square; only what of a picture the check reads. */
function draw(grid: CellGrid, shadeOf: (column: number, row: number) => number): ImageData {
  const width = grid.columns * CELL_PX;
  const height = grid.rows * CELL_PX;
  const pixels = new Uint32Array(width * height);
  for (let y = 0; y < height; y++) {
    const row = grid.rows - 1 - Math.floor(y / CELL_PX);
    for (let x = 0; x < width; x++) pixels[y * width + x] = SHADE_PIXELS[shadeOf(Math.floor(x / CELL_PX), row)];
  }
  return { width, height, data: new Uint8ClampedArray(pixels.buffer), colorSpace: "srgb" };
}

describe("the seeded cells", () => {
  it("are the same from the same seed, a band of the asked share, with spikes among the first columns only", async () => {
    const grid = await loadGrid(REQUEST);
    expect((await loadGrid(REQUEST)).shades).toEqual(grid.shades);
    expect(grid.totalColumns).toBe(110);
    for (let column = 0; column < grid.totalColumns; column++) expect(grid.endRow[column] - grid.lowRow[column]).toBe(16);
    expect(grid.spikes.length / 2).toBe(12);
    expect(grid.shades.subarray(100 * 40).includes(SPIKE_SHADE)).toBe(false);
  });
});

describe("the search for spikes", () => {
  it("finds all of them in an exact picture, and nothing else", async () => {
    const grid = await loadGrid(REQUEST);
    const picture = draw(grid, (column, row) => grid.shades[column * grid.rows + row]);
    expect(checkSpikes(grid, grid.columns, picture)).toEqual({ spikes: 12, lost: 0, inventedPixels: 0 });
  });

  it("counts spikes that are drawn a little weaker as lost", async () => {
    const grid = await loadGrid(REQUEST);
    const picture = draw(grid, (column, row) => Math.min(200, grid.shades[column * grid.rows + row]));
    expect(checkSpikes(grid, grid.columns, picture).lost).toBe(12);
  });

  it("counts pixels of their colour where there are none", async () => {
    const grid = await loadGrid(REQUEST);
    const [column, row] = grid.spikes;
    const picture = draw(grid, (at, high) => (at === column && high === (row + 20) % grid.rows ? SPIKE_SHADE : grid.shades[at * grid.rows + high]));
    expect(checkSpikes(grid, grid.columns, picture)).toEqual({ spikes: 12, lost: 0, inventedPixels: CELL_PX * CELL_PX });
  });
});
