import { floorDiv } from "../../core/market/floor-div.ts";
import type { RecordedTrade } from "../support/recordings.ts";

/** What traded in one cell. */
export interface CellCount {
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
}

/** Trades counted into cells one by one, the slow and obvious way. */
export interface CellCounts {
  /** The cell that holds a second and a price. */
  at(timeSec: number, priceTicks: number): CellCount;
}

const NOTHING: CellCount = { bidLots: 0, askLots: 0, trades: 0 };

export function countCells(trades: readonly RecordedTrade[], columnSec: number, rowTicks: number): CellCounts {
  const cells = new Map<string, CellCount>();
  const nameOf = (timeSec: number, priceTicks: number): string => `${floorDiv(timeSec, columnSec)} ${floorDiv(priceTicks, rowTicks)}`;
  for (const { timeSec, priceTicks, sizeLots, side } of trades) {
    const name = nameOf(timeSec, priceTicks);
    const { bidLots, askLots, trades: count } = cells.get(name) ?? NOTHING;
    cells.set(name, { bidLots: bidLots + (side === "sell" ? sizeLots : 0), askLots: askLots + (side === "buy" ? sizeLots : 0), trades: count + 1 });
  }
  return { at: (timeSec, priceTicks) => cells.get(nameOf(timeSec, priceTicks)) ?? NOTHING };
}
