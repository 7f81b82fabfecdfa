/** A rectangle in device pixels. */
export interface PixelRect {
  readonly x: number;
  readonly y: number;
  readonly width: number;
  readonly height: number;
}

/** Where the parts of the chart lie on its canvas, in device pixels. */
export interface ChartLayout {
  readonly widthPx: number;
  readonly heightPx: number;
  /** Device pixels per CSS pixel. */
  readonly pixelRatio: number;
  readonly plot: PixelRect;
  readonly priceAxis: PixelRect;
  readonly timeAxis: PixelRect;
}

const PRICE_AXIS_CSS_PX = 78;
const TIME_AXIS_CSS_PX = 28;

/** Splits a canvas into plot, price axis (right) and time axis (bottom). Sizes are at least one pixel, whatever the window's size. */
export function layoutChart(widthPx: number, heightPx: number, pixelRatio: number): ChartLayout {
  const axisWidth = Math.min(Math.round(PRICE_AXIS_CSS_PX * pixelRatio), Math.max(0, widthPx - 1));
  const axisHeight = Math.min(Math.round(TIME_AXIS_CSS_PX * pixelRatio), Math.max(0, heightPx - 1));
  const width = Math.max(1, widthPx - axisWidth);
  const height = Math.max(1, heightPx - axisHeight);
  return {
    widthPx,
    heightPx,
    pixelRatio,
    plot: { x: 0, y: 0, width, height },
    priceAxis: { x: width, y: 0, width: axisWidth, height },
    timeAxis: { x: 0, y: height, width, height: axisHeight },
  };
}
