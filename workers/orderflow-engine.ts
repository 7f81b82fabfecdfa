import * as Comlink from "comlink";
import { hashBars } from "../core/market/bar-hash.ts";
import { ALL_DAY_UTC, parseInstrument } from "../core/market/instrument.ts";
import type { FrameHeader } from "../protocol/frame.ts";
import type { EngineControl, EngineCosts, OpenWindow, StreamStatus } from "../protocol/worker-api.ts";
import { readBarFootprint } from "./bar-footprint-reading.ts";
import { readCell } from "./cell-reading.ts";
import { readLevels } from "./level-reading.ts";
import { HistoryFetch } from "./history-fetch.ts";
import { LiveSocket } from "./live-socket.ts";
import { PoolCache } from "./pool-cache.ts";
import { exportRange } from "./range-export.ts";
import { SessionOpen } from "./session-open.ts";
import { SliceScheduler } from "./slice-scheduler.ts";
import type { SocketHost } from "./socket-host.ts";
import { StudyJobs } from "./studies/study-jobs.ts";
import { StudyShelf } from "./studies/study-shelf.ts";
import { describeStatus } from "./stream-status.ts";
import { Subscriptions } from "./subscriptions.ts";
import { sumBars } from "./sum-bars.ts";
import type { SymbolStream } from "./symbol-stream.ts";
import { readTrail, trailSourceOf } from "./trail-reading.ts";
import { type WindowHost, WindowSession } from "./window-session.ts";

/** Longest packing between two looks at the socket and the windows; measuring and sending what was packed takes about as long again. */
const SLICE_MS = 5;

/** What is made of one subscribed symbol. */
interface SymbolWorks {
  readonly pools: PoolCache;
  readonly session: SessionOpen | null;
  readonly studies: StudyShelf;
}

/**
 * The engine: one socket, the bars of the subscribed symbols, their cell pools, and any number of windows that look at them.
 * Runs wherever there are message ports: in a dedicated worker, in a SharedWorker, in Node.
 */
export class OrderflowEngine {
  readonly #socket: LiveSocket;
  readonly #subscriptions: Subscriptions;
  readonly #history: HistoryFetch;
  readonly #scheduler: SliceScheduler;
  readonly #windows = new Set<WindowSession>();
  readonly #works = new Map<string, SymbolWorks>();
  readonly #studyJobs = new StudyJobs(() => this.#scheduler.plan());
  #connectionVersion = 0;

  constructor(host: SocketHost) {
    this.#scheduler = new SliceScheduler(() => this.#workSlice());
    this.#subscriptions = new Subscriptions({
      send: (message) => this.#socket.send(message),
      nowMs: host.nowMs,
      onBars: (stream, fromSec, toSec) => {
        this.#works.get(stream.symbol)?.pools.markStale(fromSec, toSec);
        for (const window of this.#windowsOf(stream.symbol)) window.noteBars(fromSec, toSec, stream.newestArrivalMs);
      },
      onRestart: (stream) => {
        this.#history.stop(stream);
        this.#giveUp(stream.symbol);
        for (const window of this.#windowsOf(stream.symbol)) window.noteRestart();
      },
      onEnd: (stream) => {
        this.#history.stop(stream);
        this.#giveUp(stream.symbol);
      },
      onRest: (stream) => this.#fetchRest(stream),
      onResume: (stream) => this.#history.stop(stream),
      onSilenceLimit: (limitMs) => this.#socket.watchSilence(limitMs),
    });
    this.#history = new HistoryFetch(host, {
      onFrame: (header, body, arrivalMs) => this.#take(header, body, arrivalMs),
      onFailure: (stream, reason) => {
        this.#subscriptions.resumeOverSocket(stream, `the history comes over the socket, which is slower: ${reason}`);
      },
    });
    this.#socket = new LiveSocket(host, {
      onWelcome: (welcome) => {
        this.#subscriptions.welcome(welcome);
        for (const window of this.#windows) window.chooseSymbol();
        this.#scheduler.plan();
      },
      onMessage: (message) => {
        this.#subscriptions.message(message);
        this.#scheduler.plan();
      },
      onFrame: (header, body, arrivalMs) => {
        this.#take(header, body, arrivalMs);
      },
      onState: (state) => {
        if (state !== "open") this.#lose();
        this.#connectionVersion++;
        this.#scheduler.plan();
      },
    });
  }

  #take(header: FrameHeader, body: Uint8Array, arrivalMs: number): void {
    this.#subscriptions.frame(header, body, arrivalMs);
    this.#scheduler.plan();
  }

  #lose(): void {
    this.#history.stopAll();
    this.#subscriptions.lost();
  }

  #fetchRest(stream: SymbolStream): void {
    const { url } = this.#socket;
    if (url !== null) this.#history.start(stream, url);
  }

  /** Starts to serve a window over its two ports. */
  openWindow({ control, data }: OpenWindow): void {
    Comlink.expose(this.#control(), control);
    this.#windows.add(new WindowSession(this.#windowHost(control), data));
  }

  /** The network is back. */
  noteOnline(): void {
    this.#socket.retryNow();
  }

  /** Ends the socket and every window. */
  close(): void {
    this.#history.stopAll();
    this.#socket.disconnect();
    for (const window of this.#windows) window.close();
    this.#scheduler.close();
  }

  #control(): EngineControl {
    const owner = {};
    const stream = (symbol: string) => this.#subscriptions.stream(symbol);
    return {
      connect: (url) => this.#socket.connect(url),
      disconnect: () => this.#socket.disconnect(),
      cutConnection: () => this.#socket.fail("the connection was cut on request"),
      cellAt: ({ symbol, ...query }) => {
        const found = stream(symbol);
        return found === undefined ? null : readCell(found, query);
      },
      trailAt: ({ symbol, session = null, ...query }) => {
        const found = stream(symbol);
        const calendar = session === null ? this.#worksOf(symbol)?.session?.calendar : new SessionOpen(session).calendar;
        return found === undefined ? null : readTrail(trailSourceOf(found), calendar ?? null, query);
      },
      levels: ({ symbol, fromSec, toSec, imbalances }) => {
        const found = stream(symbol);
        return found === undefined ? null : readLevels(found, fromSec, toSec, imbalances);
      },
      barFootprint: (query) => {
        const found = stream(query.symbol);
        return found === undefined ? null : readBarFootprint(found, query);
      },
      exportRange: async ({ symbol, fromSec, toSec, format }, onRows) => {
        const found = stream(symbol);
        const instrument = this.#subscriptions.instruments.find((one) => one.symbol === symbol);
        return found === undefined || instrument === undefined ? null : exportRange(found, parseInstrument(instrument), fromSec, toSec, format, onRows);
      },
      fingerprint: (symbol) => {
        const columns = stream(symbol)?.columns;
        if (columns === undefined) return null;
        const { bars, closedCount, lowSeq, nextSeq } = columns;
        const levels = bars.levelOffsets[closedCount] - bars.levelOffsets[0];
        return { hash: hashBars(bars, 0, closedCount), fromSeq: lowSeq, toSeq: nextSeq, bars: closedCount, levels };
      },
      totals: (symbol) => {
        const columns = stream(symbol)?.columns;
        return columns === undefined ? null : sumBars(columns.bars);
      },
      studies: async ({ symbol, ...selection }) => {
        const shelf = this.#worksOf(symbol)?.studies;
        return shelf === undefined ? null : this.#studyJobs.read(symbol, shelf, selection);
      },
      previewSignals: async ({ symbol, ...selection }) => {
        const shelf = this.#worksOf(symbol)?.studies;
        return shelf === undefined ? null : this.#studyJobs.preview(symbol, shelf, selection, owner);
      },
    };
  }

  #windowHost(control: MessagePort): WindowHost {
    return {
      firstSymbol: () => this.#subscriptions.instruments[0]?.symbol ?? "",
      stream: (symbol) => this.#subscriptions.stream(symbol),
      pools: (symbol) => this.#worksOf(symbol)?.pools,
      studies: (symbol) => this.#worksOf(symbol)?.studies,
      calendar: (symbol) => this.#worksOf(symbol)?.session?.calendar ?? null,
      status: (symbol, session) => this.#status(symbol, session),
      connectionVersion: () => this.#connectionVersion,
      costs: (symbol, newestArrivalMs) => this.#costs(symbol, newestArrivalMs),
      onSymbol: () => this.#showSymbols(),
      onIdle: (stream) => this.#subscriptions.askForRest(stream),
      onWork: () => this.#scheduler.plan(),
      onClose: (session) => {
        if (!this.#windows.delete(session)) return;
        control.close();
        this.#showSymbols();
      },
    };
  }

  #workSlice(): boolean {
    let isMore = false;
    const shareMs = SLICE_MS / Math.max(1, this.#windows.size);
    for (const window of this.#windows) {
      if (window.work(performance.now() + shareMs)) isMore = true;
    }
    if (this.#studyJobs.work(performance.now() + SLICE_MS)) isMore = true;
    return isMore;
  }

  #windowsOf(symbol: string): WindowSession[] {
    return [...this.#windows].filter((window) => window.symbol === symbol);
  }

  #showSymbols(): void {
    const symbols = new Set([...this.#windows].map((window) => window.symbol));
    symbols.delete("");
    this.#subscriptions.show(symbols);
  }

  #worksOf(symbol: string): SymbolWorks | undefined {
    const known = this.#works.get(symbol);
    const stream = this.#subscriptions.stream(symbol);
    if (known !== undefined || stream === undefined) return known;
    const instrument = this.#subscriptions.instruments.find((one) => one.symbol === symbol);
    const session = instrument === undefined ? null : new SessionOpen(instrument.session);
    const works = {
      pools: new PoolCache(stream.columns, (pool) => {
        for (const window of this.#windows) window.dropPool(pool);
      }),
      session,
      studies: new StudyShelf(stream, instrument?.session ?? ALL_DAY_UTC, () => session?.current(stream.columns) ?? null),
    };
    if (instrument !== undefined) this.#works.set(symbol, works);
    return works;
  }

  #giveUp(symbol: string): void {
    this.#works.get(symbol)?.pools.clear();
    this.#works.delete(symbol);
    this.#studyJobs.giveUp(symbol);
  }

  #status(symbol: string, session: SessionOpen | null): StreamStatus {
    return describeStatus({
      socket: this.#socket,
      instruments: this.#subscriptions.instruments,
      stream: this.#subscriptions.stream(symbol) ?? null,
      session: session ?? this.#worksOf(symbol)?.session ?? null,
    });
  }

  #costs(symbol: string, newestArrivalMs: number): EngineCosts {
    return {
      framesReceived: this.#socket.framesReceived + this.#history.framesReceived,
      bytesReceived: this.#socket.bytesReceived + this.#history.bytesReceived,
      decodeMs: this.#subscriptions.decodeMs,
      poolBuildMs: this.#works.get(symbol)?.pools.buildMs ?? 0,
      studyMs: this.#works.get(symbol)?.studies.workMs ?? 0,
      resumes: this.#subscriptions.resumes,
      historyProblem: this.#subscriptions.stream(symbol)?.historyProblem ?? "",
      newestArrivalMs,
    };
  }
}
