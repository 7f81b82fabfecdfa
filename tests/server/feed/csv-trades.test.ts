import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC, parseInstrument } from "../../../core/market/instrument.ts";
import { CsvTrades } from "../../../server/feed/csv-trades.ts";
import { LINE_VERDICTS } from "../../../server/feed/line-reader.ts";

const instrument = parseInstrument({ symbol: "X", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC });
const TRADE = { timeMs: 1_723_161_256_322, priceTicks: 618_003, sizeLots: 6, aggressor: "buy" };

function readWith(header: string, line: string) {
  const reader = new CsvTrades("f.csv", 1, header, instrument);
  const verdict = reader.read(line);
  return verdict === LINE_VERDICTS.TRADE ? { ...reader.trade } : verdict === LINE_VERDICTS.BAD ? reader.reason : verdict;
}

const readLine = (line: string) => readWith("ts_ns,price,size,side", line);

describe("CsvTrades", () => {
  it.each([
    ["ts_ns,price,size,side", "1723161256322000000,61800.30,0.006,B"],
    ["ts_us,price,qty,side", "1723161256322000,61800.3,0.006,buy"],
    ["ts_ms,price,size,side", "1723161256322,61800.3,0.006,BUY"],
    ["time,price,size,side", "1723161256.322,61800.3,0.006000,Buy"],
    ["time,price,size,side", "2024-08-08T23:54:16.322Z,61800.3,0.006,b"],
    ["Side,note,QTY,Price,TS_MS,more", "b,x,0.006,61800.3,1723161256322,y"],
    ["side,time,price,size", "B , 2024-08-08 23:54:16.322 , 61800.3, 0.006 "],
    ['"ts_ms","price","size","side"', '"1723161256322","61800.3","0.006","B"'],
    ["note,ts_ms,price,size,side", '"a, ""b"" c",1723161256322,61800.3,0.006,B'],
    ["ts_ms,price,size,side", "1723161256322,6.18003e4,6e-03,B"],
    ["ts_ms,price,size,side", "1723161256322,618003e-1,60E-4,B"],
    ["time,ts_ms,price,size,side", "noon,1723161256322,61800.3,0.006,B"],
  ])("reads %s", (header, line) => {
    expect(readWith(header, line)).toEqual(TRADE);
  });

  it("reads sells", () => {
    for (const side of ["S", "s", "sell", "SELL"]) expect(readLine(`1723161256322000000,61800.3,0.006,${side}`)).toMatchObject({ aggressor: "sell" });
  });

  it.each(["", "   ", "ts_ns,price,size,side"])("passes over %j", (line) => {
    expect(readLine(line)).toBe(LINE_VERDICTS.SKIPPED);
  });

  it.each([
    ["1723161256322000000,61800.3", "has 2 columns, expected at least 4"],
    ["x,61800.3,0.006,B", 'ts_ns "x" is no time'],
    ["-5,61800.3,0.006,B", 'ts_ns "-5" is no time'],
    ["1723161256322000000,abc,0.006,B", 'price "abc" is no decimal number'],
    ["1723161256322000000,,0.006,B", 'price "" is no decimal number'],
    ["1723161256322000000,61800.33,0.006,B", "price 61800.33 is not a multiple of the tick size 0.1"],
    ["1723161256322000000,61800.3,0.0065,B", "size 0.0065 is not a multiple of the lot size 0.001"],
    ["1723161256322000000,61800.3,NaN,B", 'size "NaN" is no decimal number'],
    ["1723161256322000000,61800.3,0.006,X", 'side "X" is none of B, S, buy, sell'],
    ["1723161256322000000,61800.3,0.006,", 'side "" is none of'],
    ["1723161256322000000,6180\u001b[31m0,0.006,B", 'price "6180\\u001b[31m0" is no decimal number'],
    [`1723161256322000000,${"9".repeat(99)}x,0.006,B`, `price "${"9".repeat(40)}…" is no decimal number`],
  ])("refuses %j", (line, reason) => {
    expect(readLine(line)).toContain(reason);
  });

  it.each([
    ["price,size,side", "f.csv: line 1 has no column ts_ns or ts_us or ts_ms or time"],
    ["ts_ns,size,side", "f.csv: line 1 has no column price"],
    ["ts_ns,price,side", "f.csv: line 1 has no column size or qty"],
    ["ts_ns,price,size", "f.csv: line 1 has no column side"],
  ])("refuses the header %j", (header, message) => {
    expect(() => new CsvTrades("f.csv", 1, header, instrument)).toThrow(message);
  });
});
