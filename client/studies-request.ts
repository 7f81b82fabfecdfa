import type { StudySelection } from "../protocol/studies.ts";

/** A row height chosen for the screen changes with every step of the wheel; studies are asked for anew when it has stood still this long. */
const SETTLE_MS = 200;

/** Says which studies are wanted, once per change; changes of the row height alone when they have settled. */
export class StudiesRequester {
  readonly #send: (selection: StudySelection) => void;
  #wanted = "";
  #sent = "";
  #sentRest = "";
  #timer: ReturnType<typeof setTimeout> | null = null;

  constructor(send: (selection: StudySelection) => void) {
    this.#send = send;
  }

  /** `true` while a change waits to be sent. */
  get isSettling(): boolean {
    return this.#timer !== null;
  }

  /** @param symbol the market they are for: another one is asked at once. */
  request(symbol: string, selection: StudySelection): void {
    const rest = JSON.stringify([symbol, selection.timeframeSec, selection.session, selection.studies]);
    const wanted = `${rest} ${selection.ticksPerRow}`;
    if (wanted === this.#wanted) return;
    this.#wanted = wanted;
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (wanted === this.#sent) return;
    if (rest === this.#sentRest) this.#timer = setTimeout(() => this.#deliver(wanted, rest, selection), SETTLE_MS);
    else this.#deliver(wanted, rest, selection);
  }

  #deliver(wanted: string, rest: string, selection: StudySelection): void {
    this.#timer = null;
    this.#sent = wanted;
    this.#sentRest = rest;
    this.#send(selection);
  }
}
