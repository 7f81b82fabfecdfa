import type { OrderFlowEventKind } from "../../core/orderflow/signals/order-flow-event.ts";
import type { SignalCounts, StudyPatch, StudySelection } from "../../protocol/studies.ts";
import type { SessionRule } from "../../core/market/instrument.ts";
import { SessionOpen } from "../session-open.ts";
import { planStudies, type StudyPlan } from "./plan-studies.ts";
import type { StudyShelf } from "./study-shelf.ts";
import { WindowStudies } from "./window-studies.ts";

/** The range of a job that shows nothing: profiles of the visible range are refused. */
const NOTHING_VISIBLE = { from: 0, to: 0 };

interface Job {
  readonly symbol: string;
  readonly studies: WindowStudies;
  readonly shelf: StudyShelf;
  readonly owner: object | null;
  finish(patch: StudyPatch | null): void;
}

/** Questions about the studies that are answered once, when everything has been folded: worked on in slices, one after the other. */
export class StudyJobs {
  readonly #jobs = new Set<Job>();
  readonly #onWork: () => void;

  /** @param onWork there is something to do. */
  constructor(onWork: () => void) {
    this.#onWork = onWork;
  }

  /** The studies whole, as one patch; null when the symbol is given up before. @throws RangeError naming the parameter. */
  read(symbol: string, shelf: StudyShelf, selection: StudySelection): Promise<StudyPatch | null> {
    return this.#add(symbol, shelf, planForJob(selection), null);
  }

  /** Counts of events within the session of the newest second. A newer question of the same owner takes the place of an older one. */
  async preview(symbol: string, shelf: StudyShelf, selection: StudySelection, owner: object): Promise<SignalCounts | null> {
    const plan = planForJob(selection);
    for (const job of this.#jobs) if (job.owner === owner) this.#end(job, null);
    const patch = await this.#add(symbol, shelf.aside(), { ...plan, profile: null }, owner);
    return patch === null ? null : countSignals(patch, shelf, plan.session);
  }

  /** Works until `deadlineMs` (`performance.now()`). @returns `true` when more is left that does not wait for history. */
  work(deadlineMs: number): boolean {
    for (const job of this.#jobs) {
      if (job.studies.work(job.shelf, NOTHING_VISIBLE, deadlineMs)) return true;
      const { columns } = job.shelf.source;
      if (job.studies.isSettled && columns.resumePoint !== null && columns.historyComplete) this.#end(job, job.studies.take(NOTHING_VISIBLE) ?? NO_RESULTS);
    }
    return false;
  }

  /** The symbol's bars are given up. */
  giveUp(symbol: string): void {
    for (const job of this.#jobs) if (job.symbol === symbol) this.#end(job, null);
  }

  #add(symbol: string, shelf: StudyShelf, plan: StudyPlan, owner: object | null): Promise<StudyPatch | null> {
    const studies = new WindowStudies();
    studies.choose(plan);
    return new Promise((resolve) => {
      this.#jobs.add({ symbol, studies, shelf, owner, finish: resolve });
      this.#onWork();
    });
  }

  #end(job: Job, patch: StudyPatch | null): void {
    this.#jobs.delete(job);
    job.studies.leave();
    job.finish(patch);
  }
}

const NO_RESULTS: StudyPatch = { dropped: [], changes: [], profile: null, refusal: null };

function planForJob(selection: StudySelection): StudyPlan {
  const plan = planStudies(selection);
  if (plan.profile?.parameters.range.kind === "visible") throw new RangeError(`profile.range.kind "visible" needs a window; expected "session", "minutes" or "fixed"`);
  return plan;
}

function countSignals({ changes }: StudyPatch, { sessionBounds, source: { columns } }: StudyShelf, session: SessionRule | null): SignalCounts {
  const firstSec = columns.bars.length === 0 ? 0 : columns.bars.timeSec[0];
  const fromSec = Math.max(firstSec, (session === null ? sessionBounds : new SessionOpen(session).current(columns))?.startSec ?? firstSec);
  const counts: Partial<Record<OrderFlowEventKind, number>> = {};
  for (const { events } of changes) {
    for (const { kind, timeSec } of events) if (timeSec >= fromSec) counts[kind] = (counts[kind] ?? 0) + 1;
  }
  return { fromSec, toSec: columns.lastSec ?? fromSec, counts };
}
