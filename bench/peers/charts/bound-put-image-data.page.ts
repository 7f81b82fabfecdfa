import type { PeerChart } from "../page/peer-chart.ts";
import { contextOf } from "../page/read-pixels.ts";
import { servePeer } from "../page/serve-peer.ts";
import { SHADE_PIXELS } from "../page/shade-colours.ts";

/** The least that a picture made on the CPU can cost: ready pixels put onto the canvas. Draws no data. */
servePeer((host, _grid, { widthPx, heightPx }) => {
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  host.append(canvas);
  const context = contextOf(canvas);
  const image = context.createImageData(widthPx, heightPx);
  new Uint32Array(image.data.buffer).fill(SHADE_PIXELS[1]);
  const put = (): void => context.putImageData(image, 0, 0);
  const chart: PeerChart = {
    show: put,
    append: put,
    finish: () => void context.getImageData(0, 0, 1, 1),
    picture: () => context.getImageData(0, 0, widthPx, heightPx),
    destroy: () => canvas.remove(),
  };
  put();
  return Promise.resolve(chart);
});
