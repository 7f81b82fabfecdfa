import { sameSessionRule, type SessionRule } from "../core/market/instrument.ts";
import { DEFAULT_SHARES } from "../core/view/heat-cutoffs.ts";
import type { SessionCalendar } from "../core/market/session.ts";
import type { TrailReading } from "../protocol/trail.ts";
import type { CellReading, EngineCosts, FlowPatch, StreamStatus, ViewRequest, WindowMessage } from "../protocol/worker-api.ts";
import { type CellQuery, readCell, sameReading } from "./cell-reading.ts";
import { ExactCellWindow } from "./exact-cell-window.ts";
import { patchTransfers } from "./patch-transfers.ts";
import type { PoolCache } from "./pool-cache.ts";
import { SessionOpen } from "./session-open.ts";
import type { Span } from "./span-set.ts";
import type { SymbolStream } from "./symbol-stream.ts";
import type { TrackedPool } from "./tracked-pool.ts";
import { readTrail, trailSourceOf } from "./trail-reading.ts";
import { TrailWindow } from "./trail-window.ts";
import type { StudyShelf } from "./studies/study-shelf.ts";
import { WindowStudies } from "./studies/window-studies.ts";
import { WindowPools } from "./window-pools.ts";

/** A window that has taken its last patch longer ago than this is hidden: nothing is packed for it until it asks. */
const ATTENTION_MS = 1000;

/** The engine as a window's session sees it. */
export interface WindowHost {
  /** The first symbol the server offers; "" before it is known. */
  firstSymbol(): string;
  stream(symbol: string): SymbolStream | undefined;
  pools(symbol: string): PoolCache | undefined;
  studies(symbol: string): StudyShelf | undefined;
  /** Tells the sessions of a symbol; null when they cannot be told. */
  calendar(symbol: string): SessionCalendar | null;
  /** @param session instead of the instrument's own; null: that. */
  status(symbol: string, session: SessionOpen | null): StreamStatus;
  /** Changes with everything that a status shows of the connection. */
  connectionVersion(): number;
  costs(symbol: string, newestArrivalMs: number): EngineCosts;
  /** The window shows another symbol than before. */
  onSymbol(): void;
  /** The window has drawn everything there is for it of a symbol. */
  onIdle(stream: SymbolStream): void;
  /** There is work to do for a window. */
  onWork(): void;
  onClose(session: WindowSession): void;
}

/** One window: what it wants to see, what it has been told, and what has changed since. */
export class WindowSession {
  readonly #host: WindowHost;
  readonly #port: MessagePort;
  #view: ViewRequest | null = null;
  /** The sessions that the window goes by; null: the instrument's own. */
  #session: SessionOpen | null = null;
  #sessionRule: SessionRule | null = null;
  #symbol = "";
  #sentSymbol = "";
  #isReady = false;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  readonly #pools = new WindowPools();
  readonly #exact = new ExactCellWindow();
  readonly #studies = new WindowStudies();
  readonly #trail = new TrailWindow();
  #pointer: CellReading | null = null;
  #barsChanged = true;
  #streamVersion = -1;
  #connectionVersion = -1;
  #newestArrivalMs = 0;
  /** Serial of the newest request that is answered in full. */
  #served = 0;
  #sentServed = 0;

  constructor(host: WindowHost, port: MessagePort) {
    this.#host = host;
    this.#port = port;
    port.onmessage = (event: MessageEvent<WindowMessage>) => this.#receive(event.data);
    port.addEventListener("close", () => this.close());
  }

  /** The symbol shown; "" before one is known. */
  get symbol(): string {
    return this.#symbol;
  }

  /** Ends the session. */
  close(): void {
    this.#leaveSymbol();
    this.#port.close();
    this.#host.onClose(this);
  }

  /** A window that leaves the choice to the engine gets the first symbol as soon as that is known. */
  chooseSymbol(): void {
    if (this.#view === null) return;
    const symbol = this.#view.symbol === "" ? this.#host.firstSymbol() : this.#view.symbol;
    if (symbol === this.#symbol) return;
    this.#leaveSymbol();
    this.#symbol = symbol;
    this.#host.onSymbol();
  }

  /** Bars of the shown symbol have changed. */
  noteBars(fromSec: number, toSec: number, arrivalMs: number): void {
    this.#barsChanged = true;
    this.#newestArrivalMs = Math.max(this.#newestArrivalMs, arrivalMs);
    this.#exact.markStale(fromSec, toSec);
    this.#trail.markStale(fromSec, toSec);
  }

  /** Everything held of the shown symbol was given up. Its pools are dropped one by one. */
  noteRestart(): void {
    this.#barsChanged = true;
    this.#exact.clear();
    this.#trail.clear();
    this.#pointer = null;
  }

  /** The engine no longer keeps a pool. */
  dropPool(pool: TrackedPool): void {
    this.#pools.drop(pool);
  }

  /**
   * Works for this window until `deadlineMs` (`performance.now()`) and sends a patch if it waits for one and something has changed.
   * @returns `true` when work is left.
   */
  work(deadlineMs: number): boolean {
    const view = this.#view;
    if (view === null || !this.#isAttentive()) return false;
    const stream = this.#host.stream(this.#symbol);
    const cache = this.#host.pools(this.#symbol);
    let isMore = false;
    if (stream !== undefined && cache !== undefined) {
      const { bars } = stream.columns;
      const visible = visibleSpan(view);
      const pool = this.#pools.choose(cache, view.pool);
      isMore = pool?.work(bars, visible, deadlineMs, true) ?? false;
      if (!isMore) isMore = this.#workExact(view, stream, deadlineMs);
      this.#showTrail(view, pool);
      if (!isMore) isMore = this.#trail.work(trailSourceOf(stream), deadlineMs, true);
      if (!isMore) isMore = pool?.work(bars, visible, deadlineMs, false) ?? false;
      if (pool !== null && !cache.settle(pool)) isMore = true;
      if (!isMore) isMore = this.#trail.work(trailSourceOf(stream), deadlineMs, false);
      if (!isMore) isMore = this.#workStudies(visible, deadlineMs);
    }
    if (!isMore) this.#served = view.serial ?? this.#served;
    if (this.#isReady) this.#send(view, stream);
    if (this.#isReady && !isMore && stream !== undefined) this.#host.onIdle(stream);
    return isMore;
  }

  #receive(message: WindowMessage): void {
    if (message.kind === "close") {
      this.close();
      return;
    }
    if (message.kind === "ready") this.#isReady = true;
    else if (message.kind === "studies") this.#studies.request(message);
    else {
      this.#view = message;
      this.#chooseSession(message.session ?? null);
      if (message.trail === null) this.#trail.clear();
      this.chooseSymbol();
    }
    this.#host.onWork();
  }

  #chooseSession(rule: SessionRule | null): void {
    if (sameSessionRule(rule, this.#sessionRule)) return;
    this.#sessionRule = rule;
    this.#session = rule === null ? null : new SessionOpen(rule);
    this.#barsChanged = true;
  }

  #calendar(): SessionCalendar | null {
    return this.#session === null ? this.#host.calendar(this.#symbol) : this.#session.calendar;
  }

  #isAttentive(): boolean {
    return this.#isReady || performance.now() - this.#sentAtMs < ATTENTION_MS;
  }

  #workExact(view: ViewRequest, stream: SymbolStream, deadlineMs: number): boolean {
    if (view.exactCells) this.#exact.show(view.exactKey, view.viewport);
    else this.#exact.clear();
    return this.#exact.work(stream.columns.bars, deadlineMs);
  }

  #showTrail(view: ViewRequest, pool: TrackedPool | null): void {
    if (view.trail !== null && pool !== null) this.#trail.show({ key: pool.key, viewport: view.viewport, span: view.trail, calendar: this.#calendar() });
  }

  #workStudies(visible: Span, deadlineMs: number): boolean {
    const shelf = this.#host.studies(this.#symbol);
    return shelf === undefined ? false : this.#studies.work(shelf, visible, deadlineMs);
  }

  #leaveSymbol(): void {
    this.#pools.leave();
    this.#studies.leave();
    this.#trail.clear();
    this.#exact.clear();
    this.#pointer = null;
    this.#newestArrivalMs = 0;
  }

  #send(view: ViewRequest, stream: SymbolStream | undefined): void {
    const visible = visibleSpan(view);
    const status = this.#takeStatus(stream);
    const pools = stream === undefined ? [] : this.#pools.takeChanges(stream.columns.bars, visible);
    const scale = this.#pools.takeScale(visible, view.shares ?? DEFAULT_SHARES);
    const dropped = this.#pools.takeDropped();
    const exactCells = this.#exact.take();
    const pointer = stream === undefined ? null : this.#takePointer(view, stream);
    const trail = this.#trail.take();
    const studies = this.#studies.take(visible);
    const isServed = this.#served !== this.#sentServed && !this.#trail.hasMore;
    const isChanged = trail !== null || studies !== null || status !== null || pools.length > 0 || scale !== null || exactCells !== null || pointer !== null || dropped.length > 0;
    if (!isChanged && !isServed) return;
    const costs = this.#host.costs(this.#symbol, this.#newestArrivalMs);
    const changes = { symbol: this.#symbol, status, pools, exactCells, pointer, scale, trail, studies, costs, dropped };
    const patch: FlowPatch = isServed ? { ...changes, served: this.#served } : changes;
    if (isServed) this.#sentServed = this.#served;
    this.#newestArrivalMs = 0;
    this.#isReady = false;
    this.#sentAtMs = performance.now();
    this.#port.postMessage(patch, patchTransfers(patch));
  }

  #takeStatus(stream: SymbolStream | undefined): StreamStatus | null {
    const streamVersion = stream?.version ?? -1;
    const connectionVersion = this.#host.connectionVersion();
    const isNew =
      this.#barsChanged ||
      this.#symbol !== this.#sentSymbol ||
      streamVersion !== this.#streamVersion ||
      connectionVersion !== this.#connectionVersion;
    if (!isNew) return null;
    this.#barsChanged = false;
    this.#sentSymbol = this.#symbol;
    this.#streamVersion = streamVersion;
    this.#connectionVersion = connectionVersion;
    return this.#host.status(this.#symbol, this.#session);
  }

  #takePointer(view: ViewRequest, stream: SymbolStream): CellReading | null {
    if (view.pointer === null) {
      this.#pointer = null;
      return null;
    }
    const { columnSec, ticksPerRow } = view.exactKey;
    const query = { ...view.pointer, columnSec, ticksPerRow };
    const reading = readCell(stream, query, this.#readTrail(view, stream, query));
    if (sameReading(reading, this.#pointer)) return null;
    this.#pointer = reading;
    return reading;
  }

  /** From the sums of the trail on the screen, which are near; from the bars where the pointer names other cells than are drawn. */
  #readTrail({ trail: span, exactKey }: ViewRequest, stream: SymbolStream, query: CellQuery): TrailReading | null {
    if (span === null) return null;
    const source = trailSourceOf(stream);
    const held = this.#trail.read(source, exactKey, query.timeSec, query.priceTicks);
    return held ?? readTrail(source, this.#calendar(), { ...query, span });
  }
}

/** The whole seconds that a viewport shows; the newest second when it shows none. */
function visibleSpan(view: ViewRequest): Span {
  const { fromSec, toSec } = view.viewport;
  const from = Math.floor(fromSec);
  const to = Math.ceil(toSec);
  return from < to ? { from, to } : { from: Number.MAX_SAFE_INTEGER - 1, to: Number.MAX_SAFE_INTEGER };
}
