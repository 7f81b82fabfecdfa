import { expect } from "vitest";
import { BarColumns } from "../../../core/market/bar-columns.ts";
import type { BarView } from "../../../core/market/bar-view.ts";
import { gapsKnownAt, type MarketCase } from "./market-case.ts";

/**
 * Nothing repaints: the events over the first bars, with the gaps known by then, are the beginning of the events over all bars, at every third or so of them.
 * @param eventsOf the batch form of the study.
 */
export function expectOnlyGrows(market: MarketCase, eventsOf: (bars: BarView, gaps: Float64Array) => readonly object[]): void {
  const whole = eventsOf(market.bars, market.gaps).map((event) => JSON.stringify(event));
  const step = Math.max(1, Math.floor(market.bars.length / 3));
  for (let count = step; count < market.bars.length; count += step) {
    const columns = new BarColumns();
    columns.append(market.bars, 0, count);
    const gaps = gapsKnownAt(market.gaps, market.bars.timeSec[count - 1]);
    const early = eventsOf(columns.view(), gaps).map((event) => JSON.stringify(event));
    expect(early).toEqual(whole.slice(0, early.length));
  }
}
