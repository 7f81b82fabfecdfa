import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { ImbalanceParameters } from "../core/orderflow/footprint/diagonal-imbalance.ts";
import type { BarFootprintQuery, BarFootprintReading } from "../protocol/bar-footprint.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { ChartSnapshot } from "./app/chart-snapshot.ts";
import { lotsOfVolume } from "./signal-studies.ts";
import type { ChoicesState } from "./state/choices-store.ts";

/** Which bar is read, and what of. */
export interface BarSource {
  readonly choices: ChoicesState;
  readonly instrument: ParsedInstrument | null;
  readonly status: StreamStatus;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

type AskBar = (query: BarFootprintQuery) => Promise<BarFootprintReading | null>;

/** Reads the chosen bar while its sheet is open: asked for again when it or the data is another, one question at a time. */
export class ChosenBar {
  readonly #ask: AskBar;
  readonly #onAnswer: () => void;
  #isAsking = false;
  #answered = "";
  #answer: BarFootprintReading | null = null;
  #reading: ChartSnapshot["bar"] = null;
  #readFrom: BarFootprintReading | null = null;

  /** @param onAnswer called when there is something new to read. */
  constructor(ask: AskBar, onAnswer: () => void) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
  }

  /** The bar as far as it is known, the same object until something of it changes; the bar before while the next one is on its way. */
  read({ choices, instrument, status, timeframeSec, ticksPerRow }: BarSource): ChartSnapshot["bar"] {
    const { sheet, selectedBarSec, imbalances } = choices;
    if (sheet !== "footprint" || selectedBarSec === null || instrument === null) {
      this.#answered = "";
      this.#answer = null;
      return null;
    }
    const query = { symbol: instrument.symbol, timeSec: selectedBarSec, ...ruleOf(imbalances, instrument), timeframeSec, ticksPerRow };
    this.#poll(query, `${JSON.stringify(query)} ${status.connection} ${status.bars} ${status.trades} ${status.closedThroughSec} ${status.gaps.join()}`);
    const answer = this.#answer;
    if (answer === null || answer.symbol !== instrument.symbol) return null;
    if (answer !== this.#readFrom) this.#reading = { ...answer, tick: instrument.tick, lot: instrument.lot, ratio: imbalances.ratio };
    this.#readFrom = answer;
    return this.#reading;
  }

  #poll(query: BarFootprintQuery, question: string): void {
    if (this.#isAsking || question === this.#answered) return;
    this.#isAsking = true;
    this.#ask(query).then(
      (answer) => {
        this.#isAsking = false;
        this.#answered = answer === null ? "" : question;
        this.#answer = answer;
        if (answer !== null) this.#onAnswer();
      },
      () => {
        this.#isAsking = false;
        this.#answered = question;
        this.#answer = null;
      },
    );
  }
}

function ruleOf({ ratio, minimumVolume, emptyCountsAsOne, stackRows }: ChoicesState["imbalances"], { lot }: ParsedInstrument): Omit<ImbalanceParameters, "timeframeSec" | "ticksPerRow"> {
  return { ratio, minimumLots: minimumVolume === null ? null : lotsOfVolume(minimumVolume, lot), emptyCountsAsOne, stackRows };
}
