import { countText } from "./chart-text.ts";
import type { ChoicesStore } from "./state/choices-store.ts";

/** An export that is done sooner is told of only then. */
const QUIET_MS = 300;
/** Between two sentences: a screen reader has to say them. */
const PERIOD_MS = 5000;

let begun = 0;

/** Says how far one export has come, each time in the place of what it said before. Once that was dismissed it says no more. */
export class ExportProgress {
  readonly #choices: ChoicesStore;
  readonly #id = ++begun;
  #isSaid = false;
  #nextMs: number;

  /** @param nowMs the moment at which the export begins. */
  constructor(choices: ChoicesStore, nowMs: number) {
    this.#choices = choices;
    this.#nextMs = nowMs + QUIET_MS;
  }

  /** Takes note of how many of the rows are written. */
  note(rows: number, allRows: number, nowMs: number): void {
    if (nowMs < this.#nextMs) return;
    this.#nextMs = nowMs + PERIOD_MS;
    const { exports } = this.#choices.getState();
    if (this.#isSaid && !exports.some(({ id }) => id === this.#id)) return this.#stop();
    const notice = { id: this.#id, sentence: `Exporting: ${countText(rows)} of ${countText(allRows)} rows are written.` };
    this.#choices.setState({ exports: this.#isSaid ? exports.map((other) => (other.id === this.#id ? notice : other)) : [...exports, notice] });
    this.#isSaid = true;
  }

  /** Takes back what it said. What it is told later, it does not say. */
  end(): void {
    this.#stop();
    this.#choices.setState(({ exports }) => ({ exports: exports.filter(({ id }) => id !== this.#id) }));
  }

  #stop(): void {
    this.#nextMs = Number.POSITIVE_INFINITY;
  }
}
