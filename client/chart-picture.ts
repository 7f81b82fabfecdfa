import { floorDiv } from "../core/market/floor-div.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import { timeframeSec } from "../core/market/timeframe.ts";
import { CELL_MODE_DRAWING, type CellMode } from "../core/view/cell-text.ts";
import { samePoolKey } from "../core/view/cell-pool.ts";
import type { ChartLayout, ChartParts } from "../core/view/chart-layout.ts";
import { DIRTY, type DirtyLevel, mergeDirty } from "../core/view/dirty.ts";
import type { HeatStyle } from "../core/view/heat-style.ts";
import { chooseLevelOfDetail, type LevelOfDetail } from "../core/view/level-of-detail.ts";
import type { PoolMirror } from "../core/view/pool-mirror.ts";
import { PoolWatch } from "../core/view/pool-watch.ts";
import { THEMES } from "../core/view/theme.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { StreamStatus } from "../protocol/worker-api.ts";
import type { ChartHeat } from "./chart-heat.ts";
import { ChartTrail } from "./chart-trail.ts";
import { ChartStudies, partsWanted } from "./chart-studies.ts";
import { themeOf } from "./chart-theme.ts";
import { ZoneClock } from "./time-zone.ts";
import type { FlowStore } from "./data/flow-store.ts";
import { PANNED_GUARD } from "./scene/guard.ts";
import type { SceneState } from "./scene/scene-state.ts";
import type { Choices } from "./state/choices.ts";
import type { ChoicesState } from "./state/choices-store.ts";

/** What a picture is made of. */
export interface PictureSource {
  readonly choices: ChoicesState;
  readonly store: FlowStore;
  /** The status to draw: the newest, or that of the moment the picture was paused. */
  readonly status: StreamStatus;
  /** The newest bar held is the market's newest. */
  readonly isCurrent: boolean;
  readonly instrument: ParsedInstrument | null;
  readonly view: Viewport;
  readonly layout: ChartLayout;
  readonly crosshair: SceneState["crosshair"];
}

/** Layers are packed at most so many widths of the window beyond its edges: with {@link PANNED_GUARD} on both sides, and the window anywhere within. */
const PACKED_REACH = 2 * PANNED_GUARD;

/** Spans are differences of large numbers: a pan leaves them the same but for their last digits. */
const SAME_SPAN = 1e-9;

/** What a level of detail was chosen for. */
interface ChosenDetail extends Pick<Choices, "mode" | "timeframe" | "rowTicks"> {
  /** The last one with these spans. */
  view: Viewport;
  readonly spanSec: number;
  readonly spanTicks: number;
  readonly layout: ChartLayout;
  readonly detail: LevelOfDetail;
}

function chooseDetail(choices: Choices, view: Viewport, layout: ChartLayout): LevelOfDetail {
  const { content, textWidthCssPx } = CELL_MODE_DRAWING[choices.mode];
  return chooseLevelOfDetail({
    view,
    size: { widthPx: layout.plot.width, heightPx: layout.plot.height },
    timeframeSec: timeframeSec(choices.timeframe),
    ticksPerRow: choices.rowTicks,
    content,
    pixelRatio: layout.pixelRatio,
    textWidthCssPx,
  });
}

/** What the scene is to draw, put together from choices, data and camera; remembers the last one and so knows what changed. */
export class ChartPicture {
  readonly studies = new ChartStudies();
  readonly trail = new ChartTrail();
  readonly #clock = new ZoneClock();
  readonly #watch = new PoolWatch();
  readonly #heat: ChartHeat;
  #state: SceneState | null = null;
  #chosen: ChosenDetail | null = null;

  constructor(heat: ChartHeat) {
    this.#heat = heat;
  }

  /** What was composed last; null before the first. */
  get state(): SceneState | null {
    return this.#state;
  }

  /** Chooses the level of detail for the choices and the window: the same object as the last time while a pan is all that differs. */
  detailFor(choices: Choices, view: Viewport, layout: ChartLayout): LevelOfDetail {
    const { mode, timeframe, rowTicks } = choices;
    const known = this.#chosen;
    const isSameChoice = known !== null && known.mode === mode && known.timeframe === timeframe && known.rowTicks === rowTicks && known.layout === layout;
    if (isSameChoice && known.view === view) return known.detail;
    const spanSec = view.toSec - view.fromSec;
    const spanTicks = view.highTicks - view.lowTicks;
    if (isSameChoice && Math.abs(known.spanSec - spanSec) <= spanSec * SAME_SPAN && Math.abs(known.spanTicks - spanTicks) <= spanTicks * SAME_SPAN) {
      known.view = view;
      return known.detail;
    }
    const detail = chooseDetail(choices, view, layout);
    this.#chosen = { view, mode, timeframe, rowTicks, spanSec, spanTicks, layout, detail };
    return detail;
  }

  /** @returns the whole state and how much of the picture differs from the last one. */
  compose(source: PictureSource, detail: LevelOfDetail): { readonly state: SceneState; readonly level: DirtyLevel } {
    const { choices, store, status, view, isCurrent } = source;
    const pool = this.#poolFor(source, detail);
    const known = pool === null || !choices.trail.shown ? null : store.trail.trailFor(pool);
    const mode = this.#modeFor(choices.mode, pool);
    const exact = store.exactCells;
    const state: SceneState = {
      instrument: source.instrument,
      session: choices.session,
      viewport: view,
      pool,
      style: this.#styleFor(source, mode, pool),
      trail: known === null ? null : this.trail.compose(known, THEMES[choices.theme], choices.scaleLocked),
      mode,
      cellNumbers: exact !== null && detail.exactCells && samePoolKey(exact.key, detail.exactKey) ? exact : null,
      outline: choices.outline,
      gaps: this.#gapsOf(status),
      lastPriceTicks: isCurrent ? status.lastPriceTicks : null,
      lastDirection: status.lastDirection,
      liveEdge: isCurrent ? this.#liveEdgeOf(status) : null,
      utcOffsetSec: this.#clock.offsetSec(choices.zone, source.instrument?.session.timeZone ?? null, (view.fromSec + view.toSec) / 2),
      selectedBar: this.#selectedBarOf(choices, detail.exactKey.columnSec),
      crosshair: source.crosshair,
      theme: themeOf(choices.theme, choices.palette),
      parts: this.#partsOf(source, detail.exactKey.columnSec),
      studies: this.studies.compose(choices, store.shownStudies, detail.exactKey.columnSec, detail.exactKey.ticksPerRow),
    };
    const reachSec = PACKED_REACH * (view.toSec - view.fromSec);
    const hasOtherCells = this.#watch.hasChanged(pool, view.fromSec - reachSec, view.toSec + reachSec);
    const level = this.#state === null ? DIRTY.layout : mergeDirty(changeBetween(this.#state, state), hasOtherCells ? DIRTY.data : DIRTY.none);
    this.#state = state;
    return { state, level };
  }

  /**
   * The best pool there is for the level of detail. While its heat trail is on the way, the pool before stays with the trail before, or, where a quick zoom has left both
   * behind, that of a newer trail is drawn if it holds all there is to see: else the trail is missing for a moment.
   */
  #poolFor({ choices, store, view }: PictureSource, detail: LevelOfDetail): PoolMirror | null {
    const best = store.bestPoolFor(detail.pool, view);
    if (best === null || !choices.trail.shown || store.trail.trailFor(best) !== null) return best;
    const { pool = null, trail = null } = this.#state ?? {};
    const isStillThere = pool !== null && trail !== null && trail.pool === store.trail.shown?.mirror && store.holds(pool);
    if (isStillThere) return pool;
    const trailed = store.trail.shown === null ? null : store.poolOf(store.trail.shown.mirror);
    return trailed !== null && store.knows(trailed, view) ? trailed : best;
  }

  /** The mode asked for as soon as there are cells of its content; until then the one that the cells at hand can show. */
  #modeFor(wanted: CellMode, pool: PoolMirror | null): CellMode {
    const shown = this.#state?.mode ?? wanted;
    if (pool === null || CELL_MODE_DRAWING[wanted].content === pool.content) return wanted;
    return CELL_MODE_DRAWING[shown].content === pool.content ? shown : wanted;
  }

  #styleFor({ choices, store, instrument, view, layout }: PictureSource, mode: CellMode, pool: PoolMirror | null): HeatStyle {
    return this.#heat.style({
      mode,
      scope: choices.scope,
      locked: choices.scaleLocked,
      cutoffs: choices.cutoffs,
      lot: instrument?.lot ?? null,
      theme: THEMES[choices.theme],
      palette: choices.palette,
      imbalanceRatio: choices.imbalances.ratio,
      overTrail: choices.trail.shown,
      scale: store.scale,
      pool,
      columnCssPx: pool === null ? 0 : ((layout.plot.width / layout.pixelRatio) * pool.columnSec) / (view.toSec - view.fromSec),
      rowCssPx: pool === null ? 0 : ((layout.plot.height / layout.pixelRatio) * pool.ticksPerRow) / (view.highTicks - view.lowTicks),
    });
  }

  /** The same object as before while the parts are the same. */
  #partsOf({ choices, view, layout }: PictureSource, barSec: number): ChartParts {
    const parts = partsWanted(choices, ((layout.plot.width / layout.pixelRatio) * barSec) / (view.toSec - view.fromSec));
    const known = this.#state?.parts;
    return known !== undefined && sameParts(known, parts) ? known : parts;
  }

  /** The same array as before while it says the same. */
  #gapsOf({ gaps }: StreamStatus): Float64Array {
    const known = this.#state?.gaps;
    return known !== undefined && known.length === gaps.length && known.every((bound, index) => bound === gaps[index]) ? known : gaps;
  }

  #selectedBarOf({ selectedBarSec }: ChoicesState, barSec: number): SceneState["selectedBar"] {
    if (selectedBarSec === null) return null;
    const fromSec = floorDiv(selectedBarSec, barSec) * barSec;
    const known = this.#state?.selectedBar ?? null;
    return known !== null && known.fromSec === fromSec && known.toSec === fromSec + barSec ? known : { fromSec, toSec: fromSec + barSec };
  }

  #liveEdgeOf({ lastSec, closedThroughSec }: StreamStatus): SceneState["liveEdge"] {
    const known = this.#state?.liveEdge ?? null;
    if (lastSec === null) return null;
    return known !== null && known.lastSec === lastSec && known.closedThroughSec === closedThroughSec ? known : { lastSec, closedThroughSec };
  }
}

function changeBetween(before: SceneState, after: SceneState): DirtyLevel {
  if (before.theme !== after.theme || before.parts !== after.parts) return DIRTY.layout;
  const isData =
    before.pool !== after.pool ||
    before.instrument !== after.instrument ||
    before.session !== after.session ||
    before.cellNumbers !== after.cellNumbers ||
    before.gaps !== after.gaps ||
    before.mode !== after.mode ||
    before.outline !== after.outline ||
    before.lastPriceTicks !== after.lastPriceTicks ||
    before.lastDirection !== after.lastDirection ||
    before.liveEdge !== after.liveEdge ||
    before.utcOffsetSec !== after.utcOffsetSec ||
    before.studies !== after.studies;
  if (isData) return DIRTY.data;
  const isView =
    before.viewport !== after.viewport || before.style !== after.style || before.trail !== after.trail || before.selectedBar !== after.selectedBar;
  if (isView) return DIRTY.view;
  return before.crosshair === after.crosshair ? DIRTY.none : DIRTY.cursor;
}

function sameParts(a: ChartParts, b: ChartParts): boolean {
  return a.paneShare === b.paneShare && a.profileCssPx === b.profileCssPx && a.statisticsCssPx === b.statisticsCssPx;
}
