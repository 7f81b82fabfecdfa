import type { ParsedInstrument } from "../core/market/instrument.ts";
import { ChosenBar } from "./chart-bar.ts";
import { type FocusedChart, focusOf } from "./chart-focus.ts";
import { ChartPanels } from "./chart-panels.ts";
import type { SnapshotSource } from "./chart-publisher.ts";
import type { ChartRequests } from "./chart-requests.ts";
import { type ChartStats, NO_SCENE_COSTS } from "./chart-stats.ts";
import type { EngineLink } from "./data/window-link.ts";
import type { SceneState } from "./scene/scene-state.ts";

/** What readings are taken of. */
export interface ReadChart extends FocusedChart {
  readonly instrument: ParsedInstrument | null;
  /** What the last frame was composed of, null before the first. */
  readonly picture: SceneState | null;
  /** Why nothing can be drawn, or "". */
  readonly failure: string;
  stats(): ChartStats;
}

/** Gathers what the page around the chart is told, and asks the engine for what only an open panel or sheet shows. */
export class ChartReadings {
  readonly #chart: ReadChart;
  readonly #requests: ChartRequests;
  readonly #panels: ChartPanels;
  readonly #bar: ChosenBar;

  /** @param onAnswer called when the engine has told something new to read. */
  constructor(chart: ReadChart, requests: ChartRequests, { control }: EngineLink, onAnswer: () => void) {
    this.#chart = chart;
    this.#requests = requests;
    this.#panels = new ChartPanels((query) => control.levels(query));
    this.#bar = new ChosenBar((query) => control.barFootprint(query), onAnswer);
  }

  read(): SnapshotSource {
    const { feed, instrument, detail, picture, scene, failure } = this.#chart;
    const choices = this.#chart.choices.getState();
    const { status, store, pausedAtSec, history } = feed;
    const { columnSec: timeframeSec, ticksPerRow } = detail.exactKey;
    const focus = focusOf(this.#chart, this.#requests.readingKey());
    return {
      status,
      history,
      choices,
      instrument,
      panels: this.#panels.read({ choices, instrument, studies: store.studies, lastSec: pausedAtSec ?? status.lastSec, held: status, focus }),
      bar: this.#bar.read({ choices, instrument, status, pausedAtSec, timeframeSec, ticksPerRow }),
      scene: scene?.costs() ?? NO_SCENE_COSTS,
      stats: () => this.#chart.stats(),
      detail,
      drawn: picture,
      isKnown: picture !== null && picture.pool !== null && store.knows(picture.pool, picture.viewport),
      pausedAtSec,
      failure,
    };
  }
}
