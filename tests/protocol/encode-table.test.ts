import { tableFromIPC as readWithFlechette } from "@uwdata/flechette";
import { tableFromIPC } from "apache-arrow";
import { describe, expect, it } from "vitest";
import { parseDecimalStep } from "../../core/market/decimal-step.ts";
import { STREAM_END } from "../../protocol/encode.ts";
import { encodeTableBatch, encodeTableStart } from "../../protocol/encode-table.ts";
import type { TableBatch, TableColumns } from "../../protocol/table.ts";

const UNITS = { tick: parseDecimalStep("0.25"), lot: parseDecimalStep("0.001") };
const COLUMNS: TableColumns = [
  { name: "time", kind: "time", description: "", nullable: true },
  { name: "price", kind: "price", description: "" },
  { name: "volume", kind: "volume", description: "", nullable: true },
  { name: "ratio", kind: "number", description: "", nullable: true },
  { name: "flag", kind: "flag", description: "" },
  { name: "label", kind: "text", description: "", nullable: true },
  {
    name: "levels",
    kind: "list",
    description: "",
    items: [
      { name: "price", kind: "price", description: "" },
      { name: "ratio", kind: "number", description: "", nullable: true },
    ],
  },
];
const FIRST: TableBatch = {
  length: 3,
  numbers: {
    time: [1_700_000_000, Number.NaN, -1],
    price: [-3, 0, 247_201],
    volume: Float64Array.of(1, Number.NaN, 999_999),
    ratio: [Number.POSITIVE_INFINITY, 0.1, 2],
    flag: [0, 1, 1],
  },
  texts: { label: ["größer", "", "x"] },
  lists: { levels: { offsets: [2, 4, 4, 5], numbers: { price: [9, 9, 1, 2, 3], ratio: [9, 9, 0.5, Number.NaN, 4] } } },
};
const SECOND: TableBatch = {
  length: 1,
  numbers: { time: [5], price: [4], volume: [5], ratio: [6], flag: [1] },
  texts: { label: ["y"] },
  lists: { levels: { offsets: [0, 0], numbers: { price: [], ratio: [] } } },
};
const EXPECTED = [
  { time: 1_700_000_000_000, price: -0.75, volume: 0.001, ratio: null, flag: false, label: "größer", levels: [{ price: 0.25, ratio: 0.5 }, { price: 0.5, ratio: null }] },
  { time: null, price: 0, volume: null, ratio: 0.1, flag: true, label: null, levels: [] },
  { time: -1000, price: 61_800.25, volume: 999.999, ratio: 2, flag: true, label: "x", levels: [{ price: 0.75, ratio: 4 }] },
  { time: 5000, price: 1, volume: 0.005, ratio: 6, flag: true, label: "y", levels: [] },
];

function stream(...batches: TableBatch[]): Uint8Array {
  const parts = [encodeTableStart(COLUMNS, new Map([["poc", "1.25"]])), ...batches.map((batch) => encodeTableBatch(COLUMNS, batch, UNITS)), STREAM_END];
  return new Uint8Array(Buffer.concat(parts));
}

describe("a table as an Arrow stream", () => {
  it("is read by arrow-js, batch after batch", () => {
    const table = tableFromIPC(stream(FIRST, SECOND));
    expect(JSON.parse(JSON.stringify(table.toArray()))).toEqual(EXPECTED);
    expect(Object.fromEntries(table.schema.metadata)).toEqual({ poc: "1.25" });
  });

  it("is read by flechette", () => {
    const table = readWithFlechette(stream(FIRST, SECOND), { useProxy: false });
    const plain = table.toArray().map((row) => ({ ...row, levels: [...row["levels"]] }));
    expect(JSON.parse(JSON.stringify(plain))).toEqual(EXPECTED);
  });

  it("may have no rows", () => {
    expect(tableFromIPC(stream()).numRows).toBe(0);
    expect(tableFromIPC(stream()).schema.fields.map(({ name }) => name)).toEqual(COLUMNS.map(({ name }) => name));
  });

  it("says which column a batch lacks", () => {
    const { price: _price, ...numbers } = SECOND.numbers;
    expect(() => encodeTableBatch(COLUMNS, { ...SECOND, numbers }, UNITS)).toThrow("the batch has no numbers for column price");
    expect(() => encodeTableBatch(COLUMNS, { ...SECOND, texts: {} }, UNITS)).toThrow("the batch has no texts for column label");
    expect(() => encodeTableBatch(COLUMNS, { ...SECOND, lists: {} }, UNITS)).toThrow("the batch has no lists for column levels");
  });
});
