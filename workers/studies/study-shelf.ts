import type { SessionRule } from "../../core/market/instrument.ts";
import type { SessionBounds } from "../../core/market/session.ts";
import type { PlannedStudy } from "./plan-studies.ts";
import { STUDY_PIECE, type StudySource, StudyRunner } from "./study-runner.ts";

/** Studies of one symbol that are kept though no window asks for them: going back to a timeframe folds only what came since. */
const MAX_IDLE_STUDIES = 12;

/** The studies of one symbol, shared by the windows that ask for the same; those asked for last at the end. */
export class StudyShelf {
  readonly source: StudySource;
  readonly session: SessionRule;
  readonly #sessionBounds: () => SessionBounds | null;
  readonly #runners = new Map<string, StudyRunner>();
  readonly #users = new Map<StudyRunner, number>();
  readonly #pieceSize: number;
  #givenUpMs = 0;

  /** @param sessionBounds the session of the newest second; null while there is none. @param pieceSize bars and levels folded between two looks at the clock. */
  constructor(source: StudySource, session: SessionRule, sessionBounds: () => SessionBounds | null, pieceSize = STUDY_PIECE) {
    this.#pieceSize = pieceSize;
    this.source = source;
    this.session = session;
    this.#sessionBounds = sessionBounds;
  }

  get sessionBounds(): SessionBounds | null {
    return this.#sessionBounds();
  }

  /** Studies held. */
  get size(): number {
    return this.#runners.size;
  }

  /** Milliseconds spent on studies since the start. */
  get workMs(): number {
    let sum = this.#givenUpMs;
    for (const runner of this.#runners.values()) sum += runner.workMs;
    return sum;
  }

  /** A study for one more user, who gives it back with {@link release}. */
  use(planned: PlannedStudy): StudyRunner {
    const { key } = planned;
    const runner = this.#runners.get(key) ?? new StudyRunner(() => planned.create(this.session), planned.head, this.#pieceSize);
    this.#runners.delete(key);
    this.#runners.set(key, runner);
    this.#users.set(runner, (this.#users.get(runner) ?? 0) + 1);
    return runner;
  }

  release(runner: StudyRunner): void {
    const users = (this.#users.get(runner) ?? 0) - 1;
    if (users > 0) this.#users.set(runner, users);
    else this.#users.delete(runner);
    this.#trim();
  }

  /** Another shelf over the same bars, for studies that nobody will ask for again. */
  aside(): StudyShelf {
    return new StudyShelf(this.source, this.session, this.#sessionBounds, this.#pieceSize);
  }

  #trim(): void {
    const idle = [...this.#runners].filter(([, runner]) => !this.#users.has(runner));
    for (const [key, runner] of idle.slice(0, Math.max(0, idle.length - MAX_IDLE_STUDIES))) {
      this.#givenUpMs += runner.workMs;
      this.#runners.delete(key);
    }
  }
}
