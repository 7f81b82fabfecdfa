import { floorDiv } from "../../../../core/market/floor-div.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { dashY } from "../../primitives/quad-list.ts";

/** Where the data ends, in epoch seconds. */
export interface LiveEdge {
  /** End of the newest known second. */
  readonly lastSec: number;
  /** End of the seconds that will not change any more; null when nothing is closed yet. */
  readonly closedThroughSec: number | null;
}

/** The look of the live edge, sizes in device pixels. */
export interface LiveEdgeStyle {
  readonly line: ImageColor;
  readonly forming: ImageColor;
  readonly hairlinePx: number;
  readonly plotHeightPx: number;
}

/** Packs a dashed line at the end of the data and, while the newest column can still change, a veil of light over it. */
export function packLiveEdge(batch: Batch, edge: LiveEdge, columnSec: number, style: LiveEdgeStyle): void {
  const height = style.plotHeightPx;
  const columnStart = floorDiv(edge.lastSec - 1, columnSec) * columnSec;
  const columnEnd = columnStart + columnSec;
  const forming = edge.closedThroughSec === null || columnEnd > edge.closedThroughSec;
  if (forming) batch.quads.push(columnStart - batch.originSec, 0, columnEnd - batch.originSec, height, 0, 0, 0, 0, style.forming);
  const x = edge.lastSec - batch.originSec;
  batch.quads.push(x, 0, x, height, 0, 0, style.hairlinePx, 0, style.line, dashY(2 * style.hairlinePx, 4 * style.hairlinePx));
}
