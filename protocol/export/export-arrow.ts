import { type DataType, Decimal, Field, Int32, makeData, RecordBatch, RecordBatchFileWriter, Schema, Struct, TimestampMillisecond } from "apache-arrow";
import type { DecimalStep } from "../../core/market/decimal-step.ts";
import { TIME_ZONE } from "../bar-layout.ts";
import { EXPORT_COLUMNS, type ExportMarket, type ExportRows } from "./export-rows.ts";

/** Digits that a decimal of 128 bits holds. */
const PRECISION = 38;
const DECIMAL_BITS = 128;
const WORDS = DECIMAL_BITS / 32;
const WORD = 2 ** 32;

/**
 * Writes an export as an Arrow IPC file, batch by batch: `time` and `gap_until` timestamp[ms, UTC], prices and volumes decimal128 in the instrument's units
 * (exact), `trades` int32. The schema's metadata names the market.
 */
export class ArrowExport {
  readonly #writer = new RecordBatchFileWriter();
  readonly #schema: Schema;
  readonly #market: ExportMarket;

  constructor(market: ExportMarket) {
    this.#market = market;
    const { symbol, tickSize, lotSize, volumeUnit, tick, lot } = market;
    const [price, volume] = [new Decimal(tick.decimals, PRECISION, DECIMAL_BITS), new Decimal(lot.decimals, PRECISION, DECIMAL_BITS)];
    const types: readonly DataType[] = [new TimestampMillisecond(TIME_ZONE), price, volume, volume, new Int32(), new TimestampMillisecond(TIME_ZONE)];
    const fields = EXPORT_COLUMNS.map((name, at) => new Field(name, types[at], name !== "time"));
    this.#schema = new Schema(fields, new Map([["symbol", symbol], ["tick_size", tickSize], ["lot_size", lotSize], ["volume_unit", volumeUnit]]));
  }

  /** Adds rows as one batch. */
  write({ length, timeSec, priceTicks, bidLots, askLots, trades, gapUntilSec }: ExportRows): void {
    const { tick, lot } = this.#market;
    const isGap = (row: number): boolean => !Number.isNaN(gapUntilSec[row]);
    const isTrade = (row: number): boolean => !isGap(row);
    const columns = [times(timeSec), decimals(priceTicks, tick), decimals(bidLots, lot), decimals(askLots, lot), trades.slice(0, length), times(gapUntilSec)];
    const children = this.#schema.fields.map(({ type, name }, at) => {
      const validity = name === "time" ? null : bitmap(length, name === "gap_until" ? isGap : isTrade);
      return makeData({ type, length, nullCount: validity?.missing ?? 0, nullBitmap: validity?.missing === 0 ? null : validity?.bits, data: columns[at] } as Parameters<typeof makeData>[0]);
    });
    this.#writer.write(new RecordBatch(this.#schema, makeData({ type: new Struct(this.#schema.fields), length, nullCount: 0, children })));
  }

  /** Ends the file. */
  finish(): Uint8Array {
    this.#writer.finish();
    return this.#writer.toUint8Array(true);
  }
}

function times(seconds: Float64Array): BigInt64Array {
  return BigInt64Array.from(seconds, (sec) => (Number.isNaN(sec) ? 0n : BigInt(sec * 1000)));
}

/** Whole steps as little-endian 128-bit integers in the step's last decimal place. */
function decimals(steps: ArrayLike<number>, { mantissa }: DecimalStep): Uint32Array {
  const words = new Uint32Array(steps.length * WORDS);
  for (let row = 0; row < steps.length; row++) {
    const product = steps[row] * mantissa;
    const at = row * WORDS;
    if (Number.isSafeInteger(product)) {
      const high = Math.floor(product / WORD);
      words[at] = product - high * WORD;
      words[at + 1] = high;
      words.fill(product < 0 ? WORD - 1 : 0, at + 2, at + WORDS);
    } else {
      const exact = BigInt(steps[row]) * BigInt(mantissa);
      for (let word = 0; word < WORDS; word++) words[at + word] = Number((exact >> BigInt(32 * word)) & 0xffffffffn);
    }
  }
  return words;
}

function bitmap(length: number, isThere: (row: number) => boolean): { readonly bits: Uint8Array; readonly missing: number } {
  const bits = new Uint8Array(Math.ceil(length / 8));
  let missing = 0;
  for (let row = 0; row < length; row++) {
    if (isThere(row)) bits[row >> 3] |= 1 << (row & 7);
    else missing++;
  }
  return { bits, missing };
}
