import type { PixelRect } from "../../../../core/view/chart-layout.ts";
import { cellOfPixel, firstPixelOfCell } from "../../../../core/view/pool-camera.ts";
import { crosshairPriceSpan, crosshairPriceText, crosshairTimeSpan, crosshairTimeText, pricePadPx, timePadPx } from "../../axis-tags.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor, mixColors } from "../../primitives/color.ts";
import { type CrosshairTagStyle, packCrosshairLines, packCrosshairTag } from "./crosshair-pack.ts";

/** Least size, in hairlines, of a cell that is framed under the pointer. */
const FRAMED_CELL = 6;

/** Two lines through the pointer, the frame of its cell, and the cell's price and time on the axes. */
export class CrosshairLayer implements Layer {
  readonly name = "crosshair";
  readonly #lines = new Batch("plot", "cursor", { x: "screen", y: "screen" });
  readonly #price = new Batch("priceAxis", "cursor", { x: "screen", y: "screen" });
  readonly #time = new Batch("timeAxis", "cursor", { x: "screen", y: "screen" });
  readonly batches = [this.#lines, this.#price, this.#time];

  prepare(frame: FrameContext): void {
    for (const batch of this.batches) batch.clear();
    const { crosshair, theme } = frame.state;
    const priceSpan = crosshairPriceSpan(frame);
    const timeSpan = crosshairTimeSpan(frame);
    if (crosshair === null || priceSpan === null || timeSpan === null) return;
    const { layout, hairlinePx } = frame;
    packCrosshairLines(
      this.#lines,
      Math.floor(crosshair.xPx),
      Math.floor(crosshair.yPx),
      cellUnder(frame, crosshair),
      layout.plot,
      hairlinePx,
      imageColor(theme.text, 0.5),
    );
    const style: CrosshairTagStyle = {
      fill: imageColor(mixColors(theme.raised, theme.muted, 0.35)),
      text: imageColor(theme.text),
      face: frame.faces.label,
      hairlinePx,
    };
    const priceBox = { x: hairlinePx, y: priceSpan.from, width: layout.priceAxis.width - 2 * hairlinePx, height: priceSpan.to - priceSpan.from };
    packCrosshairTag(this.#price, priceBox, crosshairPriceText(frame), pricePadPx(frame), style);
    const timeBox = { x: timeSpan.from, y: 3 * hairlinePx, width: timeSpan.to - timeSpan.from, height: layout.timeAxis.height - 6 * hairlinePx };
    packCrosshairTag(this.#time, timeBox, crosshairTimeText(frame), timePadPx(frame), style);
  }
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
