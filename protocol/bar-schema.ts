import { Bool, type DataType, Field, Float64, Int32, List, Schema, Struct, TimestampMillisecond } from "apache-arrow";
import type { Instrument } from "../core/market/instrument.ts";
import { BAR_COLUMNS, type ColumnLayout, type ColumnType, LEVEL_COLUMNS, LEVEL_ITEM, LEVELS_COLUMN, TIME_ZONE } from "./bar-layout.ts";
import { encapsulateSchema } from "./encapsulate.ts";

const ARROW_TYPES: Readonly<Record<ColumnType, () => DataType>> = {
  timestamp: () => new TimestampMillisecond(TIME_ZONE),
  int32: () => new Int32(),
  float64: () => new Float64(),
  bool: () => new Bool(),
};

/** Names of the schema's metadata in an Arrow stream of one instrument. */
export const SCHEMA_METADATA = { symbol: "symbol", tickSize: "tick_size", lotSize: "lot_size" } as const;

/** The Arrow schema of a bar, with metadata or without. */
export function barSchema(metadata: ReadonlyMap<string, string> = new Map()): Schema {
  const level = new Struct(LEVEL_COLUMNS.map(toField));
  const levels = new List(new Field(LEVEL_ITEM, level, false));
  return new Schema([...BAR_COLUMNS.map(toField), new Field(LEVELS_COLUMN, levels, false)], new Map(metadata));
}

/** The schema with what a reader needs to turn ticks and lots into prices and volumes: `symbol`, `tick_size`, `lot_size` as decimal text. */
export function instrumentSchema(instrument: Instrument): Schema {
  return barSchema(
    new Map([
      [SCHEMA_METADATA.symbol, instrument.symbol],
      [SCHEMA_METADATA.tickSize, instrument.tickSize],
      [SCHEMA_METADATA.lotSize, instrument.lotSize],
    ]),
  );
}

/** The encapsulated schema message that `welcome` carries (base64) and every data frame relies on. */
export const BAR_SCHEMA_MESSAGE: Uint8Array = encapsulateSchema(barSchema());

/** Names the schema in every frame header: FNV-1a (32 bits) of {@link BAR_SCHEMA_MESSAGE}. */
export const SCHEMA_ID = fnv1a(BAR_SCHEMA_MESSAGE);

function toField(column: ColumnLayout): Field {
  return new Field(column.name, ARROW_TYPES[column.type](), column.nullable === true);
}

function fnv1a(bytes: Uint8Array): number {
  let hash = 0x811c9dc5;
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193);
  return hash >>> 0;
}
