import { servePeer } from "../page/serve-peer.ts";
import Plotly from "plotly.js-cartesian-dist-min";
import type { CellGrid } from "../page/cell-grid.ts";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { contextOf } from "../page/read-pixels.ts";
import { BACKGROUND, cssColour, SHADE_CSS } from "../page/shade-colours.ts";

const COLOUR_SCALE = SHADE_CSS.map((colour, shade): [number, string] => [shade / 255, colour]);

/**
 * A heatmap trace with typed arrays, `zsmooth: false` (bricks of one size are drawn as one image), `hoverinfo: "skip"` and a fixed `zmin`/`zmax` in a static
 * plot; `extendTraces` for a new column (hence `transpose`) and `relayout` of the axis range for the rest: the function reference has them as the cheap
 * updates ("Plotly.js Function Reference").
 *
 * Its picture is a PNG in an SVG image. Decoding that and drawing it once at its place stands for what the browser does to show it.
 */
const open: OpenPeer = async (host, grid, { widthPx, heightPx }, window) => {
  const range = ({ from, to }: ColumnWindow): [number, number] => [from, to];
  const canvas = Object.assign(document.createElement("canvas"), { width: widthPx, height: heightPx });
  const context = contextOf(canvas);
  context.imageSmoothingEnabled = false;
  const finish = pictureOf(host, context);
  await Plotly.newPlot(
    host,
    [
      {
        type: "heatmap",
        z: Array.from({ length: grid.columns }, (_, column) => columnOf(grid, column)),
        x0: 0.5,
        y0: 0.5,
        transpose: true,
        colorscale: COLOUR_SCALE,
        zmin: 0,
        zmax: 255,
        showscale: false,
        zsmooth: false,
        hoverinfo: "skip",
      },
    ],
    {
      width: widthPx,
      height: heightPx,
      margin: { l: 0, r: 0, t: 0, b: 0, pad: 0 },
      plot_bgcolor: SHADE_CSS[0],
      xaxis: { visible: false, fixedrange: true, range: range(window) },
      yaxis: { visible: false, fixedrange: true, range: [0, grid.rows] },
    },
    { staticPlot: true },
  );
  return {
    show: (shown) => Plotly.relayout(host, { "xaxis.range": range(shown) }),
    append: async (column, shown) => {
      await Plotly.extendTraces(host, { z: [[columnOf(grid, column)]] }, [0]);
      await Plotly.relayout(host, { "xaxis.range": range(shown) });
    },
    finish,
    picture: () => context.getImageData(0, 0, widthPx, heightPx),
    destroy: () => Plotly.purge(host),
  };
};

function columnOf(grid: CellGrid, column: number): Uint8Array {
  return grid.shades.subarray(column * grid.rows, (column + 1) * grid.rows);
}

/** Draws the chart's image, when it is another or elsewhere than before, and reads a pixel. */
function pictureOf(host: HTMLElement, context: CanvasRenderingContext2D): () => Promise<void> {
  let shown = "";
  let place = "";
  return async () => {
    const image = host.querySelector<SVGImageElement>(".heatmaplayer image");
    if (image === null) throw new Error("the chart shows no image");
    const { x, y, width, height, href } = image;
    const [left, top, wide, high] = [x, y, width, height].map((length) => length.baseVal.value);
    const address = href.baseVal;
    if (address !== shown || place !== `${left} ${top} ${wide} ${high}`) {
      const decoded = Object.assign(new Image(), { src: address });
      await decoded.decode();
      context.fillStyle = cssColour(BACKGROUND);
      context.fillRect(0, 0, context.canvas.width, context.canvas.height);
      context.drawImage(decoded, left, top, wide, high);
      shown = address;
      place = `${left} ${top} ${wide} ${high}`;
    }
    context.getImageData(0, 0, 1, 1);
  };
}

servePeer(open);
