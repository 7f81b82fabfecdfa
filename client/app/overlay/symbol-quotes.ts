import { useEffect, useMemo, useState } from "react";
import { parseDecimalStep, stepsToNumber } from "../../../core/market/decimal-step.ts";
import { formatPrice } from "../../../core/view/number-format.ts";
import type { SymbolReading } from "../chart-snapshot.ts";

/** A market's newest price and its change since the start of the session, as text. */
export interface Quote {
  readonly price: string;
  readonly change: string;
  readonly direction: -1 | 0 | 1;
}

interface PriceAnswer {
  readonly symbol: string;
  readonly price: number | null;
  readonly change: number | null;
}

const PERIOD_MS = 2000;

/** The prices of all markets that have one, asked of the server now and then while they are looked at; empty while it does not answer. */
export function useQuotes(markets: readonly SymbolReading[]): ReadonlyMap<string, Quote> {
  const [answers, setAnswers] = useState<readonly PriceAnswer[]>([]);
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async (): Promise<void> => {
      const found = await askPrices();
      if (isGone) return;
      if (found !== null) setAnswers(found);
      timer = setTimeout(() => void ask(), PERIOD_MS);
    };
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return useMemo(() => quotesOf(answers, markets), [answers, markets]);
}

async function askPrices(): Promise<readonly PriceAnswer[] | null> {
  try {
    const response = await fetch("/api/symbols");
    const { symbols } = (await response.json()) as { readonly symbols?: readonly PriceAnswer[] };
    return symbols ?? null;
  } catch {
    return null;
  }
}

/** Prices as each market writes them. */
export function quotesOf(answers: readonly PriceAnswer[], markets: readonly Pick<SymbolReading, "symbol" | "tickSize">[]): ReadonlyMap<string, Quote> {
  return new Map(
    answers.flatMap(({ symbol, price, change }): [string, Quote][] => {
      const market = markets.find((one) => one.symbol === symbol);
      if (market === undefined || typeof price !== "number" || typeof change !== "number") return [];
      const tick = parseDecimalStep(market.tickSize);
      const text = (value: number): string => formatPrice(Math.round(value / stepsToNumber(1, tick)), tick);
      const open = price - change;
      const percent = open === 0 ? 0 : (100 * change) / Math.abs(open);
      const sign = change > 0 ? "+" : change < 0 ? "−" : "";
      return [[symbol, { price: text(price), change: `${sign}${text(Math.abs(change))} (${sign}${Math.abs(percent).toFixed(2)} %)`, direction: Math.sign(change) as -1 | 0 | 1 }]];
    }),
  );
}
