import { parseInstrument } from "../../core/market/instrument.ts";
import type { LogLines } from "../log-lines.ts";
import { DemoFeed } from "../demo/demo-feed.ts";
import { DEMO_PROFILES } from "../demo/demo-profile.ts";
import { Breather } from "./breather.ts";
import type { MarketFeed } from "./market-feed.ts";
import type { RecordingOptions } from "./recording.ts";
import { RecordingLoad } from "./recording-load.ts";
import { RecordingReplay } from "./recording-replay.ts";
import { ReplayClock } from "./replay-clock.ts";
import type { RecordingConfig, SourceConfig } from "./source-config.ts";

/** What feeds need from outside, so that tests can hold the clock. */
export interface FeedContext {
  readonly log: LogLines;
  /** Epoch milliseconds. */
  readonly nowMs: () => number;
}

type DemoConfig = Extract<SourceConfig, { readonly kind: "demo" }>;
type ReplayConfig = Extract<SourceConfig, { readonly kind: "replay" }>;

/** Recorded trades may step back in time: seconds stay open for this long. */
const RECORDING_GRACE_SEC = 2;

/** Makes the feeds a configuration asks for, one per symbol. Start all of them before waiting for any. */
export function createFeeds(source: SourceConfig, context: FeedContext): MarketFeed[] {
  const breather = new Breather();
  if (source.kind === "demo") return demoFeeds(source, context, breather);
  const options = source.recordings.map((recording) => recordingOptions(recording, source, context.log));
  if (source.speed === "max") return options.map((each) => new RecordingLoad(each, breather));
  const clock = new ReplayClock(source.speed);
  return options.map((each) => new RecordingReplay({ ...each, clock, loop: source.loop, breather }));
}

function demoFeeds(source: DemoConfig, { nowMs }: FeedContext, breather: Breather): MarketFeed[] {
  const endSec = Math.floor(nowMs() / 1000);
  const startSec = endSec - Math.round(source.historyHours * 3600);
  return DEMO_PROFILES.map((profile, stream) => new DemoFeed({ profile, seed: source.seed, stream, startSec, endSec, breather, nowMs }));
}

function recordingOptions(recording: RecordingConfig, source: ReplayConfig, log: LogLines): RecordingOptions {
  const instrument = parseInstrument({
    symbol: recording.symbol,
    description: `Replay of ${recording.file.split(/[/\\]/).at(-1) ?? recording.file}`,
    tickSize: recording.tickSize,
    lotSize: recording.lotSize,
    volumeUnit: "",
    session: source.session,
  });
  return { file: recording.file, instrument, graceSec: RECORDING_GRACE_SEC, strict: source.strict, log };
}
