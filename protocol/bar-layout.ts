import type { BarView } from "../core/market/bar-view.ts";

type BarKey = Exclude<keyof BarView, "length" | "levelOffsets" | `level${string}`>;
type LevelKey = "levelPriceTicks" | "levelBidLots" | "levelAskLots" | "levelTrades";

/** Physical type of a column on the wire: `timestamp` is int64 milliseconds UTC, `bool` is one bit a value, the others are what they say. */
export type ColumnType = "timestamp" | "int32" | "float64" | "bool";

/** One column of the Arrow schema and the field of {@link BarView} it carries. */
export interface ColumnLayout<Key extends string = string> {
  /** Name in the Arrow schema. */
  readonly name: string;
  readonly type: ColumnType;
  readonly key: Key;
  /** A missing value is null on the wire and `NaN` in the view. */
  readonly nullable?: true;
}

/**
 * The flat columns of a bar, in schema order (DESIGN.md section 3). Prices are ticks, volumes are lots. Encoder, decoder, schema and the check of a
 * foreign schema all walk this list, so they cannot disagree.
 */
export const BAR_COLUMNS: readonly ColumnLayout<BarKey>[] = [
  { name: "time", type: "timestamp", key: "timeSec" },
  { name: "open", type: "int32", key: "openTicks" },
  { name: "high", type: "int32", key: "highTicks" },
  { name: "low", type: "int32", key: "lowTicks" },
  { name: "close", type: "int32", key: "closeTicks" },
  { name: "volume", type: "float64", key: "volumeLots" },
  { name: "bid_volume", type: "float64", key: "bidLots" },
  { name: "ask_volume", type: "float64", key: "askLots" },
  { name: "trades", type: "int32", key: "trades" },
  { name: "open_interest", type: "float64", key: "openInterest", nullable: true },
  { name: "estimated", type: "bool", key: "estimated" },
];

/** Name of the last column: a list of structs with {@link LEVEL_COLUMNS}. */
export const LEVELS_COLUMN = "levels";
/** Name of the list's item field. */
export const LEVEL_ITEM = "item";

/** The children of the `levels` struct, in schema order. */
export const LEVEL_COLUMNS: readonly ColumnLayout<LevelKey>[] = [
  { name: "price", type: "int32", key: "levelPriceTicks" },
  { name: "bid", type: "float64", key: "levelBidLots" },
  { name: "ask", type: "float64", key: "levelAskLots" },
  { name: "trades", type: "int32", key: "levelTrades" },
];

/** Time zone of the `time` column. */
export const TIME_ZONE = "UTC";

/** Field nodes of a record batch: every column, the list, its struct and the struct's children, in depth-first order. */
export const NODE_COUNT = BAR_COLUMNS.length + 2 + LEVEL_COLUMNS.length;
/** Buffers of a record batch: validity and values of each column, validity and offsets of the list, validity of the struct, then its children's pairs. */
export const BUFFER_COUNT = BAR_COLUMNS.length * 2 + 3 + LEVEL_COLUMNS.length * 2;

/** Wire bytes of `rows` bars with `levels` levels, without padding and metadata: what a chunk of bars costs. */
export function barBytes(rows: number, levels: number): number {
  return rows * BYTES_PER_BAR + levels * BYTES_PER_LEVEL;
}

/** Bytes of one value, rounded up for `bool`. */
const VALUE_BYTES: Readonly<Record<ColumnType, number>> = { timestamp: 8, int32: 4, float64: 8, bool: 1 };
const LIST_OFFSET_BYTES = 4;
const BYTES_PER_BAR = BAR_COLUMNS.reduce((sum, column) => sum + VALUE_BYTES[column.type], LIST_OFFSET_BYTES);
const BYTES_PER_LEVEL = LEVEL_COLUMNS.reduce((sum, column) => sum + VALUE_BYTES[column.type], 0);
