import { servePeer } from "../page/serve-peer.ts";
import { HeatmapChart } from "echarts/charts";
import { DataZoomInsideComponent, GridComponent, VisualMapContinuousComponent } from "echarts/components";
import { init, use } from "echarts/core";
import { CanvasRenderer } from "echarts/renderers";
import type { CellGrid } from "../page/cell-grid.ts";
import { pumpFrame } from "../page/frame-pump.ts";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { contextOf } from "../page/read-pixels.ts";
import { SHADE_CSS } from "../page/shade-colours.ts";

use([HeatmapChart, GridComponent, DataZoomInsideComponent, VisualMapContinuousComponent, CanvasRenderer]);

/**
 * A heatmap series as handbook and option reference have it for large data: canvas renderer, tree-shaken imports, a flat typed array with `dimensions`, no
 * animation, no emphasis. `progressive: 0`, because drawing in parts, which keeps a page alive, makes the whole picture two to eight times as slow. Zooming is
 * `dataZoom`, which leaves out what is not shown.
 *
 * A picture is complete when the chart asks for no further frame (it stops asking after ten without a change): its `finished` event comes while large
 * pictures are still being painted.
 */
const open: OpenPeer = (host, grid, { widthPx, heightPx }, window) => {
  const chart = init(host, null, { renderer: "canvas", width: widthPx, height: heightPx, devicePixelRatio: 1 });
  const draw = (change: () => void): void => {
    change();
    while (pumpFrame() > 0);
  };
  const cells = packCells(grid);
  const upTo = (columns: number): Float32Array => cells.values.subarray(0, cells.endOfColumn[columns - 1] * 3);
  const categories = (count: number): number[] => Array.from({ length: count }, (_, index) => index);
  const zoom = ({ from, to }: ColumnWindow): { readonly startValue: number; readonly endValue: number } => ({ startValue: from, endValue: to - 1 });
  const first = {
    animation: false,
    backgroundColor: SHADE_CSS[0],
    grid: { left: 0, right: 0, top: 0, bottom: 0 },
    xAxis: { type: "category", show: false, data: categories(grid.columns) },
    yAxis: { type: "category", show: false, data: categories(grid.rows) },
    visualMap: { show: false, type: "continuous", min: 0, max: 255, inRange: { color: SHADE_CSS } },
    dataZoom: [{ type: "inside", ...zoom(window) }],
    series: [
      { type: "heatmap", dimensions: ["x", "y", "shade"], data: upTo(grid.columns), silent: true, emphasis: { disabled: true }, progressive: 0 },
    ],
  };
  draw(() => chart.setOption(first));
  const finish = (): void => host.querySelectorAll("canvas").forEach((canvas) => void contextOf(canvas).getImageData(0, 0, 1, 1));
  return Promise.resolve({
    show: (shown) => draw(() => chart.dispatchAction({ type: "dataZoom", ...zoom(shown) })),
    append: (column, shown) =>
      draw(() => chart.setOption({ xAxis: { data: categories(column + 1) }, dataZoom: [zoom(shown)], series: [{ data: upTo(column + 1) }] })),
    finish,
    picture: () => {
      const whole = contextOf(Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx }));
      for (const layer of host.querySelectorAll("canvas")) whole.drawImage(layer, 0, 0);
      return whole.getImageData(0, 0, widthPx, heightPx);
    },
    destroy: () => chart.dispose(),
  });
};

/** Flat triples of column, row and shade, column after column, and how many there are up to the end of each column. */
function packCells(grid: CellGrid): { readonly values: Float32Array; readonly endOfColumn: Int32Array } {
  const endOfColumn = new Int32Array(grid.totalColumns);
  let count = 0;
  for (let column = 0; column < grid.totalColumns; column++) {
    for (let cell = column * grid.rows + grid.lowRow[column]; cell < column * grid.rows + grid.endRow[column]; cell++) if (grid.shades[cell] !== 0) count++;
    endOfColumn[column] = count;
  }
  const values = new Float32Array(count * 3);
  let at = 0;
  for (let column = 0; column < grid.totalColumns; column++) {
    for (let row = grid.lowRow[column]; row < grid.endRow[column]; row++) {
      const shade = grid.shades[column * grid.rows + row];
      if (shade === 0) continue;
      values[at++] = column;
      values[at++] = row;
      values[at++] = shade;
    }
  }
  return { values, endOfColumn };
}

servePeer(open);
