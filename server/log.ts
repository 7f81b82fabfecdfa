import { BarColumns } from "../core/market/bar-columns.ts";
import { type BarView, lowerBoundBar } from "../core/market/bar-view.ts";
import type { Instrument } from "../core/market/instrument.ts";
import { encodeBarFrame, encodeNumberFrame } from "../protocol/encode.ts";
import { FLAG_ENDED, FRAME_KINDS, type FrameKind } from "../protocol/frame.ts";
import type { BarSink } from "./bar-builder.ts";

/** Seconds the source lost: `fromSec..toSec-1`. */
export interface Gap {
  readonly fromSec: number;
  readonly toSec: number;
}

export interface BarLogOptions {
  readonly instrument: Instrument;
  /** `wall`: bars carry today's time. `replay`: a recording, whose time is its own. */
  readonly clock: "wall" | "replay";
  /** Names (symbol, epoch) in frame headers; unique on this server. */
  readonly streamId: number;
  /** Random per start of the server: sequence numbers of another epoch mean nothing. */
  readonly epoch: string;
  /** The server's clock, epoch milliseconds. */
  readonly nowMs: () => number;
}

/** The fields of the wire alone, whatever else the feed's object carries. */
function plainInstrument({ symbol, description, tickSize, lotSize, volumeUnit, session }: Instrument): Instrument {
  return { symbol, description, tickSize, lotSize, volumeUnit, session: { timeZone: session.timeZone, start: session.start } };
}

interface TailFrame {
  readonly from: number;
  readonly to: number;
  readonly bytes: Uint8Array;
}

/**
 * The append-only log of one symbol: closed bars under their `seq` (the index), gaps in the order they became known, and the seconds still forming.
 *
 * It also holds the frames that are the same for every client, each encoded once: the newest bars (LIVE, CATCHUP of the same range), PARTIAL, MARK and
 * GAP. Clients are cursors into it (server/delivery/subscription); the log knows nothing of them but whom to wake.
 */
export class BarLog implements BarSink {
  readonly instrument: Instrument;
  readonly clock: "wall" | "replay";
  readonly streamId: number;
  readonly epoch: string;
  readonly #nowMs: () => number;
  readonly #columns = new BarColumns();
  readonly #gaps: Gap[] = [];
  readonly #gapFrames: Uint8Array[] = [];
  readonly #listeners = new Set<() => void>();
  #closedThroughSec: number | null = null;
  #ended = false;
  #tail: TailFrame | undefined;
  #partialFrame: Uint8Array | undefined;
  #partialVersion = 0;
  #markFrame: Uint8Array | undefined;
  #markVersion = 0;
  #streamTimeMs: number | null = null;
  #encodedFrames = 0;

  constructor(options: BarLogOptions) {
    this.instrument = plainInstrument(options.instrument);
    this.clock = options.clock;
    this.streamId = options.streamId;
    this.epoch = options.epoch;
    this.#nowMs = options.nowMs;
  }

  /** The closed bars; `seq` is the index. Valid until the next append. */
  get columns(): BarView {
    return this.#columns.view();
  }

  /** The seq the next bar will have: the number of closed bars. */
  get nextSeq(): number {
    return this.#columns.length;
  }

  /** Every second below this one is closed; null before the source has said so. */
  get closedThroughSec(): number | null {
    return this.#closedThroughSec;
  }

  get ended(): boolean {
    return this.#ended;
  }

  /** In the order they became known. A later one with the same `fromSec` replaces the earlier. */
  get gaps(): readonly Gap[] {
    return this.#gaps;
  }

  /** Grows with every change of the forming seconds. */
  get partialVersion(): number {
    return this.#partialVersion;
  }

  /** Grows once per {@link mark}. */
  get markVersion(): number {
    return this.#markVersion;
  }

  /** LIVE and CATCHUP frames encoded so far: with any number of clients that keep up, one per append. */
  get encodedFrames(): number {
    return this.#encodedFrames;
  }

  /** Calls the listener after every change. Returns what ends it. */
  onChange(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  bars(bars: BarView, from: number, to: number): void {
    if (to <= from) return;
    this.#columns.append(bars, from, to);
    this.#partialFrame = undefined;
    this.#notify();
  }

  gap(fromSec: number, toSec: number): void {
    const firstSeq = lowerBoundBar(this.columns, toSec);
    this.#gaps.push({ fromSec, toSec });
    this.#gapFrames.push(encodeNumberFrame(this.#header(FRAME_KINDS.GAP, firstSeq), fromSec, toSec));
    this.#notify();
  }

  closedThrough(sec: number): void {
    this.#closedThroughSec = sec;
  }

  end(): void {
    this.#ended = true;
    this.#partialFrame = undefined;
    this.mark(this.#streamTimeMs);
  }

  /** Takes the seconds that are still forming, oldest first. At most ten times per second, so that no client sees more. The view is not kept. */
  forming(bars: BarView): void {
    this.#partialVersion++;
    this.#partialFrame =
      bars.length === 0 ? undefined : encodeBarFrame(this.#header(FRAME_KINDS.PARTIAL, this.nextSeq), bars, 0, bars.length);
    this.#notify();
  }

  /** Makes the heartbeat of this second. @param streamTimeMs the stream's clock, null before it has one. */
  mark(streamTimeMs: number | null): void {
    this.#streamTimeMs = streamTimeMs;
    this.#markVersion++;
    this.#markFrame = undefined;
    this.#notify();
  }

  /** The frame of the bars `from..to-1` at the log's end, LIVE for one bar and CATCHUP for more. The last one asked for is kept. */
  tailFrame(from: number, to: number): Uint8Array {
    if (this.#tail?.from !== from || this.#tail.to !== to) {
      this.#encodedFrames++;
      const kind = to - from === 1 ? FRAME_KINDS.LIVE : FRAME_KINDS.CATCHUP;
      this.#tail = { from, to, bytes: this.#barFrame(kind, from, to) };
    }
    return this.#tail.bytes;
  }

  /** The frame of older bars, made for one client. */
  backlogFrame(from: number, to: number): Uint8Array {
    return this.#barFrame(FRAME_KINDS.BACKLOG, from, to);
  }

  gapFrame(index: number): Uint8Array {
    return this.#gapFrames[index];
  }

  /** The forming seconds, or undefined when there are none. */
  partialFrame(): Uint8Array | undefined {
    return this.#partialFrame;
  }

  /** The heartbeat of this second. The top seq is that of the moment it was first asked for, so it never names a bar the log does not hold. */
  markFrame(): Uint8Array {
    this.#markFrame ??= encodeNumberFrame(
      { ...this.#header(FRAME_KINDS.MARK, this.nextSeq), flags: this.#ended ? FLAG_ENDED : 0 },
      this.#closedThroughSec,
      this.#streamTimeMs,
    );
    return this.#markFrame;
  }

  #barFrame(kind: FrameKind, from: number, to: number): Uint8Array {
    return encodeBarFrame(this.#header(kind, from), this.columns, from, to);
  }

  #header(kind: FrameKind, firstSeq: number) {
    return { kind, flags: 0, streamId: this.streamId, firstSeq, serverTimeMs: this.#nowMs() };
  }

  #notify(): void {
    for (const listener of this.#listeners) listener();
  }
}
