import type { StudyName, StudyPatch, StudyRefusal, StudySelection } from "../../protocol/studies.ts";
import type { Span } from "../span-set.ts";
import { planStudies, type PlannedStudy, type StudyPlan } from "./plan-studies.ts";
import { StudyFeed } from "./study-feed.ts";
import type { StudyShelf } from "./study-shelf.ts";
import { WindowProfile } from "./window-profile.ts";

const NOTHING: StudyPlan = { studies: [], profile: null, session: null };

/** One window's side of the studies: which ones it wants, what it has been told of each, and what it has to be told. Without a request it does nothing. */
export class WindowStudies {
  #plan: StudyPlan = NOTHING;
  #shelf: StudyShelf | null = null;
  #feeds: StudyFeed[] = [];
  #profile: WindowProfile | null = null;
  #dropped = new Set<StudyName>();
  #refusal: StudyRefusal | null = null;

  /** Takes a request; one that cannot be fulfilled is refused in the next patch, and the one before stays in force. */
  request(selection: StudySelection): void {
    try {
      this.choose(planStudies(selection));
      this.#refusal = null;
    } catch (error) {
      this.#refuse(error);
    }
  }

  /** Takes a request that has been read. */
  choose(plan: StudyPlan): void {
    const wanted = new Map(plan.studies.map((planned) => [planned.name, planned.key]));
    this.#keepFeeds(({ planned }) => wanted.get(planned.name) === planned.key);
    for (const { name } of this.#plan.studies) if (!wanted.has(name)) this.#dropped.add(name);
    if (!sameProfile(this.#plan, plan)) {
      this.#profile = null;
      if (this.#plan.profile !== null && plan.profile === null) this.#dropped.add("profile");
    }
    this.#plan = plan;
  }

  /**
   * Works on the studies wanted until `deadlineMs` (`performance.now()`).
   * @param visible the seconds that the window shows.
   * @returns `true` when more is left.
   */
  work(shelf: StudyShelf, visible: Span, deadlineMs: number): boolean {
    if (this.#plan.studies.length === 0 && this.#plan.profile === null) return false;
    this.#takePlaces(shelf);
    if (this.#profile?.work(visible, deadlineMs) === true) return true;
    let hasWorked = false;
    for (const { runner } of this.#feeds) {
      if (hasWorked && performance.now() >= deadlineMs) return true;
      const { version } = runner;
      if (runner.work(shelf.source, deadlineMs)) return true;
      hasWorked ||= runner.version !== version;
    }
    return false;
  }

  /** `true` when everything wanted has been folded up to now. */
  get isSettled(): boolean {
    return this.#feeds.length === this.#plan.studies.length && this.#feeds.every(({ runner }) => runner.isSettled);
  }

  /** The window turns to another symbol, or away: nothing of what it was told holds, and it knows. */
  leave(): void {
    this.#keepFeeds(() => false);
    this.#shelf = null;
    this.#profile = null;
    this.#dropped.clear();
  }

  /** What the window lacks, or null. */
  take(visible: Span): StudyPatch | null {
    const changes = this.#feeds.flatMap((feed) => feed.take() ?? []);
    const profile = this.#profile?.take(visible) ?? null;
    const refusal = this.#refusal;
    if (changes.length === 0 && profile === null && refusal === null && this.#dropped.size === 0) return null;
    const dropped = [...this.#dropped];
    this.#dropped.clear();
    this.#refusal = null;
    return { dropped, changes, profile, refusal };
  }

  /** Takes what is wanted from the shelf; from a new one when the symbol has begun anew. */
  #takePlaces(shelf: StudyShelf): void {
    if (shelf !== this.#shelf) {
      if (this.#shelf !== null) for (const name of this.#names()) this.#dropped.add(name);
      this.#keepFeeds(() => false);
      this.#profile = null;
      this.#shelf = shelf;
    }
    if (this.#feeds.length < this.#plan.studies.length) {
      for (const planned of this.#plan.studies) {
        if (!this.#feeds.some(({ planned: { name } }) => name === planned.name)) this.#open(shelf, planned);
      }
    }
    if (this.#profile === null && this.#plan.profile !== null) this.#profile = new WindowProfile(this.#plan.profile, shelf);
  }

  #open(shelf: StudyShelf, planned: PlannedStudy): void {
    try {
      this.#feeds.push(new StudyFeed(planned, shelf.use(planned)));
    } catch (error) {
      this.#refuse(error);
      this.choose({ ...this.#plan, studies: this.#plan.studies.filter((other) => other !== planned) });
    }
  }

  #keepFeeds(isKept: (feed: StudyFeed) => boolean): void {
    const kept: StudyFeed[] = [];
    for (const feed of this.#feeds) {
      if (isKept(feed)) kept.push(feed);
      else this.#shelf?.release(feed.runner);
    }
    this.#feeds = kept;
  }

  #names(): StudyName[] {
    const { studies, profile } = this.#plan;
    return [...studies.map(({ name }) => name), ...(profile === null ? [] : (["profile"] as const))];
  }

  #refuse(error: unknown): void {
    if (!(error instanceof RangeError)) throw error;
    this.#refusal = { field: error.message.split(" ")[0], message: error.message };
  }
}

function sameProfile(a: StudyPlan, b: StudyPlan): boolean {
  return JSON.stringify(a.profile) === JSON.stringify(b.profile);
}
