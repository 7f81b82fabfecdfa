import type { TradeScratch } from "./trade-batch.ts";

const FIRST_MS = Date.UTC(2000, 0, 1);
const LAST_MS = Date.UTC(2100, 0, 1);
/** More than any feed steps back. A trade further ahead than this waits for the next one to confirm it. */
const STEP_MS = 60_000;
/** Further apart, two trades do not belong on one axis of seconds. */
const REACH_MS = 7 * 86_400_000;

/** A trade with what is needed to tell of it later. */
export interface GuardedTrade extends TradeScratch {
  id: number;
  line: number;
}

/** Where the guard sends what it has judged. Arguments are overwritten by the next. */
export interface GuardOutput {
  pass(trade: Readonly<GuardedTrade>): void;
  refuse(line: number, reason: string): void;
}

/**
 * Keeps trades with unbelievable times from ruining the time axis: one stray time in the future would close every second before it and make all trades
 * that follow late. Such a time is recognised by its neighbours: a trade that is more than a minute ahead of the one before *and* of the one after is
 * refused. Times before 2000 or after 2100, and more than 7 days from their neighbours, are refused as well. Steps back are passed on: whether they are too
 * late is not the guard's question.
 */
export class TimeGuard {
  readonly #output: GuardOutput;
  #latestMs: number;
  readonly #held: GuardedTrade = { timeMs: Number.NaN, priceTicks: 0, sizeLots: 0, aggressor: "buy", id: Number.NaN, line: 0 };
  #isHolding = false;
  #hasPassed = false;

  /** @param referenceMs a time that is right for certain, such as the median of the first lines; `NaN` where there is none. */
  constructor(referenceMs: number, output: GuardOutput) {
    this.#latestMs = referenceMs;
    this.#output = output;
  }

  accept(trade: Readonly<GuardedTrade>): void {
    const { timeMs } = trade;
    if (!(timeMs >= FIRST_MS && timeMs < LAST_MS)) {
      this.#output.refuse(trade.line, `its time ${isoOf(timeMs)} is not between 2000 and 2100: is it in the unit its name says?`);
      return;
    }
    if (Math.abs(timeMs - this.#latestMs) > REACH_MS && !(this.#isHolding && Math.abs(timeMs - this.#held.timeMs) <= REACH_MS)) {
      this.#output.refuse(trade.line, `its time ${isoOf(timeMs)} is more than 7 days from the trades before it`);
      return;
    }
    if (this.#isHolding) this.#judgeHeld(timeMs);
    if (this.#hasPassed && timeMs <= this.#latestMs + STEP_MS) this.#pass(trade);
    else {
      Object.assign(this.#held, trade);
      this.#isHolding = true;
    }
  }

  /** Passes the last trade if it still waits: nothing speaks against it. */
  finish(): void {
    if (!this.#isHolding) return;
    this.#isHolding = false;
    this.#pass(this.#held);
  }

  #judgeHeld(nextMs: number): void {
    this.#isHolding = false;
    const held = this.#held;
    if (nextMs >= held.timeMs - STEP_MS) this.#pass(held);
    else this.#output.refuse(held.line, `its time ${isoOf(held.timeMs)} is more than a minute ahead of the trades around it`);
  }

  #pass(trade: Readonly<GuardedTrade>): void {
    this.#latestMs = this.#hasPassed ? Math.max(this.#latestMs, trade.timeMs) : trade.timeMs;
    this.#hasPassed = true;
    this.#output.pass(trade);
  }
}

function isoOf(timeMs: number): string {
  const date = new Date(timeMs);
  return Number.isNaN(date.getTime()) ? `of ${timeMs} ms` : date.toISOString();
}
