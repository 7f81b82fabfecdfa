import { backlogAddress } from "../protocol/backlog-address.ts";
import { FRAME_HEADER_BYTES, FRAME_KINDS, type FrameHeader, readFrameHeader } from "../protocol/frame.ts";
import type { SocketHost } from "./socket-host.ts";
import type { SymbolStream } from "./symbol-stream.ts";

/** Bytes of an answer: doubled while answers come within a second, halved where they take several, so that a distant server is asked for much at a time and a slow line is never full for long. */
const FIRST_ANSWER_BYTES = 256 * 1024;
const MIN_ANSWER_BYTES = 64 * 1024;
const MAX_ANSWER_BYTES = 4 * 1024 * 1024;
const QUICK_ANSWER_MS = 1000;
const SLOW_ANSWER_MS = 3000;
const ANSWER_LIMIT_MS = 60_000;

type HistoryHost = Pick<SocketHost, "fetchBytes" | "nowMs" | "startTimer">;

/** Who acts on what comes. */
export interface HistoryListener {
  /** Older bars, as the socket would bring them. @throws RangeError when they are unusable. */
  onFrame(header: FrameHeader, body: Uint8Array, arrivalMs: number): void;
  /** It does not work this way; `reason` is a sentence. */
  onFailure(stream: SymbolStream, reason: string): void;
}

/**
 * The rest of long histories over HTTP, newest bars first, one answer after the other. A browser reads an HTTP answer several times faster than as many bytes of a WebSocket, and live bars
 * stand behind none of them.
 */
export class HistoryFetch {
  readonly #host: HistoryHost;
  readonly #listener: HistoryListener;
  readonly #running = new Map<SymbolStream, AbortController>();
  /** Answers received since the start, and their bytes. */
  framesReceived = 0;
  bytesReceived = 0;

  constructor(host: HistoryHost, listener: HistoryListener) {
    this.#host = host;
    this.#listener = listener;
  }

  /** Fetches what a stream lacks below its first bar from the server whose socket is at `socketUrl`. */
  start(stream: SymbolStream, socketUrl: string): void {
    this.stop(stream);
    if (stream.columns.historyComplete || this.#host.fetchBytes === null) return;
    const gone = new AbortController();
    this.#running.set(stream, gone);
    void this.#run(stream, socketUrl, gone.signal);
  }

  stop(stream: SymbolStream): void {
    this.#running.get(stream)?.abort();
    this.#running.delete(stream);
  }

  stopAll(): void {
    for (const stream of this.#running.keys()) this.stop(stream);
  }

  async #run(stream: SymbolStream, socketUrl: string, signal: AbortSignal): Promise<void> {
    try {
      await this.#fetchAll(stream, socketUrl, signal);
    } catch (error) {
      if (signal.aborted) return;
      this.stop(stream);
      this.#listener.onFailure(stream, error instanceof Error ? error.message : String(error));
    }
  }

  /** While the bars of an answer are taken in, the next one is on its way. */
  async #fetchAll(stream: SymbolStream, socketUrl: string, signal: AbortSignal): Promise<void> {
    const { fetchBytes } = this.#host;
    const point = stream.columns.resumePoint;
    if (fetchBytes === null || point === null) return;
    const { floorSeq } = stream.columns;
    const { symbol } = stream;
    const ask = (to: number, bytes: number): Promise<Uint8Array> => {
      const address = backlogAddress(socketUrl, { symbol, epoch: point.epoch, to, bytes });
      const answer = this.#withinLimit(fetchBytes(address, signal), address);
      answer.catch(() => {});
      return answer;
    };
    let bytes = FIRST_ANSWER_BYTES;
    let toSeq = point.lowSeq;
    let askedMs = this.#host.nowMs();
    let coming = ask(toSeq, bytes);
    while (toSeq > floorSeq) {
      const frame = await coming;
      if (signal.aborted) return;
      const nowMs = this.#host.nowMs();
      const header = this.#check(stream, frame, toSeq);
      bytes = nextAnswerBytes(bytes, nowMs - askedMs);
      toSeq = header.firstSeq;
      askedMs = nowMs;
      if (toSeq > floorSeq) coming = ask(toSeq, bytes);
      this.#listener.onFrame(header, frame.subarray(FRAME_HEADER_BYTES), nowMs);
    }
    this.stop(stream);
  }

  #withinLimit(answer: Promise<Uint8Array>, address: string): Promise<Uint8Array> {
    return new Promise((resolve, reject) => {
      const cancel = this.#host.startTimer(() => reject(new Error(`${address} did not answer within ${ANSWER_LIMIT_MS / 1000} s`)), ANSWER_LIMIT_MS);
      void answer.then(resolve, reject).finally(cancel);
    });
  }

  /** @throws RangeError when the frame is none of older bars that end before `toSeq`. */
  #check(stream: SymbolStream, frame: Uint8Array, toSeq: number): FrameHeader {
    this.framesReceived++;
    this.bytesReceived += frame.byteLength;
    const header = readFrameHeader(frame);
    const { kind, streamId, firstSeq, rows } = header;
    if (kind === FRAME_KINDS.BACKLOG && streamId === stream.streamId && rows > 0 && firstSeq + rows === toSeq) return header;
    throw new RangeError(
      `the server gave kind ${kind} of stream ${streamId}, bars ${firstSeq}..${firstSeq + rows}, expected kind ${FRAME_KINDS.BACKLOG} of ${stream.streamId} up to ${toSeq}`,
    );
  }
}

function nextAnswerBytes(bytes: number, elapsedMs: number): number {
  if (elapsedMs < QUICK_ANSWER_MS) return Math.min(bytes * 2, MAX_ANSWER_BYTES);
  return elapsedMs > SLOW_ANSWER_MS ? Math.max(bytes / 2, MIN_ANSWER_BYTES) : bytes;
}
