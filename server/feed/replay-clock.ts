/** Seconds without trades between two passes of a loop, so that the last second of one pass stays itself. */
const SEAM_SEC = 1;

/**
 * Stream time of a paced replay, one for all recordings, so that symbols stay aligned: it starts at the earliest first trade when every recording has its
 * first trades at hand, runs at `speed`, and never runs ahead of what the slowest recording has read. In a loop, the next pass begins when every recording
 * has come to its end, shifted by the length of them all, rounded up to whole seconds, and one second more.
 */
export class ReplayClock {
  readonly #speed: number;
  readonly #elapsedMs: () => number;
  readonly #places = new Set<ReplayPlace>();
  #startedAtMs = Number.NaN;
  #firstMs = Number.NaN;
  #shiftMs = 0;

  /**
   * @param speed stream seconds per second, > 0.
   * @param elapsedMs a clock that never steps back.
   */
  constructor(speed: number, elapsedMs: () => number = () => performance.now()) {
    this.#speed = speed;
    this.#elapsedMs = elapsedMs;
  }

  /** Added to the recorded times in this pass: 0 in the first. Whole seconds, in milliseconds. */
  get shiftMs(): number {
    return this.#shiftMs;
  }

  /** Takes a place for one recording. All places must be taken before the first {@link ReplayPlace.meet}. */
  enter(): ReplayPlace {
    const place = new ReplayPlace(this);
    this.#places.add(place);
    return place;
  }

  /** Stream time, epoch milliseconds; null before the start. Never steps back. */
  nowMs(): number | null {
    if (Number.isNaN(this.#startedAtMs)) return null;
    let nowMs = this.#firstMs + (this.#elapsedMs() - this.#startedAtMs) * this.#speed;
    for (const place of this.#places) nowMs = Math.min(nowMs, place.horizonMs);
    return nowMs;
  }

  /** For places only: goes on when every place has arrived. */
  proceedWhenComplete(): void {
    const places = [...this.#places];
    if (places.length === 0 || places.some((place) => !place.hasArrived)) return;
    if (Number.isNaN(this.#startedAtMs)) {
      this.#startedAtMs = this.#elapsedMs();
      this.#firstMs = Math.min(...places.map((place) => place.firstMs));
      for (const place of places) place.release(Number.NEGATIVE_INFINITY);
    } else {
      const lastMs = Math.max(...places.map((place) => place.lastMs));
      this.#shiftMs += (Math.floor(lastMs / 1000) + 1 - Math.floor(this.#firstMs / 1000) + SEAM_SEC) * 1000;
      const reachedMs = Math.max(...places.map((place) => place.reachedMs));
      for (const place of places) place.release(reachedMs);
    }
  }

  /** For places only. */
  remove(place: ReplayPlace): void {
    this.#places.delete(place);
    this.proceedWhenComplete();
  }
}

/** One recording's part in a {@link ReplayClock}. */
export class ReplayPlace {
  /** Time of the first trade as recorded. */
  firstMs = Number.NaN;
  /** Time of the latest trade as recorded. */
  lastMs = Number.NEGATIVE_INFINITY;
  /** Stream time that the clock does not pass: what lies before it is at hand. Infinite while this recording waits for others. */
  horizonMs = Number.NEGATIVE_INFINITY;
  /** Stream time up to which this recording's events were at hand before it began to wait. */
  reachedMs = Number.NEGATIVE_INFINITY;
  readonly #clock: ReplayClock;
  #release: (() => void) | null = null;

  constructor(clock: ReplayClock) {
    this.#clock = clock;
  }

  get hasArrived(): boolean {
    return this.#release !== null;
  }

  /**
   * Says which events are at hand, in recorded time.
   * @param lastTradeMs latest of the trades. @param horizonMs latest of all events.
   */
  reach(lastTradeMs: number, horizonMs: number): void {
    this.lastMs = Math.max(this.lastMs, lastTradeMs);
    this.reachedMs = Math.max(this.reachedMs, horizonMs + this.#clock.shiftMs);
    this.horizonMs = this.reachedMs;
  }

  /** Waits until every recording is here: first to start together, then at the end of each pass. */
  meet(): Promise<void> {
    return new Promise((resolve) => {
      this.#release = resolve;
      if (this.#clock.nowMs() !== null) this.horizonMs = Number.POSITIVE_INFINITY;
      this.#clock.proceedWhenComplete();
    });
  }

  /** For the clock only: goes on, with the clock at `streamMs` or later. */
  release(streamMs: number): void {
    this.reachedMs = Math.max(this.reachedMs, streamMs);
    this.horizonMs = this.reachedMs;
    this.#release?.();
    this.#release = null;
  }

  /** Leaves the clock to the others. */
  leave(): void {
    this.#clock.remove(this);
  }
}
