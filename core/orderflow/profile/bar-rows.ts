import type { BarView } from "../../market/bar-view.ts";
import { ProfileRows } from "./profile-rows.ts";
import { RowProfile } from "./row-profile.ts";

type Held = "nothing" | "second" | "sums";

/** The price rows of one bar that grows by whole seconds. The levels of a single second stand in order already, so they are joined and not summed. */
export class BarRows {
  readonly #profile: RowProfile;
  readonly #rows: ProfileRows;
  #held: Held = "nothing";
  #isRead = false;

  constructor(ticksPerRow: number) {
    this.#profile = new RowProfile(ticksPerRow);
    this.#rows = new ProfileRows(ticksPerRow);
  }

  /** Begins the next bar. */
  clear(): void {
    if (this.#held === "sums") this.#profile.clear();
    this.#rows.clear();
    this.#held = "nothing";
  }

  /** Adds the seconds `from..to-1`. */
  add(bars: BarView, from: number, to: number): void {
    if (this.#held === "nothing" && to === from + 1) {
      joinLevels(bars, from, this.#rows);
      this.#held = "second";
      return;
    }
    if (this.#held === "second") this.#profile.addRows(this.#rows);
    this.#profile.add(bars, from, to);
    this.#held = "sums";
    this.#isRead = false;
  }

  /** The traded rows so far, ascending. Valid until the next change. */
  read(): ProfileRows {
    if (this.#held === "sums" && !this.#isRead) {
      this.#rows.clear();
      this.#profile.collect(this.#rows);
      this.#isRead = true;
    }
    return this.#rows;
  }
}

/** Adds the rows of one second. */
function joinLevels({ levelOffsets, levelPriceTicks, levelBidLots, levelAskLots, levelTrades }: BarView, bar: number, rows: ProfileRows): void {
  const { ticksPerRow } = rows;
  const end = levelOffsets[bar + 1];
  rows.reserve(end - levelOffsets[bar]);
  const { row, bidLots, askLots, trades } = rows;
  let next = rows.length;
  let rowEndTicks = Number.NEGATIVE_INFINITY;
  for (let level = levelOffsets[bar]; level < end; level++) {
    const priceTicks = levelPriceTicks[level];
    if (levelBidLots[level] + levelAskLots[level] + levelTrades[level] === 0) continue;
    if (priceTicks < rowEndTicks) {
      bidLots[next - 1] += levelBidLots[level];
      askLots[next - 1] += levelAskLots[level];
      trades[next - 1] += levelTrades[level];
      continue;
    }
    const levelRow = ticksPerRow === 1 ? priceTicks : Math.floor(priceTicks / ticksPerRow);
    rowEndTicks = (levelRow + 1) * ticksPerRow;
    row[next] = levelRow;
    bidLots[next] = levelBidLots[level];
    askLots[next] = levelAskLots[level];
    trades[next++] = levelTrades[level];
  }
  rows.length = next;
}
