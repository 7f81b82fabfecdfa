import { stepsToNumber } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { CHOICE_NAMES, type Choices, DEFAULT_CHOICES } from "./state/choices.ts";

/** Choices that belong to a place, not to a view. */
const OWN: ReadonlySet<keyof Choices> = new Set(["recentSymbols", "panels", "keys", "hud", "renderer"]);
const VIEW_PARAMETERS = ["from", "to", "low", "high"] as const;
const MS_PER_SEC = 1000;

/** The window that an address asks for, as text: checked when there are data to look at. Null when it asks for none. */
export type AskedView = Readonly<Partial<Record<(typeof VIEW_PARAMETERS)[number], string>>>;

/** An address that shows the same again: market, options and, unless the chart follows the newest second, the window. */
export function viewLink(base: string, choices: Choices, symbol: string, instrument: ParsedInstrument | null, view: Viewport | null): string {
  const url = new URL(base);
  url.hash = "";
  url.search = "";
  const { searchParams } = url;
  searchParams.set("symbol", symbol);
  for (const name of CHOICE_NAMES) {
    if (name === "symbol" || OWN.has(name)) continue;
    const text = JSON.stringify(choices[name]);
    if (text !== JSON.stringify(DEFAULT_CHOICES[name])) searchParams.set(name, typeof choices[name] === "string" ? String(choices[name]) : text);
  }
  if (view === null || instrument === null) return url.href;
  searchParams.set("from", String(view.fromSec * MS_PER_SEC));
  searchParams.set("to", String(view.toSec * MS_PER_SEC));
  searchParams.set("low", String(stepsToNumber(view.lowTicks, instrument.tick)));
  searchParams.set("high", String(stepsToNumber(view.highTicks, instrument.tick)));
  return url.href;
}

/** The window that an address asks for. */
export function askedView(search: string): AskedView | null {
  const parameters = new URLSearchParams(search);
  const asked = VIEW_PARAMETERS.flatMap((name) => {
    const text = parameters.get(name);
    return text === null ? [] : [[name, /^-?\d{11,}(?:\.\d+)?$/.test(text) ? Number(text) : text]];
  });
  return asked.length === 0 ? null : Object.fromEntries(asked);
}
