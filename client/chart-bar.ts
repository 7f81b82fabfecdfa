import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { BarFootprintQuery, BarFootprintReading } from "../protocol/bar-footprint.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { ChartSnapshot } from "./app/chart-snapshot.ts";
import { reasonOf } from "./chart-text.ts";
import { imbalanceRule } from "./signal-studies.ts";
import type { ChoicesState } from "./state/choices-store.ts";

/** Which bar is read, and what of. */
export interface BarSource {
  readonly choices: ChoicesState;
  readonly instrument: ParsedInstrument | null;
  readonly status: StreamStatus;
  /** Newest second on a paused picture, null when it is not paused. */
  readonly pausedAtSec: number | null;
  readonly timeframeSec: number;
  readonly ticksPerRow: number;
}

/** The parts of the snapshot that the bar's sheet shows. */
export type BarParts = Pick<ChartSnapshot, "bar" | "barRefusal">;

const NO_BAR: BarParts = { bar: null, barRefusal: "" };

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
  #refusal = "";

  /** @param onAnswer called when there is something new to read. */
  constructor(ask: AskBar, onAnswer: () => void) {
    this.#ask = ask;
    this.#onAnswer = onAnswer;
  }

  /** The bar as far as it is known, the same object until something of it changes; the bar before while the next one is on its way. */
  read({ choices, instrument, status, pausedAtSec, timeframeSec, ticksPerRow }: BarSource): BarParts {
    const { sheet, selectedBarSec, imbalances } = choices;
    if (sheet !== "footprint" || selectedBarSec === null || instrument === null) {
      this.#answered = this.#refusal = "";
      this.#answer = null;
      return NO_BAR;
    }
    const query = { symbol: instrument.symbol, timeSec: selectedBarSec, untilSec: pausedAtSec, ...imbalanceRule(imbalances, instrument.lot), timeframeSec, ticksPerRow };
    this.#poll(query, `${JSON.stringify(query)} ${status.gaps.join()} ${versionOf(status, pausedAtSec)}`);
    const answer = this.#answer;
    if (answer === null || answer.symbol !== instrument.symbol) return { bar: null, barRefusal: this.#refusal };
    if (answer !== this.#readFrom) this.#reading = { ...answer, tick: instrument.tick, lot: instrument.lot, ratio: imbalances.ratio };
    this.#readFrom = answer;
    return { bar: this.#reading, barRefusal: "" };
  }

  #poll(query: BarFootprintQuery, question: string): void {
    if (this.#isAsking || question === this.#answered) return;
    this.#isAsking = true;
    this.#ask(query).then(
      (answer) => {
        this.#isAsking = false;
        this.#answered = answer === null ? "" : question;
        this.#answer = answer;
        this.#refusal = "";
        if (answer !== null) this.#onAnswer();
      },
      (error: unknown) => {
        this.#isAsking = false;
        this.#answered = question;
        this.#answer = null;
        this.#refusal = reasonOf(error);
        this.#onAnswer();
      },
    );
  }
}

/** Changes when what is read of the bar may be another: not any more once a paused picture's last second is closed. */
function versionOf({ connection, bars, trades, closedThroughSec }: StreamStatus, pausedAtSec: number | null): string {
  if (pausedAtSec !== null && closedThroughSec !== null && closedThroughSec >= pausedAtSec) return "closed";
  return `${connection} ${bars} ${trades} ${closedThroughSec}`;
}
