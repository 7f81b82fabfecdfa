import { BarColumns } from "../../core/market/bar-columns.ts";
import { FormingBar } from "../../core/market/forming-bar.ts";
import type { BarView } from "../../core/market/bar-view.ts";

/** Prices of a bar: about what a liquid future trades in a second. */
export const LEVELS_PER_BAR = 20;
export const FIRST_SEC = 1_700_000_000;
const LOW_TICKS = 600_000;

/** Hands on the trades of one bar. The bought lots of its lowest price are the moment at which it closed, so that a client can tell how long it was on its way. */
export function tradeStampedBar(stampUs: number, trade: (priceTicks: number, sizeLots: number, isBuy: boolean) => void): void {
  trade(LOW_TICKS, stampUs, true);
  for (let level = 1; level < LEVELS_PER_BAR; level++) trade(LOW_TICKS + level, level, false);
}

/** The moment that {@link tradeStampedBar} wrote into the last bar of a view. */
export function stampOfLastBar(bars: BarView): number {
  return bars.askLots[bars.length - 1];
}

/** One bar after another in the same columns. */
export class StampedBars {
  readonly #forming = new FormingBar();
  readonly #columns = new BarColumns();

  /** A view of the bar `seq` alone, valid until the next call. */
  next(seq: number, stampUs: number): BarView {
    this.#forming.start(FIRST_SEC + seq);
    tradeStampedBar(stampUs, (priceTicks, sizeLots, isBuy) => this.#forming.add(priceTicks, isBuy ? 0 : sizeLots, isBuy ? sizeLots : 0));
    this.#columns.truncate(this.#columns.length);
    this.#columns.appendForming(this.#forming);
    return this.#columns.view();
  }
}
