import { countText } from "./chart-text.ts";
import type { ChoicesStore } from "./state/choices-store.ts";

/** An export that is done sooner is told of only then. */
const QUIET_MS = 300;
/** Between two sentences: a screen reader has to say them. */
const PERIOD_MS = 1000;

/** Says how far an export has come, each time in the place of what it said before. Once that was dismissed it says no more. */
export class ExportProgress {
  readonly #choices: ChoicesStore;
  #nextMs: number;
  #said: string | null = null;

  /** @param nowMs the moment at which the export begins. */
  constructor(choices: ChoicesStore, nowMs: number) {
    this.#choices = choices;
    this.#nextMs = nowMs + QUIET_MS;
  }

  /** Takes note of how many of the rows are written. */
  note(rows: number, allRows: number, nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + PERIOD_MS;
    const said = this.#said;
    const { problems } = this.#choices.getState();
    if (said !== null && !problems.includes(said)) return this.#stop();
    this.#said = `Exporting: ${countText(rows)} of ${countText(allRows)} rows are written.`;
    this.#choices.setState({ problems: [...problems.filter((problem) => problem !== said), this.#said] });
  }

  /** Takes back what it said. What it is told later, it does not say. */
  end(): void {
    const said = this.#said;
    this.#stop();
    const { problems } = this.#choices.getState();
    if (said !== null && problems.includes(said)) this.#choices.setState({ problems: problems.filter((problem) => problem !== said) });
  }

  #stop(): void {
    this.#nextMs = Number.POSITIVE_INFINITY;
  }
}
