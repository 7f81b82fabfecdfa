import { DIRTY, type DirtyLevel } from "../core/view/dirty.ts";
import { MeasurementRing, type Percentiles } from "../core/view/frame-statistics.ts";
import { NO_STREAM_STATUS } from "../protocol/no-stream-status.ts";
import type { FlowPatch, StreamStatus } from "../protocol/worker-api.ts";
import { type ChartRequest, sameButPlace } from "./chart-request.ts";
import { FlowStore } from "./data/flow-store.ts";
import type { EngineLink } from "./data/window-link.ts";
import { type HistoryState, HistoryWatch } from "./history-watch.ts";

/** Who wants to know. */
export interface FeedListener {
  /** Everything from now on is about another market. */
  onSymbol(symbol: string): void;
  /** The picture changed by this much. Not called for changes that a pause hides. */
  onChange(level: DirtyLevel): void;
}

interface Waiting {
  readonly serial: number;
  readonly resolve: () => void;
}

const ARRIVALS_KEPT = 240;
/** While nothing but the window's place changes, the engine is told this often: it keeps half a screen ready on every side. */
const PLACE_PERIOD_MS = 60;

/**
 * The window's side of the conversation with the engine: says what is wanted when that changed, takes patches, and asks for the next one when the last has
 * been drawn. While paused, patches are taken as before and kept from the picture, except those that answer a new request: what is asked for is shown, as far
 * as it was known at the pause.
 */
export class ChartFeed {
  readonly store = new FlowStore();
  readonly #link: EngineLink;
  readonly #listener: FeedListener;
  readonly #history = new HistoryWatch();
  readonly #toPixel = new MeasurementRing(ARRIVALS_KEPT);
  #request: ChartRequest | null = null;
  #sent: ChartRequest | null = null;
  #sentAtMs = Number.NEGATIVE_INFINITY;
  #timer: ReturnType<typeof setTimeout> | null = null;
  #serial = 0;
  #served = 0;
  #waiting: readonly Waiting[] = [];
  #owesReady = false;
  #arrivalMs = 0;
  #pausedStatus: StreamStatus | null = null;
  #hasHidden = false;
  #historyState: HistoryState = { share: null, isCurrent: true };

  constructor(link: EngineLink, listener: FeedListener) {
    this.#link = link;
    this.#listener = listener;
    link.onPatch((patch) => this.#receive(patch));
  }

  /** The newest status. */
  get status(): StreamStatus {
    return this.store.status ?? NO_STREAM_STATUS;
  }

  /** The status that the picture shows: the newest, or that of the moment of the pause. */
  get shownStatus(): StreamStatus {
    return this.#pausedStatus ?? this.status;
  }

  /** How far the history has come. */
  get history(): HistoryState {
    return this.#historyState;
  }

  /** Newest second on a paused picture, null when it is not paused. */
  get pausedAtSec(): number | null {
    return this.#pausedStatus?.lastSec ?? null;
  }

  /** From a message's arrival at the socket to the end of the frame that drew it. */
  get socketToPixelMs(): Percentiles {
    return this.#toPixel.percentiles();
  }

  /** `true` since data came that the picture does not show, until {@link takeHidden} is called. */
  takeHidden(): boolean {
    const hasHidden = this.#hasHidden;
    this.#hasHidden = false;
    return hasHidden;
  }

  /** Asks for the first patch. */
  start(request: ChartRequest): void {
    this.request(request);
    this.#link.ready();
  }

  /** Says what is wanted, when that is something new: at once, or a little later when only the window's place changed. */
  request(request: ChartRequest): void {
    this.#request = request;
    const { viewport } = request;
    if (sameButPlace(this.#sent, request)) {
      if (viewport === this.#sent?.viewport) return;
      const waitMs = this.#sentAtMs + PLACE_PERIOD_MS - performance.now();
      if (waitMs > 0) {
        this.#timer ??= setTimeout(() => this.#send(), waitMs);
        return;
      }
    }
    this.#send();
  }

  /** Resolves when all that is wanted now, or was asked for after it, has arrived. */
  async served(): Promise<void> {
    if (this.#request === null) return;
    this.#send(true);
    const serial = this.#serial;
    await new Promise<void>((resolve) => {
      this.#waiting = [...this.#waiting, { serial, resolve }];
    });
  }

  pause(paused: boolean): void {
    this.#pausedStatus = paused ? this.status : null;
    if (!paused) this.#hasHidden = true;
    this.store.freeze(firstOpenSec(this.#pausedStatus));
  }

  /** The frame with everything that has arrived is drawn: the engine may send the next patch. */
  noteDrawn(): void {
    if (this.#arrivalMs > 0) this.#toPixel.record(performance.timeOrigin + performance.now() - this.#arrivalMs);
    this.#arrivalMs = 0;
    this.askNext();
  }

  /** The last patch has been looked at: the engine may send the next one, although nothing has been drawn. */
  askNext(): void {
    if (!this.#owesReady) return;
    this.#owesReady = false;
    this.#link.ready();
  }

  /**
   * The engine answers its latest request alone, so a request that follows one whose word is still awaited asks for that word too.
   * @param asksWord While paused, word is always asked for: the answer is shown, and nothing after it.
   */
  #send(asksWord = this.#pausedStatus !== null): void {
    if (this.#timer !== null) clearTimeout(this.#timer);
    this.#timer = null;
    if (this.#request === null) return;
    this.#sent = this.#request;
    this.#sentAtMs = performance.now();
    if (asksWord) this.#serial++;
    this.#link.requestView(this.#served === this.#serial ? this.#request : { ...this.#request, serial: this.#serial });
  }

  #receive(patch: FlowPatch): void {
    const isOther = patch.symbol !== this.store.symbol;
    const isAnswer = this.#served < this.#serial;
    const level = this.store.apply(patch);
    this.#historyState = this.#history.read(patch.symbol, this.status);
    if (this.#pausedStatus !== null && (isOther || this.#pausedStatus.lastSec === null)) this.pause(true);
    if (isOther) {
      this.#listener.onSymbol(patch.symbol);
    }
    this.#noteServed(patch.served ?? 0);
    const isHidden = this.#pausedStatus !== null && !isAnswer && !isOther && level !== DIRTY.cursor && level !== DIRTY.none;
    if (isHidden) this.#hasHidden = true;
    if (level === DIRTY.none || isHidden) {
      this.#link.ready();
      return;
    }
    this.#owesReady = true;
    if (this.#arrivalMs === 0) this.#arrivalMs = patch.costs.newestArrivalMs;
    this.#listener.onChange(level);
  }

  #noteServed(served: number): void {
    if (served <= this.#served) return;
    this.#served = served;
    const done = this.#waiting.filter(({ serial }) => serial <= served);
    this.#waiting = this.#waiting.filter(({ serial }) => serial > served);
    for (const { resolve } of done) resolve();
  }
}

/** The first second that may still change; null without data, and without a status. */
function firstOpenSec(status: StreamStatus | null): number | null {
  return status?.closedThroughSec ?? status?.lastSec ?? null;
}
