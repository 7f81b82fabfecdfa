import type { DecimalStep } from "../../../../core/market/decimal-step.ts";
import type { PoolKey } from "../../../../core/view/cell-pool.ts";
import { type CellMode, formatRatio } from "../../../../core/view/cell-text.ts";
import { EvenDecimals } from "../../../../core/view/even-decimals.ts";
import { formatDeltaEvenly, formatVolume, formatVolumeEvenly } from "../../../../core/view/number-format.ts";
import type { CellNumbers } from "../../scene-state.ts";

const TRADES: DecimalStep = { mantissa: 1, decimals: 0 };
const REMEMBERED = 50_000;

/** What decides how numbers are written. */
export interface TextRules {
  readonly mode: CellMode;
  /** Cells of another size hold other sizes of numbers. */
  readonly key: PoolKey;
  readonly lot: DecimalStep;
  readonly maxChars: number;
}

/** Texts of numbers in at most so many characters, all with as many decimals, remembered: neighbouring frames write the same numbers again. */
export class CellTexts {
  readonly #rules: TextRules;
  readonly #evenDecimals: EvenDecimals;
  #decimals = 0;
  readonly #volumes = new Map<number, string>();
  readonly #deltas = new Map<number, string>();

  constructor(rules: TextRules) {
    this.#rules = rules;
    this.#evenDecimals = new EvenDecimals(rules.lot, rules.mode === "delta" ? rules.maxChars - 1 : rules.maxChars);
  }

  /** `true` when this table was made for the same rules. */
  serves({ mode, key, lot, maxChars }: TextRules): boolean {
    const known = this.#rules;
    return mode === known.mode && key.columnSec === known.key.columnSec && key.ticksPerRow === known.key.ticksPerRow && lot === known.lot && maxChars === known.maxChars;
  }

  /** Chooses the decimals for the numbers of a screen. To be called before any of them is written. */
  fit({ bidLots, askLots }: CellNumbers): void {
    const { mode } = this.#rules;
    const even = this.#evenDecimals;
    even.clear();
    for (let cell = 0; cell < bidLots.length; cell++) {
      if (mode === "bidAsk") {
        even.count(bidLots[cell]);
        even.count(askLots[cell]);
      } else even.count(mode === "delta" ? askLots[cell] - bidLots[cell] : bidLots[cell] + askLots[cell]);
    }
    const decimals = even.settle();
    if (decimals === this.#decimals) return;
    this.#decimals = decimals;
    this.#volumes.clear();
    this.#deltas.clear();
  }

  volume(lots: number): string {
    const { lot, maxChars } = this.#rules;
    return this.#volumes.get(lots) ?? remember(this.#volumes, lots, formatVolumeEvenly(lots, lot, this.#decimals, maxChars));
  }

  delta(lots: number): string {
    const { lot, maxChars } = this.#rules;
    return this.#deltas.get(lots) ?? remember(this.#deltas, lots, formatDeltaEvenly(lots, lot, this.#decimals, maxChars));
  }

  trades(count: number): string {
    return formatVolume(count, TRADES, this.#rules.maxChars);
  }

  ratio(bidLots: number, askLots: number): string {
    return formatRatio(bidLots, askLots, this.#rules.maxChars);
  }
}

function remember(known: Map<number, string>, key: number, text: string): string {
  if (known.size >= REMEMBERED) known.clear();
  known.set(key, text);
  return text;
}
