import type { Instrument, SessionRule } from "../core/market/instrument.ts";
import type { ImbalanceRule } from "../core/orderflow/footprint/level-imbalances.ts";
import type { PoolKey } from "../core/view/cell-pool.ts";
import type { ScaleShares } from "../core/view/heat-cutoffs.ts";
import type { ScaleCodes } from "../core/view/heat-scale.ts";
import type { PoolRanges } from "../core/view/pool-ranges.ts";
import type { TrailSpan } from "../core/view/trail-span.ts";
import type { Viewport } from "../core/view/viewport.ts";
import type { BarFootprintQuery, BarFootprintReading } from "./bar-footprint.ts";
import type { ExportFormat } from "./export/export-rows.ts";
import type { SignalCounts, StudiesRequest, StudyPatch, StudySelection } from "./studies.ts";
import type { TrailPatch, TrailReading, TrailRequest } from "./trail.ts";

/**
 * The typed conversation between a window and the engine worker.
 *
 * Two ports per window: a *control* port with Comlink ({@link EngineControl}: rare calls with an answer) and a *data* port for what happens every frame.
 * On the data port the window says what it wants to see, as one whole state ({@link WindowMessage}); the engine answers with at most one
 * {@link FlowPatch} per `ready`. A hidden window sends no `ready`, so the engine ingests and sends nothing; one patch brings it up to date.
 */

/** First message to the worker (dedicated: `worker.postMessage`, shared: `worker.port.postMessage`); both ports are transferred with it. */
export interface OpenWindow {
  readonly kind: "open-window";
  readonly control: MessagePort;
  readonly data: MessagePort;
}

/** What a window wants to see. Latest wins. */
export interface ViewRequest {
  readonly kind: "view";
  /** The symbol to show; "" shows the first one that the server offers. */
  readonly symbol: string;
  readonly viewport: Viewport;
  readonly widthPx: number;
  readonly heightPx: number;
  /** Timeframe in seconds: the shortest column. */
  readonly timeframeSec: number;
  /** The level of detail to draw, as chosen by core/view/level-of-detail. */
  readonly pool: PoolKey;
  /** Exact numbers of the visible cells are wanted (they are large enough for text). */
  readonly exactCells: boolean;
  /** Cell under the pointer, or null. */
  readonly pointer: { readonly timeSec: number; readonly priceTicks: number } | null;
  /** The pool key whose columns and rows the exact numbers and the pointer refer to: the timeframe and row height as chosen, never zoomed out. */
  readonly exactKey: PoolKey;
  /** The heat trail to draw under the pool's cells. */
  readonly trail: TrailRequest;
  /** Sessions that the trail and the session's first price go by instead of the instrument's own. */
  readonly session?: SessionRule | null;
  /** Shares of the cells at the two ends of the colour scale, instead of the default ones. */
  readonly shares?: ScaleShares;
  /** Asks for word when everything wanted has been sent: the patch that completes it names this number, greater than 0, in `served`. */
  readonly serial?: number;
}

/** The window has drawn (or dropped) the last patch and can take another. */
export interface WindowReady {
  readonly kind: "ready";
}

/** The window goes away: the engine forgets it. */
export interface WindowClose {
  readonly kind: "close";
}

export type WindowMessage = ViewRequest | StudiesRequest | WindowReady | WindowClose;

/** Where the data stands. */
export type ConnectionState =
  | "connecting"
  /** Bars arrive with the wall clock. */
  | "live"
  /** A recording is being replayed. */
  | "replay"
  /** The source has ended; nothing more will come. */
  | "ended"
  /** No word from the server; trying again. */
  | "reconnecting"
  /** The server refused: see `message`. */
  | "refused";

export interface StreamStatus {
  readonly connection: ConnectionState;
  /** A sentence for people when there is something to say (why it reconnects, which symbol is unknown), else "". */
  readonly message: string;
  readonly symbols: readonly Instrument[];
  /** The symbol the patch is about, or null before the subscription is acknowledged. */
  readonly instrument: Instrument | null;
  /** Closed bars held. */
  readonly bars: number;
  /** Closed bars the server has said it holds: history is complete when `bars` has reached it. */
  readonly barsExpected: number;
  /** Closed bars the server has said it holds that are newer than the newest one held: those missed while a connection was cut come in their order. */
  readonly barsBehind: number;
  /** Levels of all bars held, forming ones included. */
  readonly levels: number;
  /** Trades of all bars held, forming ones included. */
  readonly trades: number;
  readonly firstSec: number | null;
  /** End of the newest known second, forming ones included, epoch seconds. */
  readonly lastSec: number | null;
  readonly closedThroughSec: number | null;
  readonly lastPriceTicks: number | null;
  /** Direction of the last price against the last close that was another one; 0 while there was none. */
  readonly lastDirection: -1 | 0 | 1;
  /** First price of the session that the newest second belongs to (of the data, where that begins later); null until history reaches back so far. */
  readonly sessionOpenTicks: number | null;
  readonly lowTicks: number | null;
  readonly highTicks: number | null;
  /** The stream's clock at `receivedAtMs` (window's `performance.timeOrigin + performance.now()`), epoch ms. */
  readonly streamTimeMs: number | null;
  readonly receivedAtMs: number;
  /** Flat pairs `[fromSec, toSec, ...]`, ascending. */
  readonly gaps: Float64Array;
}

/**
 * A change of one pool. `reset` replaces everything known of the key; otherwise the ranges overwrite. All arrays are transferred.
 * The window keeps the mirror (core/view/pool-mirror.ts) and uploads exactly these ranges.
 */
export interface PoolPatch extends PoolRanges {
  readonly key: PoolKey;
  /**
   * The seconds around the viewport that are packed, half-open, infinite where nothing is left to pack on that side; both 0 while some of the viewport itself
   * is still to be packed, so that the window can go on drawing another level of detail.
   */
  readonly coveredFromSec: number;
  readonly coveredToSec: number;
}

/** Exact numbers of the cells in and around the viewport, ascending by column, then row. Zero cells are left out. */
export interface ExactCells {
  readonly key: PoolKey;
  /** [cells] absolute column index: `floorDiv(epochSec, columnSec)`. */
  readonly column: Float64Array;
  /** [cells] row index. */
  readonly row: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
}

/** The exact content of one cell: time `[startSec, startSec + columnSec)`, ticks `[lowTicks, lowTicks + ticksPerRow)`. */
export interface CellReading {
  readonly symbol: string;
  readonly startSec: number;
  readonly columnSec: number;
  readonly lowTicks: number;
  readonly ticksPerRow: number;
  readonly bidLots: number;
  readonly askLots: number;
  readonly trades: number;
  /** The cell's time touches a gap, or is not closed yet. */
  readonly gap: boolean;
  readonly forming: boolean;
  /** What traded in the cell's row up to its column, as the trail asked for shows it; null without one, and while its history has not arrived. */
  readonly trail: TrailReading | null;
}

/**
 * Colour scale of the requested pool: the cells' heat codes at the shares asked for, per formula, over the visible columns and over the session.
 * `[formula] -> code` as in HEAT_FORMULAS.
 */
export interface ScaleReading extends ScaleCodes {
  readonly key: PoolKey;
  /** The shares that were measured. */
  readonly shares: ScaleShares;
}

/** Costs in the worker, for the HUD. Sums since the start unless named otherwise. */
export interface EngineCosts {
  /** Binary frames, over the socket and over HTTP. */
  readonly framesReceived: number;
  readonly bytesReceived: number;
  /** Milliseconds for the last decode. */
  readonly decodeMs: number;
  /** Milliseconds of packing for the last pool that was built from the first bar to the last. */
  readonly poolBuildMs: number;
  /** Milliseconds spent on the studies of the symbol since it is shown; 0 while nobody asks for any. */
  readonly studyMs: number;
  /** Subscriptions resumed after a cut or a hole. */
  readonly resumes: number;
  /** Why the rest of the symbol's history comes over the socket and not over HTTP, a sentence; "" while it does not. */
  readonly historyProblem: string;
  /** `performance.timeOrigin + performance.now()` at which the newest socket message of this patch arrived; 0 when the patch carries no new data. */
  readonly newestArrivalMs: number;
}

/** Everything that changed since the last patch. Fields are null when unchanged. */
export interface FlowPatch {
  /** What everything in the patch is about. When it is another symbol than in the patch before, all that was known is void; "" before the first one is known. */
  readonly symbol: string;
  readonly status: StreamStatus | null;
  readonly pools: readonly PoolPatch[];
  readonly exactCells: ExactCells | null;
  /** The cell under the pointer; also null when the pointer left or when history has not reached the cell yet. */
  readonly pointer: CellReading | null;
  readonly scale: ScaleReading | null;
  readonly trail: TrailPatch | null;
  readonly studies: StudyPatch | null;
  readonly costs: EngineCosts;
  /** Keys the engine no longer keeps up to date; the window drops them before it applies `pools`. */
  readonly dropped: readonly PoolKey[];
  /** The `serial` of the request that is answered in full with this patch; absent when none waits for that. */
  readonly served?: number;
}

/** The exact price levels of some seconds, ascending by second, then price; one row per second and price with trades. */
export interface LevelReading {
  readonly symbol: string;
  /** The seconds asked for, half-open. */
  readonly fromSec: number;
  readonly toSec: number;
  /** [levels] start of the second, epoch seconds. */
  readonly timeSec: Float64Array;
  readonly priceTicks: Int32Array;
  readonly bidLots: Float64Array;
  readonly askLots: Float64Array;
  readonly trades: Int32Array;
  /**
   * [levels] how each stands against the neighbouring price of its second, of LEVEL_MARKS; null where no rule was asked for, and while what the rule looks back
   * on has not arrived yet.
   */
  readonly imbalance: Uint8Array | null;
}

/** Closed seconds with all their price levels, as a file: `protocol/export` says what is in it. */
export interface ExportedRange {
  /** The seconds it covers, half-open. */
  readonly fromSec: number;
  readonly toSec: number;
  /** Seconds with trades. */
  readonly bars: number;
  readonly rows: number;
  /** Gaps that are stated in it. */
  readonly gaps: number;
  /** Seconds whose source gave no levels: their volume stands on the close. */
  readonly estimated: number;
  readonly content: Blob;
}

/** Told how far an export has come: rows that are written, and all that will be. */
export type ExportListener = (rows: number, allRows: number) => void;

/** Calls with an answer, over Comlink. */
export interface EngineControl {
  /** Opens (or moves) the socket to a `ws:` or `wss:` address; the address in use is left alone, so every window may call it. */
  connect(url: string): void;
  disconnect(): void;
  /**
   * The exact content of the cell that holds a second and a price, at any timeframe and row height; null when the symbol is not subscribed or the cell reaches
   * into history that has not arrived yet.
   */
  cellAt(query: { symbol: string; timeSec: number; priceTicks: number; columnSec: number; ticksPerRow: number }): CellReading | null;
  /**
   * The exact heat trail of the cell that holds a second and a price: what traded in its row in the seconds that its column looks back on. Null when the symbol
   * is not subscribed, when the cell lies behind the newest second, and while some of those seconds have not arrived yet.
   */
  trailAt(query: { symbol: string; timeSec: number; priceTicks: number; columnSec: number; ticksPerRow: number; span: TrailSpan; session?: SessionRule | null }): TrailReading | null;
  /**
   * The exact levels of the seconds `[fromSec, toSec)` as far as they have arrived, the forming second included, with their diagonal imbalances by the rule;
   * null when the symbol is not subscribed.
   * @throws RangeError when the range is not one of 0 to 600 whole seconds, and naming a parameter of the rule.
   */
  levels(query: { symbol: string; fromSec: number; toSec: number; imbalances?: ImbalanceRule }): LevelReading | null;
  /**
   * One bar, row by row, as far as it has come; null when the symbol is not subscribed, and while what it looks back on has not arrived yet.
   * @throws RangeError naming the parameter.
   */
  barFootprint(query: BarFootprintQuery): BarFootprintReading | null;
  /** FNV-1a hash of the closed bars held of a symbol and their seq range, for tests and diagnostics. */
  fingerprint(symbol: string): { hash: string; fromSeq: number; toSeq: number; bars: number; levels: number } | null;
  /** Sums over all bars held, forming ones included. */
  totals(symbol: string): { bars: number; trades: number; bidLots: number; askLots: number; lowTicks: number; highTicks: number } | null;
  /**
   * Studies of a subscribed symbol, whole, as one patch, once its history is there and has been folded; null when the symbol is not subscribed (any more).
   * @throws RangeError naming the parameter. The `visible` range needs a window and is refused.
   */
  studies(query: StudySelection & { symbol: string }): Promise<StudyPatch | null>;
  /**
   * How many events these parameters find in today's data, without changing what is shown. A newer call of the same window takes the place of one that is still
   * at work, which then answers null; null too when the symbol is not subscribed.
   * @throws RangeError naming the parameter.
   */
  previewSignals(query: StudySelection & { symbol: string }): Promise<SignalCounts | null>;
  /**
   * The closed seconds of a range with all their price levels, as a file; null when the symbol is not subscribed.
   * @param onRows called after each part of the file.
   * @throws RangeError with a sentence when there is nothing to export, when history has not arrived yet, and when it is too much for one file.
   */
  exportRange(query: { symbol: string; fromSec: number; toSec: number; format: ExportFormat }, onRows?: ExportListener): Promise<ExportedRange | null>;
  /** Cuts the socket as a network fault would; the engine then reconnects and resumes. */
  cutConnection(): void;
}

