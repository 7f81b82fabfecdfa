import type { ParsedInstrument, SessionRule } from "../../core/market/instrument.ts";
import type { PoolKey } from "../../core/view/cell-pool.ts";
import type { ChartParts } from "../../core/view/chart-layout.ts";
import type { CellMode } from "../../core/view/cell-text.ts";
import type { Percentiles } from "../../core/view/frame-statistics.ts";
import type { HeatStyle } from "../../core/view/heat-style.ts";
import type { PoolMirror } from "../../core/view/pool-mirror.ts";
import type { Theme } from "../../core/view/theme.ts";
import type { TrailMirror } from "../../core/view/trail-mirror.ts";
import type { TrailSpan } from "../../core/view/trail-span.ts";
import type { Viewport } from "../../core/view/viewport.ts";
import type { SceneStudies } from "./scene-studies.ts";

/** Exact numbers of the cells in view, ascending by column, then row (the engine's ExactCells). */
export interface CellNumbers {
  readonly key: PoolKey;
  readonly column: Float64Array;
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
}

/** The heat trail under the cells: columns and rows of the pool's size. */
export interface SceneTrail {
  readonly pool: TrailMirror;
  readonly style: HeatStyle;
  readonly span: TrailSpan;
}

/** Everything the scene draws from. Replaced field by field by the chart; the scene never changes it. */
export interface SceneState {
  readonly instrument: ParsedInstrument | null;
  /** Sessions that were chosen instead of the instrument's own. */
  readonly session?: SessionRule | null;
  readonly viewport: Viewport;
  /** The pool that is nearest to the wanted level of detail and loaded; null before the first data. */
  readonly pool: PoolMirror | null;
  readonly style: HeatStyle;
  /** Null when none is wanted, and while none of the pool's cells has arrived. The same object until its pool or its style is another. */
  readonly trail: SceneTrail | null;
  readonly mode: CellMode;
  /** Numbers to write into cells, or null when cells are too small for them. */
  readonly cellNumbers: CellNumbers | null;
  readonly outline: "candles" | "range" | "off";
  /** Flat pairs `[fromSec, toSec, ...]`, ascending. */
  readonly gaps: Float64Array;
  readonly lastPriceTicks: number | null;
  /** Direction of the last change of price: the colour and arrow of its tag. */
  readonly lastDirection: -1 | 0 | 1;
  /** Where the data ends: end of the newest known second, and of the seconds that will not change any more. Null before the first data. */
  readonly liveEdge: { readonly lastSec: number; readonly closedThroughSec: number | null } | null;
  /** Local time minus UTC on the time axis, for the zone the user has chosen. */
  readonly utcOffsetSec: number;
  /** The bar that was chosen, half-open; null: none. Equal bars are the same object. */
  readonly selectedBar: { readonly fromSec: number; readonly toSec: number } | null;
  /** Pointer in device pixels of the canvas, or null when it is elsewhere. */
  readonly crosshair: { readonly xPx: number; readonly yPx: number } | null;
  readonly theme: Theme;
  /** Which parts the canvas is split into. Equal parts are the same object. */
  readonly parts: ChartParts;
  readonly studies: SceneStudies;
}

/** Which rasteriser draws. */
export type RendererKind = "webgl" | "canvas";

/** Costs of drawing, for the HUD and for automation. Counters are sums since the start, unless they say otherwise. */
export interface SceneCosts {
  readonly renderer: RendererKind;
  /** Why this renderer was chosen, in words: `probe: full-screen quad 14.2 ms`. */
  readonly rendererReason: string;
  readonly frames: number;
  /** Frames drawn in the last second. */
  readonly framesPerSec: number;
  /** Between frames of a run; a chart at rest draws none and has no gaps. */
  readonly frameGapMs: Percentiles;
  readonly frameScriptMs: Percentiles;
  /** Script times of the frames of the last 5 seconds. */
  readonly recentScriptMs: Percentiles;
  /** Script time of the last frame. */
  readonly scriptMs: number;
  readonly uploadedBytes: number;
  readonly textureUploads: number;
  /** Of the last frame. */
  readonly drawCalls: number;
  readonly cellsInPool: number;
  readonly contextLosses: number;
}
