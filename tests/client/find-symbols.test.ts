import { describe, expect, it } from "vitest";
import { findSymbols } from "../../client/app/overlay/find-symbols.ts";
import { quotesOf } from "../../client/app/overlay/symbol-quotes.ts";
import { checkChoice, withRecentSymbol } from "../../client/state/choices.ts";

const MARKETS = [
  { symbol: "BTCUSDT", description: "Binance USD-M perpetual" },
  { symbol: "ETHUSDT", description: "Binance USD-M perpetual" },
  { symbol: "ES.H2", description: "E-mini S&P 500, March" },
  { symbol: "METH", description: "something else" },
];

function found(text: string, recent: readonly string[] = []): readonly string[] {
  return findSymbols(MARKETS, text, recent).map(({ symbol }) => symbol);
}

describe("the search for markets", () => {
  it("offers those used last first, then the others as the server names them", () => {
    expect(found("")).toEqual(["BTCUSDT", "ETHUSDT", "ES.H2", "METH"]);
    expect(found("", ["ES.H2", "GONE", "ETHUSDT"])).toEqual(["ES.H2", "ETHUSDT", "BTCUSDT", "METH"]);
  });

  it("takes words of symbol and description in any case, symbols that begin with them first", () => {
    expect(found("eth", ["METH"])).toEqual(["ETHUSDT", "METH"]);
    expect(found("binance")).toEqual(["BTCUSDT", "ETHUSDT"]);
    expect(found(" perpetual eth ")).toEqual(["ETHUSDT"]);
    expect(found("xyz")).toEqual([]);
  });

  it("remembers what was used, each once and not too many", () => {
    expect(withRecentSymbol(["A", "B"], "B")).toEqual(["B", "A"]);
    const many = Array.from({ length: 30 }, (_, at) => `S${at}`).reduce<readonly string[]>(withRecentSymbol, []);
    expect(many).toHaveLength(20);
    expect(checkChoice("recentSymbols", many)).toEqual(many);
    expect(() => checkChoice("recentSymbols", ["a b"])).toThrow(/^recentSymbols is .+; expected a list of at most 20 symbols/);
  });
});

it("writes prices with the market's own decimals, and leaves out what is not known", () => {
  const answers = [
    { symbol: "A", price: 61_659.8, change: -140.5 },
    { symbol: "B", price: null, change: null },
    { symbol: "C", price: 1, change: 1 },
  ];
  const quotes = quotesOf(answers, [{ symbol: "A", tickSize: "0.1" }, { symbol: "B", tickSize: "1" }]);
  expect([...quotes]).toEqual([["A", { price: "61,659.8", change: "−140.5 (−0.23 %)", direction: -1 }]]);
});
