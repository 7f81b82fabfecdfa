import { tableFromIPC as readWithFlechette } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { BAR_COLUMNS, LEVELS_COLUMN } from "../../protocol/bar-layout.ts";
import { BAR_SCHEMA_MESSAGE } from "../../protocol/bar-schema.ts";
import { encodeArrowStream, encodeBars } from "../../protocol/encode.ts";
import { toPlainBars } from "../support/protocol-samples.ts";
import { seededBars, testInstrument } from "../support/seeded-bars.ts";

const BARS = seededBars({ seed: 21, count: 9000, maxLevels: 3 });
const STREAM = encodeArrowStream(BARS, 0, BARS.length, testInstrument("BTCUSDT", "0.25", "0.001"));
const NAMES = [...BAR_COLUMNS.map(({ name }) => name), LEVELS_COLUMN];
const ROWS = [0, 1, 4095, 4096, 8999];

/** Times come as numbers or dates, structs as objects with a prototype: one plain form for all readers. */
function toPlain(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value, (key, item) => (key === "time" ? new Date(item).toISOString() : item)));
}

describe("the Arrow stream", () => {
  const expected = toPlainBars(BARS);

  it("is read by arrow-js: metadata, types and every kind of value", () => {
    const table = tableFromIPC(STREAM);
    expect(table.numRows).toBe(BARS.length);
    expect(table.schema.fields.map((field) => field.name)).toEqual(NAMES);
    expect(table.schema.fields.map((field) => String(field.type))).toEqual([
      "Timestamp<MILLISECOND, UTC>", "Int32", "Int32", "Int32", "Int32", "Float64", "Float64", "Float64", "Int32", "Float64", "Bool",
      "List<Struct<{price:Int32, bid:Float64, ask:Float64, trades:Int32}>>",
    ]);
    expect(Object.fromEntries(table.schema.metadata)).toEqual({ symbol: "BTCUSDT", tick_size: "0.25", lot_size: "0.001" });
    for (const row of ROWS) expect(toPlain(table.get(row)), `row ${row}`).toEqual(expected[row]);
  });

  it("is read by flechette alike", () => {
    const table = readWithFlechette(STREAM);
    expect(table.numRows).toBe(BARS.length);
    expect(Object.fromEntries(table.schema.metadata ?? [])).toEqual({ symbol: "BTCUSDT", tick_size: "0.25", lot_size: "0.001" });
    for (const row of ROWS) expect(toPlain(table.at(row)), `row ${row}`).toEqual(expected[row]);
  });

  it("may be empty", () => {
    const empty = encodeArrowStream(BARS, 5, 5, testInstrument());
    expect(tableFromIPC(empty).numRows).toBe(0);
    expect(tableFromIPC(empty).schema.fields.map((field) => field.name)).toEqual(NAMES);
  });

  it("shares its batches with the wire: schema message and body together are a stream", () => {
    const table = tableFromIPC([BAR_SCHEMA_MESSAGE, encodeBars(BARS, 10, 12)]);
    expect(toPlain(table.toArray())).toEqual(expected.slice(10, 12));
  });
});
