import { type DecimalStep, parseSteps } from "../../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../../core/market/instrument.ts";
import { explainSteps, LINE_VERDICTS, type LineReader, type LineVerdict, quoted } from "./line-reader.ts";
import { type Aggressor, FeedError } from "./market-feed.ts";
import { parseEpochMs, parseIsoMs } from "./timestamp.ts";
import type { TradeScratch } from "./trade-batch.ts";

const TIME_COLUMNS = { ts_ns: 9, ts_us: 6, ts_ms: 3, time: 0 } as const;
type TimeColumn = keyof typeof TIME_COLUMNS;

const EXPECTED_HEADER = "a CSV header with ts_ns, ts_us, ts_ms or time; price; size or qty; side, or a raw Binance recording";

const SIDES: ReadonlyMap<string, Aggressor> = new Map([
  ["b", "buy"],
  ["buy", "buy"],
  ["s", "sell"],
  ["sell", "sell"],
]);

/**
 * Reads CSV with a header: `ts_ns`, `ts_us`, `ts_ms` or `time` (ISO 8601 or epoch seconds), `price`, `size` or `qty`, and `side` (B, S, buy or sell: who
 * crossed the spread). Columns in any order, others are ignored; fields may be quoted.
 */
export class CsvTrades implements LineReader {
  readonly trade: TradeScratch = { timeMs: 0, priceTicks: 0, sizeLots: 0, aggressor: "buy" };
  readonly tradeId = Number.NaN;
  reason = "";
  readonly #instrument: ParsedInstrument;
  readonly #header: string;
  readonly #timeColumn: TimeColumn;
  readonly #time: number;
  readonly #price: number;
  readonly #size: number;
  readonly #side: number;
  /** [2 x columns] start and end of each field in the line. */
  readonly #bounds: Int32Array;

  /** @throws FeedError when the header lacks a column. */
  constructor(file: string, headerLine: number, header: string, instrument: ParsedInstrument) {
    this.#instrument = instrument;
    this.#header = header;
    const names = splitFields(header).map((name) => name.trim().toLowerCase());
    const find = (...wanted: readonly string[]): number => {
      const name = wanted.find((each) => names.includes(each));
      if (name !== undefined) return names.indexOf(name);
      throw new FeedError(`${file}: line ${headerLine} has no column ${wanted.join(" or ")}: expected ${EXPECTED_HEADER}`);
    };
    this.#time = find(...Object.keys(TIME_COLUMNS));
    this.#timeColumn = names[this.#time] as TimeColumn;
    this.#price = find("price");
    this.#size = find("size", "qty");
    this.#side = find("side");
    this.#bounds = new Int32Array(2 * (1 + Math.max(this.#time, this.#price, this.#size, this.#side)));
  }

  read(line: string): LineVerdict {
    if (line.includes('"')) return this.#readQuoted(line);
    const bounds = this.#bounds;
    let from = 0;
    for (let field = 0; field < bounds.length; field += 2) {
      if (from > line.length) return this.#refuseShort(line);
      const comma = line.indexOf(",", from);
      const to = comma < 0 ? line.length : comma;
      bounds[field] = from;
      bounds[field + 1] = to;
      from = to + 1;
    }
    return this.#readFields(line);
  }

  #refuseShort(line: string): LineVerdict {
    if (line.trim() === "") return LINE_VERDICTS.SKIPPED;
    this.reason = `has ${splitFields(line).length} columns, expected at least ${this.#bounds.length / 2}`;
    return LINE_VERDICTS.BAD;
  }

  /** Slow path: the line is written again without quotes. A comma inside quotes cannot belong to one of our columns, so it may become a space. */
  #readQuoted(line: string): LineVerdict {
    const plain = splitFields(line)
      .map((field) => field.replaceAll(",", " ").replaceAll('"', " "))
      .join(",");
    return this.read(plain);
  }

  #readFields(line: string): LineVerdict {
    const { tick, lot, tickSize, lotSize } = this.#instrument;
    const timeMs = this.#readTime(line);
    if (Number.isNaN(timeMs)) {
      if (line === this.#header) return LINE_VERDICTS.SKIPPED;
      return this.#refuse(`${this.#timeColumn} ${quoted(this.#field(line, this.#time))} is no time`);
    }
    const priceTicks = this.#readSteps(line, this.#price, tick);
    if (Number.isNaN(priceTicks)) return this.#refuse(explainSteps("price", this.#field(line, this.#price), "tick size", tickSize));
    const sizeLots = this.#readSteps(line, this.#size, lot);
    if (Number.isNaN(sizeLots)) return this.#refuse(explainSteps("size", this.#field(line, this.#size), "lot size", lotSize));
    const side = SIDES.get(this.#field(line, this.#side).toLowerCase());
    if (side === undefined) return this.#refuse(`side ${quoted(this.#field(line, this.#side))} is none of B, S, buy, sell`);
    this.trade.timeMs = timeMs;
    this.trade.priceTicks = priceTicks;
    this.trade.sizeLots = sizeLots;
    this.trade.aggressor = side;
    return LINE_VERDICTS.TRADE;
  }

  #readTime(line: string): number {
    const column = this.#timeColumn;
    const epochMs = parseEpochMs(line, TIME_COLUMNS[column], this.#bounds[2 * this.#time], this.#bounds[2 * this.#time + 1]);
    if (!Number.isNaN(epochMs)) return epochMs;
    const text = this.#field(line, this.#time);
    return column === "time" && text.includes("-") ? parseIsoMs(text) : parseEpochMs(text, TIME_COLUMNS[column]);
  }

  #readSteps(line: string, column: number, step: DecimalStep): number {
    const steps = parseSteps(line, step, this.#bounds[2 * column], this.#bounds[2 * column + 1]);
    return Number.isNaN(steps) ? parseSteps(withoutExponent(this.#field(line, column)), step) : steps;
  }

  #field(line: string, column: number): string {
    return line.slice(this.#bounds[2 * column], this.#bounds[2 * column + 1]).trim();
  }

  #refuse(reason: string): LineVerdict {
    this.reason = reason;
    return LINE_VERDICTS.BAD;
  }
}

/** Fields of a CSV line; `""` inside quotes is a quote. */
function splitFields(line: string): string[] {
  const fields: string[] = [];
  let field = "";
  let inQuotes = false;
  for (let index = 0; index < line.length; index++) {
    const char = line[index];
    if (char === '"' && inQuotes && line[index + 1] === '"') {
      field += char;
      index++;
    } else if (char === '"') {
      inQuotes = !inQuotes;
    } else if (char === "," && !inQuotes) {
      fields.push(field);
      field = "";
    } else {
      field += char;
    }
  }
  return [...fields, field];
}

const SCIENTIFIC = /^([+-]?)(\d+)(?:\.(\d*))?e([+-]?\d{1,2})$/i;

/** `8e-05`, as number-crunching tools write small sizes, becomes `0.00008`: digits are moved, not computed. Other text stays as it is. */
function withoutExponent(text: string): string {
  const match = SCIENTIFIC.exec(text);
  if (match === null) return text;
  const [, sign, whole, fraction = "", exponent] = match;
  const point = whole.length + Number(exponent);
  const digits = (whole + fraction).padEnd(point, "0").padStart(whole.length + fraction.length - Math.min(0, point), "0");
  const at = Math.max(0, point);
  return `${sign}${digits.slice(0, at) || "0"}.${digits.slice(at)}`;
}
