import type { ColumnWindow, PeerChart } from "../page/peer-chart.ts";
import { contextOf } from "../page/read-pixels.ts";
import { servePeer } from "../page/serve-peer.ts";
import { fillCells } from "./fill-cells.ts";

/** No library: a 2D context and one `fillRect` per cell. */
servePeer((host, grid, plot, window) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: plot.widthPx, height: plot.heightPx });
  host.append(canvas);
  const context = contextOf(canvas);
  let endColumn = grid.columns;
  const show = (shown: ColumnWindow): void => fillCells(context, grid, plot, shown, endColumn);
  const chart: PeerChart = {
    show,
    append: (column, shown) => {
      endColumn = column + 1;
      show(shown);
    },
    finish: () => void context.getImageData(0, 0, 1, 1),
    picture: () => context.getImageData(0, 0, plot.widthPx, plot.heightPx),
    destroy: () => canvas.remove(),
  };
  show(window);
  return Promise.resolve(chart);
});
