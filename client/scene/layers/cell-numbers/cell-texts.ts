import type { DecimalStep } from "../../../../core/market/decimal-step.ts";
import { formatRatio } from "../../../../core/view/cell-text.ts";
import { formatDelta, formatVolume } from "../../../../core/view/number-format.ts";

const TRADES: DecimalStep = { mantissa: 1, decimals: 0 };
const REMEMBERED = 50_000;

/** Texts of numbers in at most so many characters, remembered: neighbouring frames write the same numbers again. */
export class CellTexts {
  readonly #lot: DecimalStep;
  readonly #maxChars: number;
  readonly #volumes = new Map<number, string>();
  readonly #deltas = new Map<number, string>();

  constructor(lot: DecimalStep, maxChars: number) {
    this.#lot = lot;
    this.#maxChars = maxChars;
  }

  /** `true` when this table was made for the same lots and room. */
  serves(lot: DecimalStep, maxChars: number): boolean {
    return lot === this.#lot && maxChars === this.#maxChars;
  }

  volume(lots: number): string {
    return this.#volumes.get(lots) ?? remember(this.#volumes, lots, formatVolume(lots, this.#lot, this.#maxChars));
  }

  delta(lots: number): string {
    return this.#deltas.get(lots) ?? remember(this.#deltas, lots, formatDelta(lots, this.#lot, this.#maxChars));
  }

  trades(count: number): string {
    return formatVolume(count, TRADES, this.#maxChars);
  }

  ratio(bidLots: number, askLots: number): string {
    return formatRatio(bidLots, askLots, this.#maxChars);
  }
}

function remember(known: Map<number, string>, key: number, text: string): string {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, text);
  return text;
}
