import type { DemoProfile } from "./demo-profile.ts";
import type { DemoShelves } from "./demo-shelves.ts";
import type { Random } from "./random.ts";

const DAY_SEC = 86_400;
/** Mean seconds between changes of the trend, and between the events of the tape. */
const TREND_SEC = 1100;
const STOP_RUN_SEC = 210;
const DEFENCE_SEC = 150;
/** How far a trend goes in the square root of a second, against the noise of the fair price. */
const TREND_STRENGTH = 0.045;
/** Pull of the fair price to where it began, per second: over days a range, not a walk to zero. */
const HOME_PULL = 1 / (2 * DAY_SEC);
/** Now and then, quotes move by a share of their distance to the fair price without a trade; between, they stand. */
const REQUOTE_SEC = 7;
const REQUOTE_SHARE = 0.5;
/** Share of a lasting push by which people change their mind about the fair price. */
const PERSUASION = 0.35;
/** Rate at which the liveliness of the market forgets, per second, and how much it varies (log scale). */
const LIVELY_PULL = 1 / 240;
const LIVELY_SPREAD = 0.85;

/** Someone who buys or sells all that comes at one price, until the size or the patience is used up. */
interface Defence {
  priceTicks: number;
  /** `true`: rests on the ask side and meets buyers. */
  isAsk: boolean;
  lots: number;
  untilSec: number;
}

/** What the market is like this second: how lively, which way it leans, and who does something remarkable. Changes only with whole seconds. */
export class DemoMood {
  /** Where the price belongs, ticks. */
  fairTicks: number;
  /** Orders per second that come of themselves. */
  orderRate = 1;
  /** Factor on how much orders call forth more. */
  contagion = 1;
  sizeFactor = 1;
  /** Sudden excitement of buyers and sellers. */
  buySurge = 0;
  sellSurge = 0;
  /** Ticks by which the quotes move without a trade. */
  quoteDriftTicks = 0;
  readonly #profile: DemoProfile;
  readonly #shelves: DemoShelves;
  readonly #random: Random;
  readonly #homeTicks: number;
  #liveliness = 0;
  #trend = 0;
  #stopRun = 0;
  #defence: Defence | null = null;

  constructor(profile: DemoProfile, shelves: DemoShelves, random: Random) {
    this.#profile = profile;
    this.#shelves = shelves;
    this.#random = random;
    this.#homeTicks = Math.round(profile.startTicks * (1 + 0.02 * random.normal()));
    this.fairTicks = this.#homeTicks;
  }

  nextSecond(sec: number, bidTicks: number): void {
    const random = this.#random;
    this.#liveliness += -this.#liveliness * LIVELY_PULL + LIVELY_SPREAD * Math.sqrt(2 * LIVELY_PULL) * random.normal();
    const activity = activityAt(sec, this.#profile) * Math.exp(this.#liveliness);
    this.orderRate = this.#profile.orderRate * activity;
    this.#moveFair(Math.sqrt(activity));
    this.quoteDriftTicks = random.unit() * REQUOTE_SEC < 1 ? (this.fairTicks - bidTicks) * REQUOTE_SHARE : 0;
    this.#runStops();
    this.#changeDefence(sec, bidTicks);
  }

  /** Share of buyers among the orders that come of themselves: they buy below the fair price and sell above it. */
  buyShare(bidTicks: number): number {
    const distance = (this.fairTicks - bidTicks) / (this.#profile.volatilityTicks * 12);
    return 0.5 + 0.42 * Math.max(-1, Math.min(1, distance));
  }

  /** An order has pushed the price by so many ticks for good. */
  persuade(pushTicks: number): void {
    this.fairTicks += pushTicks * PERSUASION;
  }

  /** Lots that are defended at a price against buyers or sellers. */
  defendedLots(priceTicks: number, againstBuyers: boolean): number {
    const defence = this.#defence;
    return defence !== null && defence.priceTicks === priceTicks && defence.isAsk === againstBuyers ? defence.lots : 0;
  }

  /** Takes a slice of the defended size. When it is used up, the price breaks through: the fair price follows. */
  spendDefence(lots: number): number {
    const defence = this.#defence;
    if (defence === null) return 0;
    const slice = Math.min(defence.lots, Math.ceil(lots));
    defence.lots -= slice;
    if (defence.lots <= 0) {
      this.fairTicks += (defence.isAsk ? 1 : -1) * this.#profile.volatilityTicks * 6;
      this.#defence = null;
    }
    return slice;
  }

  /** Keeps quotes from moving through a defended price without a trade. */
  holdDefence(bidTicks: number): number {
    const defence = this.#defence;
    if (defence === null) return bidTicks;
    return defence.isAsk ? Math.min(bidTicks, defence.priceTicks - 1) : Math.max(bidTicks, defence.priceTicks);
  }

  #moveFair(pace: number): void {
    const { volatilityTicks } = this.#profile;
    if (this.#random.unit() * TREND_SEC < 1) this.#trend = this.#random.unit() < 0.4 ? 0 : this.#random.normal() * TREND_STRENGTH;
    const news = this.#random.uint32() < 2 ** 32 / 2700 ? this.#random.normal() * 14 : 0;
    this.fairTicks += volatilityTicks * pace * (this.#random.normal() + this.#trend + news) + (this.#homeTicks - this.fairTicks) * HOME_PULL;
  }

  /** A run for the stops: a second of large orders one way, then the way back. The fair price does not follow. */
  #runStops(): void {
    const random = this.#random;
    const before = this.#stopRun;
    this.#stopRun = before === 0 && random.unit() * STOP_RUN_SEC < 1 ? (random.unit() < 0.5 ? 1 : -1) : 0;
    const surge = 6 + 5 * this.orderRate;
    this.sizeFactor = this.#stopRun === 0 ? 1 : 2.5;
    this.buySurge = this.#stopRun > 0 ? surge : before < 0 ? surge / 2 : 0;
    this.sellSurge = this.#stopRun < 0 ? surge : before > 0 ? surge / 2 : 0;
  }

  #changeDefence(sec: number, bidTicks: number): void {
    const random = this.#random;
    if (this.#defence !== null) {
      if (sec < this.#defence.untilSec) return;
      this.fairTicks += (this.#defence.isAsk ? -1 : 1) * this.#profile.volatilityTicks * 4;
      this.#defence = null;
    } else if (random.unit() * DEFENCE_SEC < 1) {
      const isAsk = random.unit() < 0.5;
      const priceTicks = this.#shelves.nextRound(isAsk ? bidTicks + 1 : bidTicks, isAsk ? 1 : -1);
      const lots = Math.ceil(this.#profile.bestDepthLots * (6 + 30 * random.exponential()));
      this.#defence = { priceTicks, isAsk, lots, untilSec: sec + 20 + Math.floor(60 * random.unit()) };
    }
  }
}

/** Activity of the day, mean about 1: a floor, a morning and a busy afternoon with a sharp start. */
function activityAt(sec: number, { busySec, quiet }: DemoProfile): number {
  const at = (sec % DAY_SEC) - busySec;
  const distance = at > DAY_SEC / 2 ? at - DAY_SEC : at < -DAY_SEC / 2 ? at + DAY_SEC : at;
  const afternoon = Math.exp(-((distance / (distance < 0 ? 3600 : 9000)) ** 2));
  const morning = Math.exp(-(((distance + 6.5 * 3600) / 7000) ** 2));
  return quiet + 2.2 * afternoon + 1.1 * morning;
}
