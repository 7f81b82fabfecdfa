import { describe, expect, it } from "vitest";
import { ALL_DAY_UTC, parseInstrument } from "../../../core/market/instrument.ts";
import { BinanceTrades, isBinanceLine, selectBinance } from "../../../server/feed/binance-trades.ts";
import { LINE_VERDICTS } from "../../../server/feed/line-reader.ts";

const instrument = parseInstrument({ symbol: "BTCUSDT", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "", session: ALL_DAY_UTC });
const MESSAGE = { e: "trade", E: 1, T: 1_723_161_256_322, s: "BTCUSDT", t: 77, p: "61800.30", q: "0.006", X: "MARKET", m: false };

const line = (data: object, stream = "btcusdt@trade"): string => `1723161255088176367 ${JSON.stringify({ stream, data })}`;
const trade = (change: object): string => line({ ...MESSAGE, ...change });
const BOOK = line({ e: "bookTicker", u: 1, s: "BTCUSDT", b: "1", B: "2", a: "3", A: "4" }, "btcusdt@bookTicker");

function read(text: string, event: "trade" | "aggTrade" = "trade") {
  const reader = new BinanceTrades({ symbol: "BTCUSDT", event }, instrument);
  const verdict = reader.read(text);
  return { verdict, trade: reader.trade, id: reader.tradeId, reason: reader.reason };
}

describe("BinanceTrades", () => {
  it("reads a trade; the buyer resting means that the seller was the aggressor", () => {
    expect(read(trade({}))).toMatchObject({
      verdict: LINE_VERDICTS.TRADE,
      trade: { timeMs: 1_723_161_256_322, priceTicks: 618_003, sizeLots: 6, aggressor: "buy" },
      id: 77,
    });
    expect(read(trade({ m: true })).trade.aggressor).toBe("sell");
  });

  it("reads trades without an envelope, without an order type, and with times in microseconds", () => {
    expect(read(`1723161255088176367 ${JSON.stringify(MESSAGE)}`).verdict).toBe(LINE_VERDICTS.TRADE);
    expect(read(trade({ X: undefined })).verdict).toBe(LINE_VERDICTS.TRADE);
    expect(read(trade({ T: 1_723_161_256_322_500 })).trade.timeMs).toBe(1_723_161_256_322.5);
  });

  it("reads aggregated trades by their own ids", () => {
    expect(read(line({ ...MESSAGE, e: "aggTrade", a: 5, t: undefined }), "aggTrade")).toMatchObject({ verdict: LINE_VERDICTS.TRADE, id: 5 });
    expect(read(line({ ...MESSAGE, e: "aggTrade", a: 5 })).verdict).toBe(LINE_VERDICTS.SKIPPED);
  });

  it("tells prints that are no market trades, and trades of others", () => {
    expect(read(trade({ X: "INSURANCE_FUND" }))).toMatchObject({ verdict: LINE_VERDICTS.NON_MARKET, id: 77 });
    expect(read(trade({ s: "ETHUSDT" })).verdict).toBe(LINE_VERDICTS.OTHER_SYMBOL);
  });

  it("passes over other events and blank lines", () => {
    expect([BOOK, "", "  "].map((text) => read(text).verdict)).toEqual([LINE_VERDICTS.SKIPPED, LINE_VERDICTS.SKIPPED, LINE_VERDICTS.SKIPPED]);
  });

  it.each([
    [trade({}).slice(0, -9), "is cut off or no JSON"],
    [BOOK.slice(0, -9), "is no"],
    ["hello", '"hello" is no "<local ns> <JSON>" line'],
    [trade({ t: "77" }), "has no trade id"],
    [trade({ t: -1 }), "has no trade id"],
    [trade({ T: undefined }), "has no trade time T"],
    [trade({ m: "no" }), "does not say who was the aggressor"],
    [trade({ p: "61800.33" }), "price 61800.33 is not a multiple of the tick size 0.1"],
    [trade({ q: undefined }), 'size "undefined" is no decimal number'],
  ])("refuses %j", (text, reason) => {
    expect(read(text)).toMatchObject({ verdict: LINE_VERDICTS.BAD, reason: expect.stringContaining(reason) });
  });

  it("recognises its lines by content", () => {
    expect([trade({}), BOOK].every(isBinanceLine)).toBe(true);
    expect(["ts_ns,price,size,side", "1723161256322000000,61800.30,0.006,B", '{"e":"trade"}', ""].some(isBinanceLine)).toBe(false);
  });
});

describe("selectBinance", () => {
  const agg = line({ ...MESSAGE, e: "aggTrade", a: 5 }, "btcusdt@aggTrade");
  const other = trade({ s: "ETHUSDT" });

  it("takes the only symbol, and aggregated trades only where there are no others", () => {
    expect(selectBinance("f", [BOOK, trade({})], "my-name")).toEqual({ symbol: "BTCUSDT", event: "trade" });
    expect(selectBinance("f", [agg], "")).toEqual({ symbol: "BTCUSDT", event: "aggTrade" });
    expect(selectBinance("f", [agg, trade({}), agg], "")).toEqual({ symbol: "BTCUSDT", event: "trade" });
    expect(selectBinance("f", [BOOK, "1 {", "rubbish"], "")).toBeNull();
  });

  it("takes the wanted of several symbols, and asks when none is", () => {
    expect(selectBinance("f", [trade({}), other], "ethusdt")).toEqual({ symbol: "ETHUSDT", event: "trade" });
    expect(() => selectBinance("f.gz", [trade({}), other], "X")).toThrow('f.gz holds trades of "BTCUSDT" and "ETHUSDT": choose one of them with --symbol');
  });
});
