import type { Series } from "../../core/orderflow/fold/series.ts";
import type { AnyStudyChange, SeriesTail } from "../../protocol/studies.ts";
import type { PlannedStudy } from "./plan-studies.ts";
import type { StudyRunner } from "./study-runner.ts";

/** What one window has been told of one study: four numbers, however long the window looks away. */
export class StudyFeed {
  readonly planned: PlannedStudy;
  readonly runner: StudyRunner;
  #generation = -1;
  #version = -1;
  #finalRows = 0;
  #events = 0;

  constructor(planned: PlannedStudy, runner: StudyRunner) {
    this.planned = planned;
    this.runner = runner;
  }

  /** What is new since the last call; null when nothing is, or while the study is still on its way through the history. */
  take(): AnyStudyChange | null {
    const { planned, runner } = this;
    if (!runner.isTelling || (runner.generation === this.#generation && runner.version === this.#version)) return null;
    const isReset = runner.generation !== this.#generation;
    if (isReset) this.#finalRows = this.#events = 0;
    const tail = tailFrom(runner.tables[planned.table], this.#finalRows);
    const events = planned.hasEvents ? runner.events.slice(this.#events) : [];
    const isNews = isReset || tail !== null || events.length > 0;
    this.#generation = runner.generation;
    this.#version = runner.version;
    this.#finalRows = runner.finalRows[planned.table] ?? 0;
    this.#events = runner.events.length;
    if (!isNews) return null;
    return { study: planned.name, reset: isReset ? planned.parameters : null, tail, events } as AnyStudyChange;
  }
}

function tailFrom(series: Series<string> | undefined, from: number): SeriesTail | null {
  if (series === undefined) return null;
  const columns: Record<string, Float64Array> = {};
  for (const field of series.fields) columns[field] = series.columns[field].slice(from, series.length);
  return { from, columns };
}
