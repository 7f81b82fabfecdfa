import type { Instrument } from "../../core/market/instrument.ts";
import type { Breather } from "./breather.ts";
import { FeedError, type FeedReport, type MarketFeed, type MarketSink } from "./market-feed.ts";
import { Recording, type RecordingOptions } from "./recording.ts";
import { reportSentence } from "./report-sentence.ts";

/** A recording that is loaded as fast as the machine reads, and then stands. */
export class RecordingLoad implements MarketFeed {
  readonly clock = "replay";
  readonly instrument: Instrument;
  readonly graceSec: number;
  readonly #options: RecordingOptions;
  readonly #breather: Breather;
  readonly #recording: Recording;
  #streamMs: number | null = null;
  #stopped = false;

  constructor(options: RecordingOptions, breather: Breather) {
    this.#options = options;
    this.#breather = breather;
    this.#recording = new Recording(options);
    this.instrument = options.instrument;
    this.graceSec = options.graceSec;
  }

  async start(sink: MarketSink): Promise<void> {
    try {
      for await (const batch of this.#recording.read()) {
        if (this.#stopped) return;
        batch.deliver(sink, Number.POSITIVE_INFINITY, 0);
        if (batch.length > 0) {
          this.#streamMs = Math.max(this.#streamMs ?? batch.lastTradeMs, batch.lastTradeMs);
          sink.clock(this.#streamMs);
        }
        await this.#breather.breathe();
      }
    } catch (error) {
      if (!(error instanceof FeedError) || this.#options.strict || this.report().trades === 0) throw error;
      this.#options.log.error(`${error.message}; what came before is kept`);
    }
    if (this.#stopped) return;
    if (this.report().trades === 0) throw new FeedError(noTradeSentence(this.#options.file, this.#recording));
    this.#options.log.info(reportSentence(this.#options.file, this.report(), this.#recording.firstBadLine));
    sink.end();
  }

  stop(): void {
    this.#stopped = true;
  }

  streamTimeMs(): number | null {
    return this.#streamMs;
  }

  report(): FeedReport {
    return this.#recording.report();
  }
}

/** Why a file that could be read is of no use. */
export function noTradeSentence(file: string, recording: Recording): string {
  const bad = recording.firstBadLine;
  return `${file} holds no trade in ${recording.report().lines} lines${bad === "" ? "" : `; the first bad one is ${bad}`}`;
}
