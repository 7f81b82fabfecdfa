import { servePeer } from "../page/serve-peer.ts";
import UPlot from "uplot";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { contextOf } from "../page/read-pixels.ts";
import { fillCells } from "./fill-cells.ts";

/**
 * A path builder of our own that draws on the chart's context and returns no path, as the library's latency-heatmap demo does; columns in typed arrays; and
 * `batch`, which commits at once instead of in a microtask, as its type declarations say.
 */
const open: OpenPeer = (host, grid, plot, window) => {
  const xs = Float64Array.from({ length: grid.totalColumns }, (_, column) => column);
  const ys = new Float64Array(grid.totalColumns);
  const upTo = (columns: number): [Float64Array, Float64Array] => [xs.subarray(0, columns), ys.subarray(0, columns)];
  const drawCells = (chart: UPlot): null => {
    const { min, max } = chart.scales["x"];
    fillCells(chart.ctx, grid, plot, { from: min, to: max }, chart.data[0].length);
    return null;
  };
  const chart = new UPlot(
    {
      width: plot.widthPx,
      height: plot.heightPx,
      padding: [0, 0, 0, 0],
      axes: [{ show: false }, { show: false }],
      legend: { show: false },
      cursor: { show: false },
      scales: { x: { time: false, auto: false, range: (_chart, min, max) => [min, max] }, y: { auto: false, range: [0, grid.rows] } },
      series: [{}, { paths: drawCells, points: { show: false } }],
    },
    upTo(grid.columns),
    host,
  );
  const show = ({ from, to }: ColumnWindow): void => chart.batch(() => chart.setScale("x", { min: from, max: to }));
  show(window);
  const context = contextOf(chart.ctx.canvas);
  return Promise.resolve({
    show,
    append: (column, { from, to }) =>
      chart.batch(() => {
        chart.setData(upTo(column + 1), false);
        chart.setScale("x", { min: from, max: to });
      }),
    finish: () => void context.getImageData(0, 0, 1, 1),
    picture: () => context.getImageData(0, 0, plot.widthPx, plot.heightPx),
    destroy: () => chart.destroy(),
  });
};

servePeer(open);
