import { floorDiv } from "../../../../core/market/floor-div.ts";
import { CANDLE_STRIDE, type CellPool, HEADER_COUNT, HEADER_STRIDE } from "../../../../core/view/cell-pool.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import type { Pill } from "../../primitives/pill.ts";
import type { SignalMark } from "./signal-mark.ts";
import type { ThinnedSignal } from "./thin-signals.ts";

/** A pill counts no more of those that it stands for, and says so: what explains it tells how many there are. */
export const MOST_COUNTED = 99;

/** Sizes of pills, device pixels. */
export interface PillMeasures {
  readonly heightPx: number;
  /** Between a pill and the cells. */
  readonly gapPx: number;
  /** How far a pill may go from its price to stand clear of the cells beside it. */
  readonly reachPx: number;
  widthPx(pill: Pill): number;
}

/** A pill on the market: its box hangs on its anchor, whatever the window. */
export interface PlacedPill extends ThinnedSignal {
  readonly pill: Pill;
  /** From the anchor (the mark's moment and price) to the left top corner, device pixels. */
  readonly dx: number;
  readonly dy: number;
  readonly widthPx: number;
  readonly heightPx: number;
  /** From the anchor towards the pill, to the far edge of the cells in the anchor's own column, device pixels. */
  readonly columnEdgePx: number;
}

/** Puts pills above (sell) or below (buy) the cells that they would otherwise cover. */
export function placeSignals(signals: readonly ThinnedSignal[], pool: CellPool | null, scale: PixelScale, measures: PillMeasures): readonly PlacedPill[] {
  return signals.map((signal) => {
    const { mark, hidden } = signal;
    const pill = { shape: mark.shape, text: hidden === 0 ? mark.label : `${mark.label} ${countText(hidden)}` };
    const widthPx = measures.widthPx(pill);
    const clearTicks = clearOf(mark, pool, widthPx / 2 / scale.pxPerSec);
    const columnEdgePx = Math.round(Math.min(clearOf(mark, pool, 0) * scale.pxPerTick, measures.reachPx));
    const awayPx = Math.round(Math.min(clearTicks * scale.pxPerTick, measures.reachPx)) + measures.gapPx;
    const dy = mark.side === "sell" ? -awayPx - measures.heightPx : awayPx;
    return { ...signal, pill, dx: -(widthPx >> 1), dy, widthPx, heightPx: measures.heightPx, columnEdgePx };
  });
}

/**
 * From an anchor to the top edge of its pill as it is seen, device pixels: a pill that an edge of the plot would cut stands whole inside of it, beside that edge,
 * while its price or any of it is in sight. A plot that is lower than the pill shows its upper part.
 * @param anchorPx from the plot's top edge to the anchor, whole.
 * @param aroundPx what is drawn around the pill.
 */
export function dyInPlot({ dy, heightPx }: Pick<PlacedPill, "dy" | "heightPx">, anchorPx: number, plotHeightPx: number, aroundPx: number): number {
  const topPx = anchorPx + dy;
  const isPriceSeen = anchorPx >= 0 && anchorPx < plotHeightPx;
  const isPillSeen = topPx + heightPx > 0 && topPx < plotHeightPx;
  if (!isPriceSeen && !isPillSeen) return dy;
  return Math.max(aroundPx, Math.min(topPx, plotHeightPx - heightPx - aroundPx)) - anchorPx;
}

/** As wide as `+` and the greatest count at most. */
const countText = (hidden: number): string => (hidden > MOST_COUNTED ? `${MOST_COUNTED}+` : `+${hidden}`);

/** Ticks from the mark's price to the far edge of the cells within `halfSec` of it, on the mark's side of them. */
function clearOf(mark: SignalMark, pool: CellPool | null, halfSec: number): number {
  let clear = 0.5;
  if (pool === null) return clear;
  const first = Math.max(0, Math.floor((mark.sec - halfSec) / pool.columnSec) - pool.firstColumn);
  const end = Math.min(pool.columnCount, Math.floor((mark.sec + halfSec) / pool.columnSec) + 1 - pool.firstColumn);
  for (let column = first; column < end; column++) {
    if (pool.headers[column * HEADER_STRIDE + HEADER_COUNT] === 0) continue;
    const topRow = floorDiv(pool.candles[column * CANDLE_STRIDE + 1], pool.ticksPerRow);
    const bottomRow = floorDiv(pool.candles[column * CANDLE_STRIDE + 2], pool.ticksPerRow);
    clear = Math.max(clear, mark.side === "sell" ? (topRow + 1) * pool.ticksPerRow - 0.5 - mark.priceTicks : mark.priceTicks - bottomRow * pool.ticksPerRow + 0.5);
  }
  return clear;
}
