import { parseSteps } from "../../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../../core/market/instrument.ts";
import { explainSteps, LINE_VERDICTS, type LineReader, type LineVerdict, quoted } from "./line-reader.ts";
import { FeedError } from "./market-feed.ts";
import type { TradeScratch } from "./trade-batch.ts";

/** The events that carry trades. `aggTrade` joins the fills of one order at one price. */
export type BinanceEvent = "trade" | "aggTrade";

/** Fields of `trade` and `aggTrade` messages that we read; anything may be missing or of another type. */
interface TradeMessage {
  readonly e?: unknown;
  /** Symbol. */
  readonly s?: unknown;
  /** Trade id of `trade`. */
  readonly t?: unknown;
  /** Id of `aggTrade`. */
  readonly a?: unknown;
  /** Trade time, epoch ms (or microseconds where the stream was asked for them). */
  readonly T?: unknown;
  readonly p?: unknown;
  readonly q?: unknown;
  /** The buyer was resting: the seller is the aggressor. */
  readonly m?: unknown;
  /** Order type of futures prints: anything but MARKET is no market trade. */
  readonly X?: unknown;
}

const RAW_LINE = /^\d{10,20} \{/;
/** Times from here on are microseconds. */
const FIRST_MICROSECOND_TIME = 1e14;

/** `true` when the line looks like one of a raw Binance recording: `<local ns> <combined-stream JSON>`. */
export function isBinanceLine(line: string): boolean {
  return RAW_LINE.test(line);
}

/** Which symbol and which event of a recording to read, as found in its first lines. */
export interface BinanceSelection {
  readonly symbol: string;
  readonly event: BinanceEvent;
}

/**
 * Chooses from the head of a recording: the wanted symbol if it is in there (in any case of letters), else the only one; `trade` events, or `aggTrade`
 * where there are none, because both together would count every trade twice.
 * @throws FeedError when several symbols are there and none is the wanted one.
 */
export function selectBinance(file: string, head: readonly string[], wanted: string): BinanceSelection | null {
  const events = new Map<string, BinanceEvent>();
  for (const line of head) {
    const message = parseMessage(line);
    if (typeof message?.s !== "string" || (message.e !== "trade" && message.e !== "aggTrade")) continue;
    if (events.get(message.s) !== "trade") events.set(message.s, message.e);
  }
  const symbols = [...events.keys()];
  const symbol = symbols.find((name) => name.toUpperCase() === wanted.toUpperCase()) ?? symbols[0];
  if (symbol === undefined) return null;
  if (symbols.length > 1 && symbol.toUpperCase() !== wanted.toUpperCase()) {
    throw new FeedError(`${file} holds trades of ${symbols.map(quoted).join(" and ")}: choose one of them with --symbol`);
  }
  return { symbol, event: events.get(symbol) ?? "trade" };
}

/** Reads the trades of one symbol from a raw Binance recording. Lines that cannot hold a trade are passed over without parsing. */
export class BinanceTrades implements LineReader {
  readonly trade: TradeScratch = { timeMs: 0, priceTicks: 0, sizeLots: 0, aggressor: "buy" };
  tradeId = Number.NaN;
  reason = "";
  readonly #instrument: ParsedInstrument;
  readonly #selection: BinanceSelection;

  constructor(selection: BinanceSelection, instrument: ParsedInstrument) {
    this.#instrument = instrument;
    this.#selection = selection;
  }

  read(line: string): LineVerdict {
    if (!mayHoldTrade(line)) return isBinanceLine(line) && line.trimEnd().endsWith("}") ? LINE_VERDICTS.SKIPPED : this.#refuseForeign(line);
    const message = parseMessage(line);
    if (message === null) return this.#refuse("is cut off or no JSON");
    if (message.e !== this.#selection.event) return LINE_VERDICTS.SKIPPED;
    if (message.s !== this.#selection.symbol) return LINE_VERDICTS.OTHER_SYMBOL;
    return this.#readTrade(message);
  }

  #readTrade(message: TradeMessage): LineVerdict {
    const { tick, lot, tickSize, lotSize } = this.#instrument;
    const id = this.#selection.event === "trade" ? message.t : message.a;
    if (typeof id !== "number" || !Number.isSafeInteger(id) || id < 0) return this.#refuse("has no trade id");
    this.tradeId = id;
    if (message.X !== undefined && message.X !== "MARKET") return LINE_VERDICTS.NON_MARKET;
    if (typeof message.T !== "number" || !Number.isSafeInteger(message.T)) return this.#refuse("has no trade time T");
    if (typeof message.m !== "boolean") return this.#refuse("does not say who was the aggressor (m)");
    const price = String(message.p);
    const size = String(message.q);
    const priceTicks = parseSteps(price, tick);
    if (Number.isNaN(priceTicks)) return this.#refuse(explainSteps("price", price, "tick size", tickSize));
    const sizeLots = parseSteps(size, lot);
    if (Number.isNaN(sizeLots)) return this.#refuse(explainSteps("size", size, "lot size", lotSize));
    this.trade.timeMs = message.T >= FIRST_MICROSECOND_TIME ? message.T / 1000 : message.T;
    this.trade.priceTicks = priceTicks;
    this.trade.sizeLots = sizeLots;
    this.trade.aggressor = message.m ? "sell" : "buy";
    return LINE_VERDICTS.TRADE;
  }

  #refuseForeign(line: string): LineVerdict {
    if (line.trim() === "") return LINE_VERDICTS.SKIPPED;
    return this.#refuse(`${quoted(line)} is no "<local ns> <JSON>" line`);
  }

  #refuse(reason: string): LineVerdict {
    this.reason = reason;
    return LINE_VERDICTS.BAD;
  }
}

/** Both event names end in `rade"`; nine lines in ten of a recording hold neither. */
function mayHoldTrade(line: string): boolean {
  return line.includes('rade"');
}

/** The message of a line, out of its combined-stream envelope; null when it is cut off or no JSON. */
function parseMessage(line: string): TradeMessage | null {
  if (!mayHoldTrade(line)) return null;
  try {
    const json: unknown = JSON.parse(line.slice(line.indexOf(" ") + 1));
    if (typeof json !== "object" || json === null) return null;
    const message: unknown = "data" in json ? json.data : json;
    return typeof message === "object" && message !== null ? message : null;
  } catch {
    return null;
  }
}
