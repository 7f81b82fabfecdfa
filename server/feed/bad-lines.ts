import type { LogLines } from "../log-lines.ts";
import { FeedError } from "./market-feed.ts";

const SAID_IN_FULL = 5;

/** Counts the lines of a file that were left out, says the first few in full, and makes the first fatal when the user asked for strictness. */
export class BadLines {
  count = 0;
  readonly #file: string;
  readonly #log: LogLines;
  readonly #strict: boolean;
  #first = "";

  constructor(file: string, log: LogLines, strict: boolean) {
    this.#file = file;
    this.#log = log;
    this.#strict = strict;
  }

  /** The first bad line as `line 7: ...`; empty while there is none. */
  get first(): string {
    return this.#first;
  }

  /** @throws FeedError when strict. */
  add(line: number, reason: string): void {
    this.count++;
    const sentence = `line ${line}: ${reason}`;
    if (this.#first === "") this.#first = sentence;
    if (this.#strict) throw new FeedError(`${this.#file} ${sentence}`);
    if (this.count <= SAID_IN_FULL) this.#log.warn(`${this.#file} ${sentence} (line left out)`);
    if (this.count === SAID_IN_FULL + 1) this.#log.warn(`${this.#file}: further bad lines are counted and reported at the end`);
  }
}
