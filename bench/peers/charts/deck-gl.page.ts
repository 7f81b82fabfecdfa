import { servePeer } from "../page/serve-peer.ts";
import { Deck, OrthographicView } from "@deck.gl/core";
import { BitmapLayer } from "@deck.gl/layers";
import type { CellGrid } from "../page/cell-grid.ts";
import { nextTask, pumpFrame } from "../page/frame-pump.ts";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { finishWebgl, readWebgl, webglOf } from "../page/read-pixels.ts";
import { SHADE_PIXELS } from "../page/shade-colours.ts";

/** Columns per bitmap: a new column uploads one bitmap of this width, and no texture is wider than a GPU takes. */
const TILE_COLUMNS = 512;
const NEAREST = { minFilter: "nearest", magFilter: "nearest", mipmapFilter: "none" };

/**
 * Bitmap layers side by side under an orthographic view. From its documentation ("Performance optimization", "BitmapLayer"): few large layers instead of a
 * geometry per cell, layers with stable ids and unchanged props, which are only matched and not made anew, a `layerFilter` for what is out of sight, no
 * picking, no antialiasing.
 */
const open: OpenPeer = async (host, grid, plot, window) => {
  const tiles: BitmapLayer[] = [];
  const setTile = (tile: number, endColumn: number): void => {
    const from = tile * TILE_COLUMNS;
    const to = Math.min(endColumn, from + TILE_COLUMNS);
    const image = paintTile(grid, from, to);
    tiles[tile] = new BitmapLayer({ id: `tile-${tile}`, image, bounds: [from, 0, to, grid.rows], textureParameters: NEAREST, pickable: false });
  };
  for (let tile = 0; tile * TILE_COLUMNS < grid.columns; tile++) setTile(tile, grid.columns);
  const viewOf = ({ from, to }: ColumnWindow): object => ({
    target: [(from + to) / 2, grid.rows / 2, 0],
    zoom: [Math.log2(plot.widthPx / (to - from)), Math.log2(plot.heightPx / grid.rows)],
  });
  let shownColumns = window;
  const isShown = (tile: number): boolean => tile * TILE_COLUMNS < shownColumns.to && (tile + 1) * TILE_COLUMNS > shownColumns.from;
  const canvas = document.createElement("canvas");
  host.append(canvas);
  let loaded = false;
  const deck = new Deck({
    canvas,
    width: plot.widthPx,
    height: plot.heightPx,
    useDevicePixels: false,
    deviceProps: { type: "webgl", webgl: { antialias: false } },
    views: new OrthographicView({ flipY: false }),
    controller: false,
    viewState: viewOf(window),
    layers: tiles,
    layerFilter: ({ layer }) => isShown(tiles.indexOf(layer)),
    onLoad: () => (loaded = true),
    onError: (error) => {
      throw error;
    },
  });
  while (!loaded) {
    pumpFrame();
    await nextTask();
  }
  const show = (shown: ColumnWindow): void => {
    shownColumns = shown;
    deck.setProps({ viewState: viewOf(shown), layers: [...tiles] });
    pumpFrame();
  };
  show(window);
  const gl = webglOf(canvas);
  return {
    show,
    append: (column, shown) => {
      setTile(Math.floor(column / TILE_COLUMNS), column + 1);
      show(shown);
    },
    finish: () => finishWebgl(gl),
    picture: () => readWebgl(gl, plot),
    destroy: () => {
      deck.finalize();
      gl.getExtension("WEBGL_lose_context")?.loseContext();
    },
  };
};

/** The colours of columns `from..to-1`, top row first. */
function paintTile(grid: CellGrid, from: number, to: number): ImageData {
  const width = to - from;
  const pixels = new Uint32Array(width * grid.rows);
  for (let column = from; column < to; column++) {
    for (let row = 0; row < grid.rows; row++) pixels[(grid.rows - 1 - row) * width + column - from] = SHADE_PIXELS[grid.shades[column * grid.rows + row]];
  }
  return new ImageData(new Uint8ClampedArray(pixels.buffer), width, grid.rows);
}

servePeer(open);
