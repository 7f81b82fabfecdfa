import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";
import { dashY } from "../../primitives/quad-list.ts";

/** Packs one dashed line over the whole height per session start (epoch seconds). */
export function packSessions(batch: Batch, startsSec: readonly number[], heightPx: number, hairlinePx: number, color: ImageColor): void {
  const fill = dashY(6 * hairlinePx, 4 * hairlinePx);
  for (const startSec of startsSec) {
    const x = startSec - batch.originSec;
    batch.quads.push(x, 0, x, heightPx, 0, 0, hairlinePx, 0, color, fill);
  }
}
