import type { DecimalStep } from "../market/decimal-step.ts";
import { numberChars } from "./number-format.ts";

/** Whole digits of the largest number that can be exact. */
const MOST_DIGITS = 16;
/** Shares of the numbers that fit: the least to begin with, the least to stay with, and from how many on there is a decimal more. */
const ENOUGH = 0.97;
const STILL_ENOUGH = 0.93;
const PLENTY = 0.99;

/**
 * How many decimals all numbers of a screen have: the most with which nearly all of them fit into their cells. A few large numbers do not take the
 * decimals from all others. Once chosen, the number of decimals stays while numbers come and go at the edges of the screen.
 */
export class EvenDecimals {
  readonly #lot: DecimalStep;
  readonly #maxChars: number;
  /** [whole digits] how many numbers there are; those below one have none, for their zero can be left out. */
  readonly #numbersOf = new Int32Array(MOST_DIGITS + 1);
  #numbers = 0;
  #decimals = -1;

  /** @param maxChars room for a number without its sign. */
  constructor(lot: DecimalStep, maxChars: number) {
    this.#lot = lot;
    this.#maxChars = maxChars;
  }

  /** Forgets the numbers that were counted, not what was chosen. */
  clear(): void {
    this.#numbersOf.fill(0);
    this.#numbers = 0;
  }

  /** Counts a number of lots. Zero has no decimals in any case. */
  count(lots: number): void {
    if (lots === 0) return;
    let whole = (Math.abs(lots) * this.#lot.mantissa) / 10 ** this.#lot.decimals;
    let digits = 0;
    for (; whole >= 1 && digits < MOST_DIGITS; whole /= 10) digits++;
    this.#numbersOf[digits]++;
    this.#numbers++;
  }

  /** The decimals for the numbers counted, 0..`lot.decimals`; those of before where that is still right. */
  settle(): number {
    const now = this.#decimals;
    if (this.#numbers === 0) return Math.max(0, now);
    const stays = now >= 0 && this.#fitting(now) >= STILL_ENOUGH && (now === this.#lot.decimals || this.#fitting(now + 1) < PLENTY);
    if (!stays) this.#decimals = this.#most();
    return this.#decimals;
  }

  #most(): number {
    let decimals = this.#lot.decimals;
    while (decimals > 0 && this.#fitting(decimals) < ENOUGH) decimals--;
    return decimals;
  }

  /** Share of the numbers that fit with so many decimals. */
  #fitting(decimals: number): number {
    let fitting = 0;
    for (let digits = 0; digits <= MOST_DIGITS && numberChars(digits, decimals) <= this.#maxChars; digits++) fitting += this.#numbersOf[digits];
    return fitting / this.#numbers;
  }
}
