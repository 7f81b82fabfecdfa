import { setTimeout as delay } from "node:timers/promises";
import type { Instrument } from "../../core/market/instrument.ts";
import type { LogLines } from "../log-lines.ts";
import type { Breather } from "./breather.ts";
import { FeedError, type FeedReport, type MarketFeed, type MarketSink } from "./market-feed.ts";
import { Recording, type RecordingOptions } from "./recording.ts";
import { noTradeSentence } from "./recording-load.ts";
import type { ReplayClock, ReplayPlace } from "./replay-clock.ts";
import { addReports, EMPTY_REPORT, reportSentence } from "./report-sentence.ts";
import type { TradeBatch } from "./trade-batch.ts";

const TICK_MS = 20;
const MAX_START_SPREAD_MS = 7 * 86_400_000;
const SILENT: LogLines = { error: () => {}, warn: () => {}, info: () => {}, debug: () => {} };

export interface ReplayOptions extends RecordingOptions {
  readonly clock: ReplayClock;
  readonly loop: boolean;
  readonly breather: Breather;
}

/** A recording played at the pace of a shared clock, once or in a loop. */
export class RecordingReplay implements MarketFeed {
  readonly clock = "replay";
  readonly instrument: Instrument;
  readonly graceSec: number;
  readonly #options: ReplayOptions;
  readonly #place: ReplayPlace;
  #recording: Recording;
  #past = EMPTY_REPORT;
  #streamMs: number | null = null;
  #stopped = false;

  constructor(options: ReplayOptions) {
    this.#options = options;
    this.#place = options.clock.enter();
    this.#recording = new Recording(options);
    this.instrument = options.instrument;
    this.graceSec = options.graceSec;
  }

  async start(sink: MarketSink, onFailure: (error: FeedError) => void): Promise<void> {
    if (this.#options.strict) await this.#readThrough();
    const batches = this.#recording.read();
    const first = await this.#firstTrades(batches);
    this.#place.firstMs = first.firstTradeMs;
    this.#place.reach(first.lastTradeMs, first.horizonMs);
    await this.#place.meet();
    this.#refuseDistantStart(first.firstTradeMs);
    this.#run(first, batches, sink).catch((error: unknown) => {
      onFailure(error instanceof FeedError ? error : new FeedError(`${this.#options.file}: ${String(error)}`));
    });
  }

  stop(): void {
    this.#stopped = true;
    this.#place.leave();
  }

  streamTimeMs(): number | null {
    return this.#streamMs;
  }

  report(): FeedReport {
    return addReports(this.#past, this.#recording.report());
  }

  /** On one clock, a recording of another year would seem dead until its time has come. */
  #refuseDistantStart(firstMs: number): void {
    const earliestMs = this.#options.clock.nowMs() ?? firstMs;
    if (firstMs - earliestMs <= MAX_START_SPREAD_MS) return;
    this.#place.leave();
    throw new FeedError(
      `${this.#options.file} begins ${isoSecond(firstMs)}, more than 7 days after another recording (${isoSecond(earliestMs)}): ` +
        "played together they share one clock; replay them one by one, or with --speed max",
    );
  }

  /** Strictness is about the whole file: it is read once before anything of it is shown. */
  async #readThrough(): Promise<void> {
    try {
      for await (const _ of new Recording(this.#options).read()) await this.#options.breather.breathe();
    } catch (error) {
      this.#place.leave();
      throw error;
    }
  }

  async #firstTrades(batches: AsyncGenerator<TradeBatch, void, undefined>): Promise<TradeBatch> {
    try {
      for (let next = await batches.next(); next.done !== true; next = await batches.next()) {
        if (next.value.length > 0) return next.value;
        await this.#options.breather.breathe();
      }
    } catch (error) {
      this.#place.leave();
      throw error;
    }
    this.#place.leave();
    throw new FeedError(noTradeSentence(this.#options.file, this.#recording));
  }

  async #run(first: TradeBatch, firstBatches: AsyncGenerator<TradeBatch, void, undefined>, sink: MarketSink): Promise<void> {
    let batches = firstBatches;
    await this.#play(first, sink);
    for (;;) {
      await this.#playPass(batches, sink);
      if (this.#stopped) return;
      if (!this.#options.loop) break;
      await this.#waitForOthers(sink);
      this.#past = this.report();
      this.#recording = new Recording({ ...this.#options, log: SILENT });
      batches = this.#recording.read();
    }
    this.#place.leave();
    sink.end();
  }

  async #playPass(batches: AsyncGenerator<TradeBatch, void, undefined>, sink: MarketSink): Promise<void> {
    const { file, log, strict } = this.#options;
    const isFirst = this.#past === EMPTY_REPORT;
    try {
      for await (const batch of batches) {
        await this.#play(batch, sink);
        if (this.#stopped) return;
      }
    } catch (error) {
      if (!(error instanceof FeedError) || strict || this.#recording.report().trades === 0) throw error;
      if (isFirst) log.error(`${error.message}; what came before is kept`);
    }
    if (isFirst) log.info(reportSentence(file, this.report(), this.#recording.firstBadLine));
  }

  async #play(batch: TradeBatch, sink: MarketSink): Promise<void> {
    this.#place.reach(batch.lastTradeMs, batch.horizonMs);
    for (;;) {
      if (this.#stopped) return;
      const nowMs = this.#options.clock.nowMs() ?? Number.NEGATIVE_INFINITY;
      batch.deliver(sink, nowMs, this.#options.clock.shiftMs);
      this.#tick(nowMs, sink);
      if (batch.delivered) break;
      await delay(TICK_MS);
    }
    await this.#options.breather.breathe();
  }

  async #waitForOthers(sink: MarketSink): Promise<void> {
    const met = this.#place.meet().then(() => true);
    do this.#tick(this.#options.clock.nowMs() ?? Number.NEGATIVE_INFINITY, sink);
    while (!(await Promise.race([met, delay(TICK_MS, false)])) && !this.#stopped);
  }

  #tick(nowMs: number, sink: MarketSink): void {
    this.#streamMs = nowMs;
    sink.clock(nowMs);
  }
}

function isoSecond(timeMs: number): string {
  return `${new Date(timeMs).toISOString().slice(0, 19)}Z`;
}
