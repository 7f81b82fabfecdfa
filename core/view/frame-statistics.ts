/** Middle and tail of recent measurements, in milliseconds; zeros while there are none. */
export interface Percentiles {
  readonly p50: number;
  readonly p95: number;
  readonly p99: number;
  /** Measurements these stand for. */
  readonly count: number;
}

/** The last `capacity` measurements in a fixed ring. Recording allocates nothing; reading sorts a copy and is for a display that asks now and then. */
export class MeasurementRing {
  readonly #values: Float64Array;
  readonly #sorted: Float64Array;
  #next = 0;
  #count = 0;

  constructor(capacity: number) {
    this.#values = new Float64Array(capacity);
    this.#sorted = new Float64Array(capacity);
  }

  record(valueMs: number): void {
    this.#values[this.#next] = valueMs;
    this.#next = (this.#next + 1) % this.#values.length;
    if (this.#count < this.#values.length) this.#count++;
  }

  clear(): void {
    this.#next = 0;
    this.#count = 0;
  }

  /** Nearest-rank percentiles of what is in the ring. */
  percentiles(): Percentiles {
    const count = this.#count;
    if (count === 0) return { p50: 0, p95: 0, p99: 0, count };
    const sorted = this.#sorted.subarray(0, count);
    sorted.set(this.#values.subarray(0, count));
    sorted.sort();
    const rank = (share: number) => sorted[Math.max(0, Math.ceil(share * count) - 1)];
    return { p50: rank(0.5), p95: rank(0.95), p99: rank(0.99), count };
  }
}

/** A request for a frame within this time after the last one belongs to the same run of frames; a later one starts a new run. */
const SAME_RUN_MS = 1000 / 60 + 4;

/**
 * What the frames cost: the gap between consecutive frames of a run (a chart at rest draws nothing, so its pauses are no gaps) and the script time of each.
 */
export class FrameStatistics {
  readonly #gaps: MeasurementRing;
  readonly #scripts: MeasurementRing;
  readonly #starts: Float64Array;
  /** Script times by frame, as the starts. */
  readonly #costs: Float64Array;
  readonly #recent: MeasurementRing;
  /** Frames before this one are forgotten. */
  #forgotten = 0;
  #frames = 0;
  #lastStartMs = Number.NEGATIVE_INFINITY;

  /** @param capacity frames kept. */
  constructor(capacity = 600) {
    this.#gaps = new MeasurementRing(capacity);
    this.#scripts = new MeasurementRing(capacity);
    this.#starts = new Float64Array(capacity);
    this.#costs = new Float64Array(capacity);
    this.#recent = new MeasurementRing(capacity);
  }

  /** Frames drawn since the start. */
  get frames(): number {
    return this.#frames;
  }

  /** Records a frame that was asked for at `requestedMs`, began at `startMs` and took `scriptMs`. */
  record(requestedMs: number, startMs: number, scriptMs: number): void {
    if (requestedMs - this.#lastStartMs <= SAME_RUN_MS) this.#gaps.record(startMs - this.#lastStartMs);
    this.#scripts.record(scriptMs);
    const at = this.#frames % this.#starts.length;
    this.#starts[at] = startMs;
    this.#costs[at] = scriptMs;
    this.#frames++;
    this.#lastStartMs = startMs;
  }

  /** Frames begun in the second before `nowMs`. */
  framesInLastSecond(nowMs: number): number {
    let count = 0;
    const kept = Math.min(this.#frames, this.#starts.length);
    while (count < kept && this.#starts[(this.#frames - 1 - count) % this.#starts.length] > nowMs - 1000) count++;
    return count;
  }

  gapMs(): Percentiles {
    return this.#gaps.percentiles();
  }

  scriptMs(): Percentiles {
    return this.#scripts.percentiles();
  }

  /** Script times of the frames begun in the `spanMs` before `nowMs`, as far as they are kept. */
  recentScriptMs(nowMs: number, spanMs: number): Percentiles {
    this.#recent.clear();
    const least = Math.max(this.#forgotten, this.#frames - this.#starts.length);
    for (let frame = this.#frames - 1; frame >= least; frame--) {
      const at = frame % this.#starts.length;
      if (this.#starts[at] <= nowMs - spanMs) break;
      this.#recent.record(this.#costs[at]);
    }
    return this.#recent.percentiles();
  }

  /** Forgets the measurements, not the number of frames. */
  clear(): void {
    this.#gaps.clear();
    this.#scripts.clear();
    this.#forgotten = this.#frames;
    this.#lastStartMs = Number.NEGATIVE_INFINITY;
  }
}
