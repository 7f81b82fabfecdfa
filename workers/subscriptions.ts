import type { BarView } from "../core/market/bar-view.ts";
import type { Instrument } from "../core/market/instrument.ts";
import type { ClientMessage, SubAck } from "../protocol/control-messages.ts";
import { createBarDecoder } from "../protocol/decode.ts";
import { FRAME_KINDS, type FrameHeader } from "../protocol/frame.ts";
import { readGapBody } from "../protocol/number-bodies.ts";
import { markOpening } from "../protocol/opening-marks.ts";
import type { StreamMessage, Welcome } from "./live-socket.ts";
import { carriesBars, type FrameDecoder, readBars, readHeartbeat } from "./stream-frame.ts";
import type { BatchOutcome } from "./symbol-columns.ts";
import { SymbolStream } from "./symbol-stream.ts";

/** Symbols that nobody shows any more but that stay subscribed, so that going back to them is instant. */
const MAX_RECENT = 2;
/** Of the history, the newest bars that come at once: three times what a first window shows. The rest is asked for when nothing else is to be done for that window. */
const FIRST_BARS = 1024;
/** A page that has drawn nothing for so long will not soon. */
const MOST_HELD_MS = 3000;
const SILENCE_LIMIT_MS = 5000;
/** While history streams in, a heartbeat or an answer may stand behind a chunk of 1 MiB on a slow line. */
const BACKLOG_SILENCE_LIMIT_MS = 20_000;

/** A request that is not answered yet. */
interface Asked {
  readonly stream: SymbolStream;
  /** Bars of the history that the socket is to bring, the newest; undefined: all. */
  readonly firstBars: number | undefined;
}

/** Who acts on what the streams do. */
export interface SubscriptionsListener {
  send(message: ClientMessage): void;
  /** Now, epoch milliseconds. */
  nowMs(): number;
  /** Bars of `[fromSec, toSec)` changed. */
  onBars(stream: SymbolStream, fromSec: number, toSec: number): void;
  /** All bars were given up; the stream begins anew. */
  onRestart(stream: SymbolStream): void;
  /** Nobody shows the stream's symbol any more; what was made of it can go. */
  onEnd(stream: SymbolStream): void;
  /** The part of a history that the socket does not bring is wanted now. */
  onRest(stream: SymbolStream): void;
  /** Bars are asked for over the socket anew; what was asked for otherwise is no longer wanted. */
  onResume(stream: SymbolStream): void;
  /** Longest silence that is still healthy, null when none can be expected to be broken. */
  onSilenceLimit(limitMs: number | null): void;
}

/**
 * Which symbols are subscribed, and what their frames do. Survives the connection: after a cut every stream is resumed where it stands.
 * Every method that takes something from the server throws a RangeError with a sentence when it is unusable; the connection should then be given up.
 */
export class Subscriptions {
  readonly #listener: SubscriptionsListener;
  readonly #streams = new Map<string, SymbolStream>();
  readonly #byStreamId = new Map<number, SymbolStream>();
  readonly #byRequestId = new Map<number, Asked>();
  #decoder: FrameDecoder | null = null;
  #instruments: readonly Instrument[] = [];
  #maxSubscriptions = Number.POSITIVE_INFINITY;
  #connected = false;
  #nextRequestId = 1;
  /** Milliseconds for the last decode. */
  decodeMs = 0;
  /** Subscriptions resumed since the start. */
  resumes = 0;

  constructor(listener: SubscriptionsListener) {
    this.#listener = listener;
  }

  /** What the server offers; empty before the first welcome. */
  get instruments(): readonly Instrument[] {
    return this.#instruments;
  }

  stream(symbol: string): SymbolStream | undefined {
    return this.#streams.get(symbol);
  }

  /** Says which symbols are shown. New ones are subscribed; of the others the last {@link MAX_RECENT} shown are kept, the rest ends. */
  show(symbols: ReadonlySet<string>): void {
    for (const symbol of symbols) this.#touch(symbol);
    const idle = [...this.#streams.keys()].filter((symbol) => !symbols.has(symbol));
    const room = Math.max(0, Math.min(MAX_RECENT, this.#maxSubscriptions - symbols.size));
    for (const symbol of idle.slice(0, Math.max(0, idle.length - room))) this.#end(symbol);
    for (const symbol of symbols) this.#ask(symbol);
    this.#tellSilenceLimit();
  }

  /** Nothing that a window shows of a symbol is wanting: asks for the rest of its history, when the first bars are there and have not all been of it. */
  askForRest(stream: SymbolStream): void {
    const { heldFromSeq } = stream;
    if (heldFromSeq === null || stream.state !== "open" || stream.columns.lowSeq > heldFromSeq) return;
    stream.heldFromSeq = null;
    this.#listener.onRest(stream);
  }

  /** The rest of the history does not come otherwise: has the socket bring it. @param reason a sentence. */
  resumeOverSocket(stream: SymbolStream, reason: string): void {
    if (stream.state !== "open") return;
    stream.historyProblem = reason;
    stream.setState("resuming");
    this.#request(stream);
  }

  welcome(welcome: Welcome): void {
    this.#decoder = { schemaId: welcome.schemaId, decode: createBarDecoder(bytesOfBase64(welcome.schema)) };
    this.#instruments = welcome.symbols;
    this.#maxSubscriptions = welcome.limits.maxSubscriptions;
    this.#connected = true;
    for (const stream of this.#streams.values()) this.#request(stream);
    this.#tellSilenceLimit();
  }

  lost(): void {
    this.#connected = false;
    this.#byRequestId.clear();
    this.#byStreamId.clear();
    for (const stream of this.#streams.values()) {
      stream.missedSeq = stream.missedLowSeq = -1;
      stream.heldFromSeq = null;
      stream.historyProblem = "";
      stream.setState("cut");
    }
  }

  message(message: StreamMessage): void {
    const asked = message.id === undefined ? undefined : this.#byRequestId.get(message.id);
    if (message.id !== undefined) this.#byRequestId.delete(message.id);
    if (message.type === "subAck") this.#acknowledge(asked, message);
    else if (asked !== undefined) this.#refuse(asked.stream, message);
    this.#tellSilenceLimit();
  }

  frame(header: FrameHeader, body: Uint8Array, arrivalMs: number): void {
    const stream = this.#byStreamId.get(header.streamId);
    if (stream === undefined || this.#decoder === null) return;
    if (carriesBars(header)) {
      const startMs = performance.now();
      const bars = readBars(this.#decoder, header, body);
      this.decodeMs = performance.now() - startMs;
      this.#settle(stream, applyBars(stream, header, bars), arrivalMs);
      if (header.kind === FRAME_KINDS.BACKLOG && stream.columns.historyComplete) this.#tellSilenceLimit();
    } else if (header.kind === FRAME_KINDS.GAP) {
      const gap = readGapBody(body);
      stream.noteGap(gap.fromSec, gap.toSec);
    } else {
      const heartbeat = readHeartbeat(header, body);
      stream.noteHeartbeat(heartbeat, arrivalMs);
      if (arrivalMs - stream.begunAtMs > MOST_HELD_MS) this.askForRest(stream);
      if (heartbeat.topSeq > stream.columns.nextSeq) this.#resume(stream);
      else if (heartbeat.closedThroughSec !== null) {
        this.#settle(stream, stream.columns.closeThrough(heartbeat.closedThroughSec, heartbeat.topSeq), arrivalMs);
      }
    }
  }

  #settle(stream: SymbolStream, outcome: BatchOutcome, arrivalMs: number): void {
    if (outcome.kind === "missing") this.#resume(stream);
    if (outcome.kind !== "changed") return;
    stream.newestArrivalMs = arrivalMs;
    markOpening("flowglass:bars");
    if (stream.columns.historyComplete) markOpening("flowglass:history");
    this.#listener.onBars(stream, outcome.fromSec, outcome.toSec);
  }

  /** Asks for what is missing. Once: until the answer comes, frames that do not fit are simply left. */
  #resume(stream: SymbolStream): void {
    if (stream.state !== "open") return;
    const { nextSeq, lowSeq } = stream.columns;
    if (stream.missedSeq === nextSeq && stream.missedLowSeq === lowSeq) {
      throw new RangeError(`bars of ${stream.symbol} below ${lowSeq} or from ${nextSeq} on do not come, though asked for`);
    }
    stream.missedSeq = nextSeq;
    stream.missedLowSeq = lowSeq;
    stream.heldFromSeq = null;
    this.#listener.onResume(stream);
    stream.setState("resuming");
    this.#request(stream);
  }

  /** A place in the stream that the server does not know is given up; any other refusal stands. */
  #refuse(stream: SymbolStream, error: Extract<StreamMessage, { type: "error" }>): void {
    if (error.code !== "bad-seq" || stream.columns.resumePoint === null) {
      stream.setState("refused", error.message);
      return;
    }
    stream.columns.forget();
    this.#request(stream);
  }

  /** A stream's id is the server's: the late answer to a subscription given up must not end the one to the same symbol that was asked for since. */
  #acknowledge(asked: Asked | undefined, ack: SubAck): void {
    const stream = asked?.stream;
    if (asked === undefined || stream === undefined || stream.symbol !== ack.symbol) {
      if (!this.#streams.has(ack.symbol)) this.#listener.send({ type: "unsub", streamId: ack.streamId });
      return;
    }
    if (stream.streamId !== null) this.#byStreamId.delete(stream.streamId);
    const restarted = stream.begin(ack);
    const { from, to } = ack.backlogSeq;
    stream.heldFromSeq = asked.firstBars === undefined || to - from <= asked.firstBars ? null : to - asked.firstBars;
    stream.begunAtMs = this.#listener.nowMs();
    this.#byStreamId.set(ack.streamId, stream);
    if (restarted) this.#listener.onRestart(stream);
  }

  #touch(symbol: string): void {
    const stream = this.#streams.get(symbol);
    if (stream === undefined) return;
    this.#streams.delete(symbol);
    this.#streams.set(symbol, stream);
  }

  #ask(symbol: string): void {
    if (this.#streams.has(symbol)) return;
    const stream = new SymbolStream(symbol);
    this.#streams.set(symbol, stream);
    if (this.#connected) this.#request(stream);
  }

  #request(stream: SymbolStream): void {
    const id = this.#nextRequestId++;
    const { symbol, historyProblem } = stream;
    const point = stream.columns.resumePoint;
    const wanted = point === null ? FIRST_BARS : 0;
    const firstBars = historyProblem === "" ? wanted : undefined;
    this.#byRequestId.set(id, { stream, firstBars });
    if (point !== null) this.resumes++;
    if (stream.state !== "resuming") stream.setState("asked");
    const limit = firstBars === undefined ? {} : { firstBars };
    this.#listener.send(point === null ? { type: "sub", id, symbol, ...limit } : { type: "resume", id, symbol, epoch: point.epoch, fromSeq: point.fromSeq, lowSeq: point.lowSeq, ...limit });
  }

  #end(symbol: string): void {
    const stream = this.#streams.get(symbol);
    if (stream === undefined) return;
    this.#streams.delete(symbol);
    for (const [id, asked] of this.#byRequestId) if (asked.stream === stream) this.#byRequestId.delete(id);
    if (stream.streamId !== null && this.#byStreamId.delete(stream.streamId)) {
      this.#listener.send({ type: "unsub", streamId: stream.streamId });
    }
    this.#listener.onEnd(stream);
  }

  #tellSilenceLimit(): void {
    let limitMs: number | null = null;
    for (const stream of this.#streams.values()) {
      if (stream.state === "cut" || stream.state === "refused") continue;
      const isCalm = stream.state !== "asked" && stream.columns.historyComplete;
      limitMs = Math.max(limitMs ?? 0, isCalm ? SILENCE_LIMIT_MS : BACKLOG_SILENCE_LIMIT_MS);
    }
    if (this.#connected) this.#listener.onSilenceLimit(limitMs);
  }
}

function applyBars(stream: SymbolStream, header: FrameHeader, bars: BarView): BatchOutcome {
  switch (header.kind) {
    case FRAME_KINDS.BACKLOG:
      return stream.columns.applyBacklog(header.firstSeq, bars);
    case FRAME_KINDS.PARTIAL:
      return stream.columns.applyForming(header.firstSeq, bars);
    default:
      return stream.columns.applyClosed(header.firstSeq, bars);
  }
}

function bytesOfBase64(text: string): Uint8Array {
  let binary: string;
  try {
    binary = atob(text);
  } catch {
    throw new RangeError("the schema in the welcome is not base64");
  }
  return Uint8Array.from(binary, (character) => character.charCodeAt(0));
}
