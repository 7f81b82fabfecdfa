import type { PixelRect } from "../../../../core/view/chart-layout.ts";
import { cellOfPixel, firstPixelOfCell } from "../../../../core/view/pool-camera.ts";
import { crosshairPriceSpan, crosshairPriceText, crosshairTimeSpan, crosshairTimeText, pricePadPx, timePadPx } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { crosshairValueSpan, crosshairValueText } from "../../pane-value.ts";
import type { TagSpan } from "../../place-tags.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor, mixColors } from "../../primitives/color.ts";
import { type CrosshairTagStyle, packCrosshairContinued, packCrosshairLines, packCrosshairTag } from "./crosshair-pack.ts";

/** Least size, in hairlines, of a cell that is framed under the pointer. */
const FRAMED_CELL = 6;

/** Two lines through the pointer, the frame of its cell, and its price, value and time on the axes. The upright line runs through plot and pane. */
export class CrosshairLayer implements Layer {
  readonly name = "crosshair";
  readonly #lines = new Batch("plot", "cursor", { x: "screen", y: "screen" });
  readonly #price = new Batch("priceAxis", "cursor", { x: "screen", y: "screen" });
  readonly #time = new Batch("timeAxis", "cursor", { x: "screen", y: "screen" });
  readonly #pane = new Batch("pane", "cursor", { x: "screen", y: "screen" });
  readonly #value = new Batch("paneAxis", "cursor", { x: "screen", y: "screen" });
  readonly #statistics = new Batch("statistics", "cursor", { x: "screen", y: "screen" });
  readonly batches = [this.#lines, this.#statistics, this.#pane, this.#price, this.#value, this.#time];

  prepare(frame: FrameContext): void {
    for (let index = 0; index < this.batches.length; index++) this.batches[index].clear();
    const { crosshair, theme } = frame.state;
    const timeSpan = crosshairTimeSpan(frame);
    if (crosshair === null || timeSpan === null) return;
    const { layout, hairlinePx } = frame;
    const color = imageColor(theme.text, 0.5);
    const x = Math.floor(crosshair.xPx);
    const y = Math.floor(crosshair.yPx);
    const priceSpan = crosshairPriceSpan(frame);
    const valueSpan = crosshairValueSpan(frame);
    const style = tagStyle(frame);
    if (priceSpan === null) packCrosshairContinued(this.#lines, x, null, layout.plot, hairlinePx, color);
    else {
      packCrosshairLines(this.#lines, x, y, cellUnder(frame, crosshair), layout.plot, hairlinePx, color);
      packCrosshairTag(this.#price, axisBox(frame, priceSpan), crosshairPriceText(frame), pricePadPx(frame), style);
    }
    if (layout.statistics.height > 0) packCrosshairContinued(this.#statistics, x, null, layout.statistics, hairlinePx, color);
    if (frame.pane.heightPx > 0) packCrosshairContinued(this.#pane, x, valueSpan === null ? null : y - layout.pane.y, layout.pane, hairlinePx, color);
    if (valueSpan !== null) packCrosshairTag(this.#value, axisBox(frame, valueSpan), crosshairValueText(frame), pricePadPx(frame), style);
    const timeBox = { x: timeSpan.from, y: 3 * hairlinePx, width: timeSpan.to - timeSpan.from, height: layout.timeAxis.height - 6 * hairlinePx };
    packCrosshairTag(this.#time, timeBox, crosshairTimeText(frame), timePadPx(frame), style);
  }
}

function tagStyle({ state: { theme }, faces, hairlinePx }: FrameContext): CrosshairTagStyle {
  return { fill: imageColor(mixColors(theme.raised, theme.muted, 0.35)), text: imageColor(theme.text), face: faces.label, hairlinePx };
}

/** The box of a tag on the axis right of plot and pane. */
function axisBox({ layout, hairlinePx }: FrameContext, { from, to }: TagSpan): PixelRect {
  return { x: hairlinePx, y: from, width: layout.priceAxis.width - 2 * hairlinePx, height: to - from };
}

/** The cell under the pointer, in pixels of the plot; null without a pool and where cells are too small. */
function cellUnder(frame: FrameContext, pointer: { readonly xPx: number; readonly yPx: number }): PixelRect | null {
  const { camera, hairlinePx, layout } = frame;
  if (camera === null || Math.min(camera.columnWidthPx, camera.rowHeightPx) < FRAMED_CELL * hairlinePx) return null;
  const height = layout.plot.height;
  const column = cellOfPixel(camera.time, Math.floor(pointer.xPx));
  const row = cellOfPixel(camera.price, height - 1 - Math.floor(pointer.yPx));
  const left = firstPixelOfCell(camera.time, column);
  const top = height - firstPixelOfCell(camera.price, row + 1);
  return { x: left, y: top, width: firstPixelOfCell(camera.time, column + 1) - left, height: height - firstPixelOfCell(camera.price, row) - top };
}
