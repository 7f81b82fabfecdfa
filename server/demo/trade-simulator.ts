import type { MarketSink } from "../feed/market-feed.ts";
import type { DemoProfile } from "./demo-profile.ts";
import { DemoMood } from "./demo-mood.ts";
import { DemoShelves } from "./demo-shelves.ts";
import { quantileTable, Random } from "./random.ts";

/** Each order calls forth this many more on its own side and on the other, on average, dying out at `DECAY` per second: bursts. */
const SAME_SIDE = 0.55;
const OTHER_SIDE = 0.15;
const DECAY_PER_SEC = 1.4;
const MAX_EXCITEMENT = 260;
/** [0..1000] Share of the excitement that is left after so many milliseconds: never more than a second at a time. */
const KEPT_AFTER_MS = Float64Array.from({ length: 1001 }, (_, ms) => Math.exp((-ms / 1000) * DECAY_PER_SEC));
/** Share of the large orders that have a round size. */
const ROUND_SHARE = 0.4;
/** Share of an order's push that stays; the rest refills. */
const LASTING_PUSH = 0.5;
/** An order of twice the resting size prints several times. */
const LOTS_PER_PRINT_FACTOR = 1.5;

/**
 * A market of one symbol, trade by trade. Orders arrive in bursts (a Hawkes process with two sides), eat the best price and walk through thinner ones,
 * push the price and see a part of the push refill; quotes drift to a fair price of their own ({@link DemoMood}). Everything comes from the seed and the
 * start: however the time is sliced, the trades are the same. Trades come in order of time.
 */
export class TradeSimulator {
  /** Trades so far. */
  trades = 0;
  readonly #profile: DemoProfile;
  readonly #random: Random;
  readonly #shelves: DemoShelves;
  readonly #mood: DemoMood;
  readonly #sizes: Float64Array;
  #sec: number;
  /** Time of the next candidate for an order, and the rate it was drawn with. */
  #nextMs = 0;
  #drawnRate = 0;
  /** Time for which the excitement stands. */
  #excitementMs: number;
  #buyExcitement = 0;
  #sellExcitement = 0;
  /** Best bid; the ask is one tick above. */
  #bidTicks: number;
  #bidDepth = 0;
  #askDepth = 0;

  constructor(profile: DemoProfile, seed: number, stream: number, startSec: number) {
    this.#profile = profile;
    this.#random = new Random(seed, stream);
    const { orderLots, tail } = profile;
    this.#sizes = quantileTable((rest) => orderLots * (rest > 0.5 ? 2 - 2 * rest : (2 * rest) ** (-1 / tail)));
    this.#shelves = new DemoShelves(profile, this.#random.uint32());
    this.#mood = new DemoMood(profile, this.#shelves, this.#random);
    this.#bidTicks = Math.round(this.#mood.fairTicks);
    this.#sec = startSec - 1;
    this.#excitementMs = startSec * 1000;
    this.#moveQuotes(this.#bidTicks);
    this.#startSecond();
  }

  /** Hands all trades before `untilMs` to the sink. Times must not step back. */
  run(untilMs: number, sink: MarketSink): void {
    for (;;) {
      if (this.#nextMs >= (this.#sec + 1) * 1000) {
        if (untilMs < (this.#sec + 1) * 1000) return;
        this.#startSecond();
      } else if (this.#nextMs >= untilMs) {
        return;
      } else {
        this.#decayTo(this.#nextMs);
        const rate = this.#rate();
        if (this.#random.unit() * this.#drawnRate < rate) this.#placeOrder(rate, sink);
        this.#drawNext(this.#nextMs);
      }
    }
  }

  #startSecond(): void {
    this.#sec++;
    const mood = this.#mood;
    this.#decayTo(this.#sec * 1000);
    mood.nextSecond(this.#sec, this.#bidTicks);
    this.#buyExcitement = Math.min(MAX_EXCITEMENT, this.#buyExcitement + mood.buySurge);
    this.#sellExcitement = Math.min(MAX_EXCITEMENT, this.#sellExcitement + mood.sellSurge);
    if (mood.quoteDriftTicks !== 0) this.#moveQuotes(this.#random.round(this.#bidTicks + mood.quoteDriftTicks));
    this.#drawNext(this.#sec * 1000);
  }

  #decayTo(timeMs: number): void {
    const kept = KEPT_AFTER_MS[Math.round(timeMs - this.#excitementMs)];
    this.#buyExcitement *= kept;
    this.#sellExcitement *= kept;
    this.#excitementMs = timeMs;
  }

  #rate(): number {
    return this.#mood.orderRate + this.#buyExcitement + this.#sellExcitement;
  }

  #drawNext(fromMs: number): void {
    this.#drawnRate = this.#rate();
    this.#nextMs = fromMs + (this.#random.exponential() / this.#drawnRate) * 1000;
  }

  #placeOrder(rate: number, sink: MarketSink): void {
    const buyRate = this.#mood.orderRate * this.#mood.buyShare(this.#bidTicks) + this.#buyExcitement;
    const isBuy = this.#random.unit() * rate < buyRate;
    const jump = DECAY_PER_SEC * this.#mood.contagion;
    this.#buyExcitement = Math.min(MAX_EXCITEMENT, this.#buyExcitement + jump * (isBuy ? SAME_SIDE : OTHER_SIDE));
    this.#sellExcitement = Math.min(MAX_EXCITEMENT, this.#sellExcitement + jump * (isBuy ? OTHER_SIDE : SAME_SIDE));
    this.#execute(isBuy, this.#orderLots(), Math.floor(this.#nextMs), sink);
  }

  #orderLots(): number {
    const { roundLots } = this.#profile;
    const lots = this.#random.fromTable(this.#sizes) * this.#mood.sizeFactor;
    if (lots >= roundLots && this.#random.unit() < ROUND_SHARE) return Math.round(lots / roundLots) * roundLots;
    return Math.max(1, Math.floor(lots * (0.75 + 0.5 * this.#random.unit())));
  }

  #execute(isBuy: boolean, orderLots: number, timeMs: number, sink: MarketSink): void {
    const step = isBuy ? 1 : -1;
    const start = isBuy ? this.#bidTicks + 1 : this.#bidTicks;
    const side = isBuy ? "buy" : "sell";
    let price = start;
    let depth = isBuy ? this.#askDepth : this.#bidDepth;
    let left = orderLots;
    for (let level = 0; level < this.#profile.reachLevels; level++) {
      const filled = Math.min(left, depth);
      this.#print(filled, price, timeMs, side, sink);
      left -= filled;
      depth -= filled;
      if (depth > 0) break;
      const defended = this.#mood.defendedLots(price, isBuy);
      if (defended > 0) {
        depth = this.#mood.spendDefence(this.#profile.bestDepthLots);
        if (left === 0) break;
        continue;
      }
      price += step * this.#stepTicks();
      depth = this.#depthAt(price, this.#profile.thinDepthLots);
      if (left === 0) break;
    }
    if (price === start) {
      if (isBuy) this.#askDepth = depth;
      else this.#bidDepth = depth;
      return;
    }
    const push = step * this.#random.round(Math.abs(price - start) * LASTING_PUSH);
    this.#mood.persuade(push);
    this.#moveQuotes(this.#bidTicks + push);
  }

  #print(lots: number, priceTicks: number, timeMs: number, side: "buy" | "sell", sink: MarketSink): void {
    this.trades++;
    const perPrint = this.#profile.bestDepthLots * LOTS_PER_PRINT_FACTOR;
    if (lots > perPrint) {
      const first = 1 + Math.floor(this.#random.unit() * (lots - 1));
      sink.trade(timeMs, priceTicks, first, side);
      if (lots === first) return;
      this.trades++;
      sink.trade(timeMs, priceTicks, lots - first, side);
    } else {
      sink.trade(timeMs, priceTicks, lots, side);
    }
  }

  #stepTicks(): number {
    const mean = this.#profile.stepTicks;
    return mean <= 1 ? 1 : 1 + Math.floor(this.#random.exponential() * (mean - 1) + 0.5);
  }

  #depthAt(priceTicks: number, meanLots: number): number {
    return 1 + Math.floor(this.#random.exponential() * meanLots * this.#shelves.factor(priceTicks));
  }

  #moveQuotes(bidTicks: number): void {
    this.#bidTicks = this.#mood.holdDefence(bidTicks);
    this.#bidDepth = this.#depthAt(this.#bidTicks, this.#profile.bestDepthLots);
    this.#askDepth = this.#depthAt(this.#bidTicks + 1, this.#profile.bestDepthLots);
  }
}
