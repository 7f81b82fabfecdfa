import { BarColumns } from "../../core/market/bar-columns.ts";
import { FormingBar } from "../../core/market/forming-bar.ts";
import { ALL_DAY_UTC, type Instrument } from "../../core/market/instrument.ts";
import { BAR_SCHEMA_MESSAGE, SCHEMA_ID } from "../../protocol/bar-schema.ts";
import type { BenchMarket } from "../../protocol/bench-market.ts";
import { PROTOCOL_VERSION, type ServerMessage } from "../../protocol/control-messages.ts";
import { encodeBarFrame, encodeNumberFrame } from "../../protocol/encode.ts";
import { FRAME_KINDS, type FrameKind } from "../../protocol/frame.ts";
import { buildDenseBars, DenseWalk, LEVELS_PER_SECOND } from "./dense-bars.ts";

/** The same for every run: a market is its seed, its size and its rate. */
const END_SEC = 1_800_000_000;
const CHUNK_BARS = 1000;
const STREAM_ID = 1;
const SYMBOL = "DENSE";

const INSTRUMENT: Instrument = { symbol: SYMBOL, description: "Seeded bench market", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC };

/** What a server would say of a seeded market: the words and frames of the wire, made on the spot. */
export class BenchStream {
  readonly #market: BenchMarket;
  readonly #nowMs: () => number;
  readonly #history: BarColumns;
  readonly #walk: DenseWalk;
  readonly #bar = new FormingBar();
  readonly #live = new BarColumns();
  #backlogTo: number;
  #nextSeq: number;
  #level = 0;

  constructor(market: BenchMarket, nowMs: () => number) {
    this.#market = market;
    this.#nowMs = nowMs;
    this.#history = buildDenseBars(market.cells, END_SEC, market.seed);
    const { lowTicks, length } = this.#history.view();
    this.#walk = new DenseWalk(market.seed + 1, lowTicks[length - 1] + LEVELS_PER_SECOND / 2);
    this.#backlogTo = this.#nextSeq = this.#history.length;
    this.#startBar();
  }

  welcome(): ServerMessage {
    const schema = btoa(String.fromCharCode(...BAR_SCHEMA_MESSAGE));
    return { type: "welcome", protocol: PROTOCOL_VERSION, schemaId: SCHEMA_ID, schema, symbols: [INSTRUMENT], limits: { maxSubscriptions: 1, maxMessageBytes: 16_384 } };
  }

  acknowledge(id: number): ServerMessage {
    const { length: bars, levelCount: backlogLevels } = this.#history;
    return {
      type: "subAck",
      id,
      resumed: false,
      streamId: STREAM_ID,
      symbol: SYMBOL,
      epoch: `seed-${this.#market.seed}`,
      firstSec: END_SEC - bars,
      liveFromSeq: bars,
      backlogSeq: { from: 0, to: bars },
      backlogLevels,
      closedThroughSec: END_SEC,
      clock: "replay",
    };
  }

  /** The next chunk of history, newest first; null when all of it has been told. */
  backlogFrame(): Uint8Array | null {
    if (this.#backlogTo === 0) return null;
    const to = this.#backlogTo;
    this.#backlogTo = Math.max(0, to - CHUNK_BARS);
    return encodeBarFrame(this.#header(FRAME_KINDS.BACKLOG, this.#backlogTo), this.#history.view(), this.#backlogTo, to);
  }

  /**
   * Trades on to a share of the forming second; at 1 it closes.
   * @param share 0..1 of its levels.
   */
  tradeTo(share: number): Uint8Array {
    const due = Math.min(LEVELS_PER_SECOND, Math.ceil(share * LEVELS_PER_SECOND));
    for (; this.#level < due; this.#level++) this.#walk.trade(this.#level, this.#add);
    this.#live.truncate(1);
    this.#live.appendForming(this.#bar);
    const isClosed = due === LEVELS_PER_SECOND;
    const frame = encodeBarFrame(this.#header(isClosed ? FRAME_KINDS.LIVE : FRAME_KINDS.PARTIAL, this.#nextSeq), this.#live.view(), 0, 1);
    if (isClosed) {
      this.#nextSeq++;
      this.#startBar();
    }
    return frame;
  }

  /** The heartbeat. */
  markFrame(): Uint8Array {
    return encodeNumberFrame(this.#header(FRAME_KINDS.MARK, this.#nextSeq), this.#formingSec(), this.#formingSec() * 1000);
  }

  readonly #add = (priceTicks: number, bidLots: number, askLots: number): void => this.#bar.add(priceTicks, bidLots, askLots);

  #formingSec(): number {
    return END_SEC + this.#nextSeq - this.#history.length;
  }

  #startBar(): void {
    this.#bar.start(this.#formingSec());
    this.#walk.step();
    this.#level = 0;
  }

  #header(kind: FrameKind, firstSeq: number) {
    return { kind, flags: 0, streamId: STREAM_ID, firstSeq, serverTimeMs: this.#nowMs() };
  }
}
