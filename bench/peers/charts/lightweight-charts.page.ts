import { servePeer } from "../page/serve-peer.ts";
import {
  type CustomConflationContext,
  type CustomSeriesOptions,
  type CustomSeriesView,
  createChart,
  customSeriesDefaultOptions,
  type DrawingTarget,
  type PaneData,
  type PriceToCoordinate,
} from "lightweight-charts";
import type { CellGrid } from "../page/cell-grid.ts";
import type { ColumnWindow, OpenPeer } from "../page/peer-chart.ts";
import { pumpFrame } from "../page/frame-pump.ts";
import { contextOf } from "../page/read-pixels.ts";
import { SHADE_CSS } from "../page/shade-colours.ts";

/** A bar of the custom series: the shades of the rows from `low` on. */
interface HeatBar {
  readonly time: number;
  readonly low: number;
  readonly shades: Uint8Array;
}

/**
 * A custom series, as the library's "Custom series types" and its heatmap plugin example have it: one `fillRect` per cell, only the bars of `visibleRange`, in
 * `useBitmapCoordinateSpace`. For zooming out the release notes of 5.1 recommend data conflation, which needs a reducer: it keeps each row's largest shade.
 */
class HeatSeries implements CustomSeriesView<HeatBar> {
  readonly #rows: number;
  #data: PaneData<HeatBar> | null = null;

  constructor(rows: number) {
    this.#rows = rows;
  }

  renderer(): { draw(target: DrawingTarget, priceToCoordinate: PriceToCoordinate): void } {
    return { draw: (target, priceToCoordinate) => target.useBitmapCoordinateSpace(({ context }) => this.#draw(context, priceToCoordinate)) };
  }

  update(data: PaneData<HeatBar>): void {
    this.#data = data;
  }

  priceValueBuilder(bar: HeatBar): number[] {
    return [bar.low + bar.shades.length, bar.low, bar.low];
  }

  isWhitespace(bar: Partial<HeatBar>): boolean {
    return bar.shades === undefined;
  }

  defaultOptions(): CustomSeriesOptions {
    return customSeriesDefaultOptions;
  }

  conflationReducer(first: CustomConflationContext<HeatBar>, second: CustomConflationContext<HeatBar>): HeatBar {
    const a = first.data;
    const b = second.data;
    const low = Math.min(a.low, b.low);
    const shades = new Uint8Array(Math.max(a.low + a.shades.length, b.low + b.shades.length) - low);
    shades.set(a.shades, a.low - low);
    for (let row = 0; row < b.shades.length; row++) shades[b.low - low + row] = Math.max(shades[b.low - low + row], b.shades[row]);
    return { time: a.time, low, shades };
  }

  #draw(context: CanvasRenderingContext2D, priceToCoordinate: PriceToCoordinate): void {
    const data = this.#data;
    const range = data?.visibleRange ?? null;
    const bottom = priceToCoordinate(0);
    const top = priceToCoordinate(this.#rows);
    if (data === null || range === null || bottom === null || top === null) return;
    const rowPx = (bottom - top) / this.#rows;
    const half = data.barSpacing / 2;
    const barPx = data.barSpacing * data.conflationFactor;
    for (let index = Math.max(0, range.from); index < Math.min(data.bars.length, range.to); index++) {
      const { x, originalData } = data.bars[index];
      const left = Math.round(x - half);
      const width = Math.max(1, Math.round(x - half + barPx) - left);
      for (let row = 0; row < originalData.shades.length; row++) {
        const shade = originalData.shades[row];
        if (shade === 0) continue;
        const upper = Math.round(bottom - (originalData.low + row + 1) * rowPx);
        context.fillStyle = SHADE_CSS[shade];
        context.fillRect(left, upper, width, Math.max(1, Math.round(bottom - (originalData.low + row) * rowPx) - upper));
      }
    }
  }
}

const open: OpenPeer = (host, grid, { widthPx, heightPx }, window) => {
  const chart = createChart(host, {
    width: widthPx,
    height: heightPx,
    layout: { background: { color: SHADE_CSS[0] }, attributionLogo: false },
    grid: { vertLines: { visible: false }, horzLines: { visible: false } },
    rightPriceScale: { visible: false, scaleMargins: { top: 0, bottom: 0 } },
    timeScale: { visible: false, minBarSpacing: 0.001, enableConflation: true },
    handleScroll: false,
    handleScale: false,
  });
  const series = chart.addCustomSeries(new HeatSeries(grid.rows), {
    lastValueVisible: false,
    priceLineVisible: false,
    autoscaleInfoProvider: () => ({ priceRange: { minValue: 0, maxValue: grid.rows } }),
  });
  series.setData(Array.from({ length: grid.columns }, (_, column) => barOf(grid, column)));
  const show = ({ from, to }: ColumnWindow): void => {
    chart.timeScale().setVisibleLogicalRange({ from, to: to - 1 });
    while (pumpFrame() > 0);
  };
  show(window);
  const canvas = host.querySelector("canvas");
  const context = contextOf(canvas);
  return Promise.resolve({
    show,
    append: (column, shown) => {
      series.update(barOf(grid, column));
      show(shown);
    },
    finish: () => void context.getImageData(0, 0, 1, 1),
    picture: () => context.getImageData(0, 0, widthPx, heightPx),
    destroy: () => chart.remove(),
  });
};

function barOf(grid: CellGrid, column: number): HeatBar {
  const first = column * grid.rows;
  return { time: column + 1, low: grid.lowRow[column], shades: grid.shades.subarray(first + grid.lowRow[column], first + grid.endRow[column]) };
}

servePeer(open);
