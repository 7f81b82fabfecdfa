import type { Viewport } from "../../../core/view/viewport.ts";
import type { PaneScale } from "../pane-scale.ts";
import type { PixelScale } from "../pixel-grid.ts";
import type { Batch } from "./batch.ts";
import type { BatchTransform } from "./pixel-transform.ts";
import type { PolylineSpans } from "./polyline-spans.ts";

/** Writes the transform of a batch under a view into `out`; allocates nothing. */
export function fitBatchTransform(out: BatchTransform, batch: Batch, view: Viewport, scale: PixelScale, pane: PaneScale): BatchTransform {
  const time = batch.space.x === "time";
  const { y } = batch.space;
  out.xScale = time ? scale.pxPerSec : 1;
  out.xOffset = time ? (batch.originSec - view.fromSec) * scale.pxPerSec : 0;
  out.yScale = y === "price" ? -scale.pxPerTick : y === "value" ? -pane.pxPerUnit : 1;
  out.yOffset = 0;
  if (y === "price") out.yOffset = scale.plotHeightPx - (batch.originTicks - view.lowTicks) * scale.pxPerTick;
  else if (y === "value") out.yOffset = pane.heightPx - (batch.originValue - pane.lowValue) * pane.pxPerUnit;
  return out;
}

/** The pixels that a batch's lines cover under its transform, in a region `widthPx` wide. */
export function fitSpans(batch: Batch, transform: BatchTransform, widthPx: number): PolylineSpans {
  const { lines } = batch;
  lines.spans.fit(lines, transform, batch.originSec * transform.xScale, widthPx);
  return lines.spans;
}
