import { servePeer } from "../page/serve-peer.ts";
import {
  EAutoRange,
  HeatmapColorMap,
  NumberRange,
  NumericAxis,
  SciChartSurface,
  Thickness,
  UniformHeatmapDataSeries,
  UniformHeatmapRenderableSeries,
} from "scichart";
import { nextTask, pumpFrame } from "../page/frame-pump.ts";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { finishWebgl, readWebgl, webglOf } from "../page/read-pixels.ts";
import { SHADE_CSS } from "../page/shade-colours.ts";

/** More frames than it ever takes to draw a change. */
const MOST_FRAMES = 10;

SciChartSurface.UseCommunityLicense();
SciChartSurface.configure({ wasmUrl: "/scichart2d.wasm", wasmNoSimdUrl: "/scichart2d-nosimd.wasm" });

/**
 * A uniform heatmap on a surface with a WebGL canvas of its own (`createSingle`), as the performance tips have it for a single chart. Its data series has no
 * append: "Updating (Realtime) Heatmaps" says to give it all values anew (`setZValues`), here as views of typed arrays with room for the new columns.
 */
const open: OpenPeer = async (host, grid, plot, window) => {
  const place = document.createElement("div");
  place.style.cssText = `width:${plot.widthPx}px;height:${plot.heightPx}px`;
  host.append(place);
  let isReady = false;
  const creating = SciChartSurface.createSingle(place, {
    padding: Thickness.fromNumber(0),
    viewportBorder: { border: 0 },
    canvasBorder: { border: 0 },
    background: SHADE_CSS[0],
    disableAspect: true,
  }).finally(() => (isReady = true));
  while (!isReady) {
    pumpFrame();
    await nextTask();
  }
  const { sciChartSurface: surface, wasmContext } = await creating;
  const rangeOf = ({ from, to }: ColumnWindow): NumberRange => new NumberRange(from, to);
  const xAxis = new NumericAxis(wasmContext, { isVisible: false, autoRange: EAutoRange.Never, visibleRange: rangeOf(window) });
  const yAxis = new NumericAxis(wasmContext, { isVisible: false, autoRange: EAutoRange.Never, visibleRange: new NumberRange(0, grid.rows) });
  surface.xAxes.add(xAxis);
  surface.yAxes.add(yAxis);
  const valuesOf = (row: number): Float64Array => Float64Array.from({ length: grid.totalColumns }, (_, column) => grid.shades[column * grid.rows + row]);
  const rows = Array.from({ length: grid.rows }, (_, row) => valuesOf(row));
  const upTo = (columns: number): Float64Array[] => rows.map((row) => row.subarray(0, columns));
  const dataSeries = new UniformHeatmapDataSeries(wasmContext, { xStart: 0, xStep: 1, yStart: 0, yStep: 1, zValues: upTo(grid.columns) });
  const colorMap = new HeatmapColorMap({ minimum: 0, maximum: 255, gradientStops: SHADE_CSS.map((color, shade) => ({ offset: shade / 255, color })) });
  surface.renderableSeries.add(new UniformHeatmapRenderableSeries(wasmContext, { dataSeries, colorMap }));
  let rendered = false;
  surface.rendered.subscribe(() => (rendered = true));
  const draw = async (change: () => void): Promise<void> => {
    rendered = false;
    change();
    surface.invalidateElement();
    for (let frames = 0; !rendered && frames < MOST_FRAMES; frames++) {
      pumpFrame();
      if (!rendered) await nextTask();
    }
  };
  await draw(() => {});
  const gl = webglOf(place.querySelector("canvas"));
  return {
    show: (shown) => draw(() => (xAxis.visibleRange = rangeOf(shown))),
    append: (column, shown) =>
      draw(() => {
        dataSeries.setZValues(upTo(column + 1));
        xAxis.visibleRange = rangeOf(shown);
      }),
    finish: () => finishWebgl(gl),
    picture: () => readWebgl(gl, plot),
    destroy: () => surface.delete(),
  };
};

servePeer(open);
