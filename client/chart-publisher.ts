import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { ChartSnapshot } from "./app/chart-snapshot.ts";
import type { BarParts } from "./chart-bar.ts";
import type { PanelParts } from "./chart-panels.ts";
import { EmptyViewWatch, emptyViewReading } from "./chart-empty-view.ts";
import type { HistoryState } from "./history-watch.ts";
import { legendReading } from "./chart-legend.ts";
import { type ChartStats, hudLines } from "./chart-stats.ts";
import {
  barAgeSec,
  clockReading,
  drawingReading,
  keepIfSame,
  latencyMs,
  loadingShare,
  newestSecOf,
  priceReading,
  rowHeightText,
  streamNowMs,
  symbolReading,
  veilReading,
} from "./chart-status.ts";
import type { SceneCosts, SceneState } from "./scene/scene-state.ts";
import type { ChoicesState } from "./state/choices-store.ts";

/** What a snapshot is made of. */
export interface SnapshotSource {
  readonly status: StreamStatus;
  readonly history: HistoryState;
  readonly choices: ChoicesState;
  readonly instrument: ParsedInstrument | null;
  readonly scene: SceneCosts;
  /** Gathered only when the HUD shows them. */
  readonly stats: () => ChartStats;
  readonly panels: PanelParts;
  /** The chosen bar while its sheet is open. */
  readonly bar: BarParts;
  readonly detail: LevelOfDetail | null;
  readonly drawn: SceneState | null;
  /** All that is known of the drawn window's time is drawn. */
  readonly isKnown: boolean;
  /** Newest second at the moment the picture was paused, null when it is not. */
  readonly pausedAtSec: number | null;
  /** Why nothing can be drawn, or "". */
  readonly failure: string;
}

const PERIOD_MS = 250;
const LOADING: ChartSnapshot["connection"] = { state: "loading", sentence: "" };
const RENDERER_NAMES = { webgl: "WebGL", canvas: "Canvas (CPU)" } as const;

/** What is shown before anything is known. */
export const NOTHING_YET: ChartSnapshot = {
  connection: { state: "connecting", sentence: "" },
  symbols: [],
  instrument: null,
  price: null,
  veil: { title: "Starting", detail: "", progress: null, offerSymbols: false },
  emptyView: null,
  latencyMs: null,
  barAgeSec: null,
  gapCount: 0,
  bars: 0,
  trades: null,
  loading: null,
  isCurrent: true,
  renderer: { name: "", reason: "" },
  drawing: null,
  clock: "",
  utcOffsetSec: 0,
  newestSec: null,
  rowTicks: 1,
  rowHeight: "",
  pausedForSec: null,
  legend: null,
  hud: null,
  signals: [],
  signalCount: 0,
  tape: null,
  microFootprint: null,
  bar: null,
  barRefusal: "",
};

/** Tells the panels what to show: four times a second, and at once after a choice. A hidden page is told nothing. */
export class ChartPublisher {
  readonly #gather: () => SnapshotSource;
  readonly #listeners = new Set<() => void>();
  readonly #timer: ReturnType<typeof setInterval>;
  #snapshot = NOTHING_YET;
  #clockRuns = true;
  #isPlanned = false;
  readonly #emptyView = new EmptyViewWatch();

  constructor(gather: () => SnapshotSource) {
    this.#gather = gather;
    this.#timer = setInterval(() => this.publish(), PERIOD_MS);
  }

  get snapshot(): ChartSnapshot {
    return this.#snapshot;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Publishes once the work at hand is done. */
  publishSoon(): void {
    if (this.#isPlanned) return;
    this.#isPlanned = true;
    queueMicrotask(() => {
      this.#isPlanned = false;
      this.publish();
    });
  }

  publish(): void {
    if (document.hidden) return;
    this.#snapshot = this.#read(this.#gather());
    for (const listener of this.#listeners) listener();
  }

  destroy(): void {
    clearInterval(this.#timer);
    this.#listeners.clear();
  }

  #emptyViewOf({ drawn, instrument, status, isKnown }: SnapshotSource): ChartSnapshot["emptyView"] {
    const reading = drawn === null || instrument === null ? null : emptyViewReading(drawn, instrument, isKnown && loadingShare(status) === null);
    return this.#emptyView.read(reading, performance.now());
  }

  #read(source: SnapshotSource): ChartSnapshot {
    const { status, choices, instrument, scene, detail, drawn } = source;
    const { share: loading, isCurrent } = source.history;
    const before = this.#snapshot;
    if (status.connection === "live") this.#clockRuns = true;
    else if (status.connection === "replay" || status.connection === "ended") this.#clockRuns = false;
    const streamMs = streamNowMs(status, performance.timeOrigin + performance.now(), this.#clockRuns);
    const rowTicks = detail?.exactKey.ticksPerRow ?? 1;
    const hasPicture = drawn !== null && drawn.pool !== null && instrument !== null;
    return {
      connection: keepIfSame(before.connection, loading === null ? { state: status.connection, sentence: status.message } : LOADING),
      symbols: keepIfSame(before.symbols, status.symbols.map(symbolReading)),
      instrument: keepIfSame(before.instrument, instrument === null ? null : symbolReading(instrument)),
      price: keepIfSame(before.price, isCurrent ? priceReading(status, instrument) : null),
      veil: keepIfSame(before.veil, source.failure === "" ? veilOf(source, hasPicture) : failureVeil(source.failure)),
      emptyView: keepIfSame(before.emptyView, this.#emptyViewOf(source)),
      latencyMs: isCurrent ? latencyMs(status) : null,
      barAgeSec: isCurrent ? barAgeSec(status, streamMs) : null,
      gapCount: status.gaps.length / 2,
      bars: status.bars,
      trades: status.trades,
      loading,
      isCurrent,
      renderer: keepIfSame(before.renderer, { name: RENDERER_NAMES[scene.renderer], reason: scene.rendererReason }),
      drawing: keepIfSame(before.drawing, drawingReading(scene)),
      clock: clockReading(streamMs, drawn?.utcOffsetSec ?? 0),
      utcOffsetSec: drawn?.utcOffsetSec ?? 0,
      newestSec: newestSecOf(status),
      rowTicks,
      rowHeight: rowHeightText(rowTicks, instrument),
      pausedForSec: source.pausedAtSec === null ? null : Math.max(0, (status.lastSec ?? source.pausedAtSec) - source.pausedAtSec),
      legend: hasPicture ? keepIfSame(before.legend, legendReading(drawn.style, drawn.mode, choices.scope, choices.scaleLocked, instrument, choices.cutoffs, drawn.trail)) : null,
      hud: choices.hud ? keepIfSame(before.hud, hudLines(source.stats())) : null,
      ...source.panels,
      ...source.bar,
    };
  }
}

function veilOf({ status, choices }: SnapshotSource, hasPicture: boolean): ChartSnapshot["veil"] {
  return veilReading(status, choices.symbolAsked ? choices.symbol : null, hasPicture);
}

function failureVeil(failure: string): ChartSnapshot["veil"] {
  return { title: "The chart cannot be drawn here", detail: failure, progress: null, offerSymbols: false };
}
