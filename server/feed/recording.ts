import type { ParsedInstrument } from "../../core/market/instrument.ts";
import type { LogLines } from "../log-lines.ts";
import { BadLines } from "./bad-lines.ts";
import { BinanceTrades, isBinanceLine, selectBinance } from "./binance-trades.ts";
import { CsvTrades } from "./csv-trades.ts";
import { LINE_VERDICTS, type LineReader } from "./line-reader.ts";
import { FeedError, type FeedReport } from "./market-feed.ts";
import { type LineBatch, readLines } from "./recording-lines.ts";
import { type GuardedTrade, TimeGuard } from "./time-guard.ts";
import { TradeBatch } from "./trade-batch.ts";
import { TradeIdSequence } from "./trade-id-sequence.ts";

/** How a recording is read. */
export interface RecordingOptions {
  readonly file: string;
  readonly instrument: ParsedInstrument;
  /** How long after its end a second still takes late trades: decides when missing ids are a gap. */
  readonly graceSec: number;
  /** The first bad line is an error. */
  readonly strict: boolean;
  readonly log: LogLines;
}

/** Lines looked at before reading starts: they tell the format, the symbols in it and the time. */
const HEAD_LINES = 2000;
const HEAD_CHARS = 1024 * 1024;
const REFERENCE_TRADES = 101;
const MAX_PRICE_TICKS = 2 ** 31 - 1;
/** Leaves room for the sum of thousands of such trades within 2^53. */
const MAX_SIZE_LOTS = 2 ** 40;

/** The trades of one symbol in one file, streamed once from beginning to end. */
export class Recording {
  readonly #options: RecordingOptions;
  readonly #bad: BadLines;
  readonly #batch = new TradeBatch();
  readonly #ids: TradeIdSequence;
  readonly #scratch: GuardedTrade = { timeMs: 0, priceTicks: 0, sizeLots: 0, aggressor: "buy", id: Number.NaN, line: 0 };
  #lines = 0;
  #trades = 0;
  #nonMarket = 0;
  #duplicates = 0;
  #otherSymbols = 0;
  #gaps = 0;

  constructor(options: RecordingOptions) {
    this.#options = options;
    this.#bad = new BadLines(options.file, options.log, options.strict);
    this.#ids = new TradeIdSequence(options.graceSec, (fromSec, toSec, dueMs) => {
      this.#gaps++;
      this.#batch.pushGap(fromSec, toSec, dueMs);
    });
  }

  report(): FeedReport {
    return {
      lines: this.#lines,
      trades: this.#trades,
      badLines: this.#bad.count,
      nonMarket: this.#nonMarket,
      duplicates: this.#duplicates,
      otherSymbols: this.#otherSymbols,
      gaps: this.#gaps,
    };
  }

  /** The first bad line as `line 7: ...`; empty while there is none. */
  get firstBadLine(): string {
    return this.#bad.first;
  }

  /**
   * Trades and gaps in the file's order. Each batch is valid until the next is asked for.
   * @throws FeedError when the file cannot be read, breaks off or holds no trade; good lines before that have been yielded.
   */
  async *read(): AsyncGenerator<TradeBatch, void, undefined> {
    const source = readLines(this.#options.file);
    try {
      const head: LineBatch[] = [];
      const headFailure = await readHead(source, head);
      const [reader, referenceMs] = this.#makeReader(head, headFailure);
      const guard = new TimeGuard(referenceMs, {
        pass: (trade) => this.#take(trade),
        refuse: (line, reason) => this.#bad.add(line, reason),
      });
      for (const batch of head.splice(0)) yield this.#readBatch(batch, reader, guard);
      let next = headFailure ?? (await nextBatch(source));
      while (next !== null && !(next instanceof FeedError)) {
        yield this.#readBatch(next, reader, guard);
        next = await nextBatch(source);
      }
      yield this.#finish(guard);
      if (next !== null) throw next;
    } finally {
      await source.return();
    }
  }

  #finish(guard: TimeGuard): TradeBatch {
    this.#batch.clear();
    guard.finish();
    this.#ids.finish();
    return this.#batch;
  }

  #readBatch(lines: LineBatch, reader: LineReader, guard: TimeGuard): TradeBatch {
    this.#batch.clear();
    for (let index = 0; index < lines.lines.length; index++) this.#readLine(lines.lines[index], lines.firstLine + index, reader, guard);
    return this.#batch;
  }

  #readLine(line: string, lineNumber: number, reader: LineReader, guard: TimeGuard): void {
    this.#lines = lineNumber;
    switch (reader.read(line)) {
      case LINE_VERDICTS.TRADE: {
        const reason = explainImpossible(reader);
        if (reason !== "") this.#bad.add(lineNumber, reason);
        else guard.accept(this.#guarded(reader, lineNumber));
        return;
      }
      case LINE_VERDICTS.NON_MARKET:
        this.#nonMarket++;
        if (this.#trades > 0) this.#ids.accept(reader.tradeId, reader.trade.timeMs);
        return;
      case LINE_VERDICTS.OTHER_SYMBOL:
        this.#otherSymbols++;
        return;
      case LINE_VERDICTS.BAD:
        this.#bad.add(lineNumber, reader.reason);
        return;
      default:
    }
  }

  #guarded(reader: LineReader, line: number): GuardedTrade {
    const scratch = this.#scratch;
    scratch.timeMs = reader.trade.timeMs;
    scratch.priceTicks = reader.trade.priceTicks;
    scratch.sizeLots = reader.trade.sizeLots;
    scratch.aggressor = reader.trade.aggressor;
    scratch.id = reader.tradeId;
    scratch.line = line;
    return scratch;
  }

  #take(trade: Readonly<GuardedTrade>): void {
    if (!Number.isNaN(trade.id) && !this.#ids.accept(trade.id, trade.timeMs)) {
      this.#duplicates++;
      return;
    }
    this.#trades++;
    this.#batch.push(trade);
  }

  #makeReader(head: readonly LineBatch[], failure: FeedError | null): [LineReader, number] {
    const { file, instrument } = this.#options;
    if (head.length === 0) throw failure ?? new FeedError(`${file} is empty`);
    const lines = head.flatMap((batch) => batch.lines);
    const first = lines.findIndex((line) => line.trim() !== "");
    if (first < 0) throw new FeedError(`${file} holds nothing but blank lines`);
    if (lines.some(isBinanceLine)) {
      const selection = selectBinance(file, lines, instrument.symbol);
      if (selection === null) throw new FeedError(`${file} is a Binance recording without trade events in its first ${lines.length} lines`);
      return [new BinanceTrades(selection, instrument), medianTime(lines, new BinanceTrades(selection, instrument))];
    }
    const makeCsv = () => new CsvTrades(file, first + 1, lines[first], instrument);
    return [makeCsv(), medianTime(lines.slice(first + 1), makeCsv())];
  }
}

/** Fills `head` with the first lines. @returns the error that cut them short, if any. */
async function readHead(source: AsyncGenerator<LineBatch, void, undefined>, head: LineBatch[]): Promise<FeedError | null> {
  let lines = 0;
  let chars = 0;
  while (lines < HEAD_LINES && chars < HEAD_CHARS) {
    const next = await nextBatch(source);
    if (next === null || next instanceof FeedError) return next;
    head.push(next);
    lines += next.lines.length;
    for (const line of next.lines) chars += line.length;
  }
  return null;
}

/** The next lines, null at the end, or why there are none: so that what was read before an error is dealt with first. */
async function nextBatch(source: AsyncGenerator<LineBatch, void, undefined>): Promise<LineBatch | FeedError | null> {
  try {
    const next = await source.next();
    return next.done === true ? null : next.value;
  } catch (error) {
    if (error instanceof FeedError) return error;
    throw error;
  }
}

function medianTime(lines: readonly string[], reader: LineReader): number {
  const times: number[] = [];
  for (const line of lines) {
    if (times.length === REFERENCE_TRADES) break;
    if (reader.read(line) === LINE_VERDICTS.TRADE) times.push(reader.trade.timeMs);
  }
  times.sort((a, b) => a - b);
  return times[times.length >> 1] ?? Number.NaN;
}

function explainImpossible(reader: LineReader): string {
  const { priceTicks, sizeLots } = reader.trade;
  if (sizeLots < 1) return "its size is not above 0";
  if (sizeLots > MAX_SIZE_LOTS) return `its size of ${sizeLots} lots is beyond belief: is the lot size right?`;
  if (Math.abs(priceTicks) > MAX_PRICE_TICKS) return `its price of ${priceTicks} ticks does not fit into 32 bits: is the tick size right?`;
  return "";
}
