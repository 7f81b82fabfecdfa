/** A rectangle in device pixels. */
export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts of the chart lie on its canvas, in device pixels. A part that is not shown has no width or no height. */
export interface ChartLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  readonly plot: PixelRect;
  /** A volume profile of its own between plot and price axis. */
  readonly profile: PixelRect;
  readonly priceAxis: PixelRect;
  /** The numbers of each bar below the plot, in its columns, and the axis beside them. */
  readonly statistics: PixelRect;
  readonly statisticsAxis: PixelRect;
  /** The pane below them, on the same time axis. */
  readonly pane: PixelRect;
  readonly paneAxis: PixelRect;
  readonly timeAxis: PixelRect;
}

/** Which parts the chart has besides plot and axes. */
export interface ChartParts {
  /** Height of the pane as a share of the space above the time axis, 0 for none. */
  readonly paneShare: number;
  /** Width of the profile beside the plot, CSS pixels, 0 for none. */
  readonly profileCssPx: number;
  /** Height of the bars' statistics, CSS pixels, 0 for none. */
  readonly statisticsCssPx: number;
}

/** A chart of plot and axes alone. */
export const PLOT_ALONE: ChartParts = { paneShare: 0, profileCssPx: 0, statisticsCssPx: 0 };

const PRICE_AXIS_CSS_PX = 78;
const TIME_AXIS_CSS_PX = 28;
/** The plot keeps at least this much of what lies above the time axis, and of what lies left of the price axis. */
const LEAST_PLOT_SHARE = 0.4;

/** Splits a canvas into its parts. The plot is at least one pixel, whatever the window's size. */
export function layoutChart(widthPx: number, heightPx: number, pixelRatio: number, parts: ChartParts = PLOT_ALONE): ChartLayout {
  const axisWidth = Math.min(Math.round(PRICE_AXIS_CSS_PX * pixelRatio), Math.max(0, widthPx - 1));
  const axisHeight = Math.min(Math.round(TIME_AXIS_CSS_PX * pixelRatio), Math.max(0, heightPx - 1));
  const innerWidth = Math.max(1, widthPx - axisWidth);
  const innerHeight = Math.max(1, heightPx - axisHeight);
  const profileWidth = Math.min(Math.round(parts.profileCssPx * pixelRatio), Math.floor(innerWidth * (1 - LEAST_PLOT_SHARE)));
  const spare = Math.floor(innerHeight * (1 - LEAST_PLOT_SHARE));
  const paneHeight = Math.min(Math.round(innerHeight * parts.paneShare), spare);
  const wantedStatistics = Math.round(parts.statisticsCssPx * pixelRatio);
  const statisticsHeight = wantedStatistics + paneHeight <= spare ? wantedStatistics : 0;
  const width = innerWidth - profileWidth;
  const paneTop = innerHeight - paneHeight;
  const height = paneTop - statisticsHeight;
  return {
    widthPx,
    heightPx,
    pixelRatio,
    plot: { x: 0, y: 0, width, height },
    profile: { x: width, y: 0, width: profileWidth, height },
    priceAxis: { x: innerWidth, y: 0, width: axisWidth, height },
    statistics: { x: 0, y: height, width, height: statisticsHeight },
    statisticsAxis: { x: innerWidth, y: height, width: axisWidth, height: statisticsHeight },
    pane: { x: 0, y: paneTop, width, height: paneHeight },
    paneAxis: { x: innerWidth, y: paneTop, width: axisWidth, height: paneHeight },
    timeAxis: { x: 0, y: innerHeight, width, height: axisHeight },
  };
}
