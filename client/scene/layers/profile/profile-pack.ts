import type { ValueArea } from "../../../../core/orderflow/profile/value-area.ts";
import type { Viewport } from "../../../../core/view/viewport.ts";
import type { ProfilePicture } from "../../scene-studies.ts";
import type { Batch } from "../../primitives/batch.ts";
import type { ImageColor } from "../../primitives/color.ts";

/** The look of a profile, sizes in device pixels. */
export interface ProfileStyle {
  /** Where the bars stand, counted from the region's left edge; they grow leftwards from here. */
  readonly rightPx: number;
  /** Length of the longest bar. */
  readonly longestPx: number;
  readonly buy: ImageColor;
  readonly sell: ImageColor;
  /** Outside of the value area. */
  readonly buyOutside: ImageColor;
  readonly sellOutside: ImageColor;
  readonly highNode: ImageColor;
  readonly lowNode: ImageColor;
  /** Width of a node's mark, right of the bars; 0 for none. */
  readonly nodePx: number;
}

/** Rows of a profile, merged to groups that are at least a pixel high. Sums are exact. */
export interface MergedRows {
  /** Rows per group. */
  readonly rowsPerGroup: number;
  /** [groups] ascending; group `g` holds the rows from `g * rowsPerGroup` on. */
  readonly group: readonly number[];
  readonly bidLots: readonly number[];
  readonly askLots: readonly number[];
  readonly mostLots: number;
}

/** Prices that are packed, others are out of sight. */
export type PriceWindow = Pick<Viewport, "lowTicks" | "highTicks">;

/** Sums the rows of a profile by groups of whole rows that are at least a pixel high. */
export function mergeRows({ row, bidLots, askLots, ticksPerRow }: ProfilePicture, pxPerTick: number): MergedRows {
  const rowsPerGroup = Math.max(1, Math.ceil(1 / (ticksPerRow * pxPerTick)));
  const group: number[] = [];
  const bid: number[] = [];
  const ask: number[] = [];
  let mostLots = 0;
  for (let index = 0; index < row.length; index++) {
    const at = Math.floor(row[index] / rowsPerGroup);
    if (group.length === 0 || group[group.length - 1] !== at) {
      group.push(at);
      bid.push(0);
      ask.push(0);
    }
    const last = group.length - 1;
    bid[last] += bidLots[index];
    ask[last] += askLots[index];
    mostLots = Math.max(mostLots, bid[last] + ask[last]);
  }
  return { rowsPerGroup, group, bidLots: bid, askLots: ask, mostLots };
}

/**
 * Packs a bar per row that lies in a window of prices: what sellers hit next to the edge, what buyers took beyond it. The batch is `screen` by `price`.
 * @param merged the picture's rows, merged for the style's scale.
 */
export function packProfileBars(batch: Batch, picture: ProfilePicture, merged: MergedRows, window: PriceWindow, style: ProfileStyle): void {
  const { valueArea, ticksPerRow, nodes } = picture;
  const ticksPerGroup = ticksPerRow * merged.rowsPerGroup;
  for (let index = 0; index < merged.group.length; index++) {
    const fromTicks = merged.group[index] * ticksPerGroup;
    if (!isInSight(fromTicks, ticksPerGroup, window)) continue;
    const low = fromTicks - 0.5 - batch.originTicks;
    const isInside = isInValueArea(merged.group[index], merged.rowsPerGroup, valueArea);
    const sell = Math.round((merged.bidLots[index] / merged.mostLots) * style.longestPx);
    const both = Math.round(((merged.bidLots[index] + merged.askLots[index]) / merged.mostLots) * style.longestPx);
    const high = low + ticksPerGroup;
    const { rightPx } = style;
    if (sell > 0) batch.quads.push(rightPx - sell, high, rightPx, low, 0, 0, 0, 0, isInside ? style.sell : style.sellOutside);
    if (both > sell) batch.quads.push(rightPx - both, high, rightPx - sell, low, 0, 0, 0, 0, isInside ? style.buy : style.buyOutside);
  }
  if (nodes === null || style.nodePx === 0) return;
  packNodes(batch, nodes.highRows, ticksPerRow, window, style, style.highNode);
  packNodes(batch, nodes.lowRows, ticksPerRow, window, style, style.lowNode);
}

function packNodes(batch: Batch, rows: readonly number[], ticksPerRow: number, window: PriceWindow, { rightPx, nodePx }: ProfileStyle, color: ImageColor): void {
  for (const row of rows) {
    if (!isInSight(row * ticksPerRow, ticksPerRow, window)) continue;
    const low = row * ticksPerRow - 0.5 - batch.originTicks;
    batch.quads.push(rightPx, low + ticksPerRow, rightPx + nodePx, low, 0, 0, 0, 0, color);
  }
}

function isInSight(fromTicks: number, ticks: number, { lowTicks, highTicks }: PriceWindow): boolean {
  return fromTicks <= highTicks && fromTicks + ticks >= lowTicks;
}

function isInValueArea(group: number, rowsPerGroup: number, valueArea: ValueArea | null): boolean {
  if (valueArea === null) return true;
  return (group + 1) * rowsPerGroup > valueArea.lowRow && group * rowsPerGroup <= valueArea.highRow;
}
