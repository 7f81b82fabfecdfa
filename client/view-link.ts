import { stepsToNumber } from "../core/market/decimal-step.ts";
import type { ParsedInstrument } from "../core/market/instrument.ts";
import type { Viewport } from "../core/view/viewport.ts";
import { CHOICE_NAMES, type Choices, DEFAULT_CHOICES, PLACE_CHOICES } from "./state/choices.ts";
import { withOwnAlerts } from "./state/own-alerts.ts";
import { offsetWords } from "./time-zone.ts";
import { WHOLE_VIEW } from "./state/choices-url.ts";

const VIEW_PARAMETERS = ["from", "to", "low", "high"] as const;
const MS_PER_SEC = 1000;

type Group = Readonly<Record<string, unknown>>;

/** The window that an address asks for, as text: checked when there are data to look at. Null when it asks for none. */
export type AskedView = Readonly<Partial<Record<(typeof VIEW_PARAMETERS)[number], string>>>;

/**
 * An address that shows the same again, whatever its reader has chosen before: market, options and the window. Options are named in plain words; of settings
 * only what differs from a first visit, and never how signals make themselves known.
 * @param view null while the chart follows the newest second: the reader's follows too.
 */
export function viewLink(base: string, choices: Choices, symbol: string, instrument: ParsedInstrument | null, view: Viewport | null): string {
  const url = new URL(base);
  url.hash = "";
  url.search = "";
  const { searchParams } = url;
  const shared = { ...choices, signals: withOwnAlerts(choices.signals, DEFAULT_CHOICES.signals) };
  searchParams.set("symbol", symbol);
  for (const name of CHOICE_NAMES) {
    if (name === "symbol" || PLACE_CHOICES.has(name)) continue;
    const text = parameterOf(shared[name], DEFAULT_CHOICES[name]);
    if (text !== null) searchParams.set(name, text);
  }
  searchParams.set(WHOLE_VIEW, "1");
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

/** What to say of a window that lies beside the data, null of one that does not. @param utcOffsetSec local time minus UTC, of the clock that was chosen. */
export function outsideData(view: Pick<Viewport, "fromSec" | "toSec">, data: { readonly firstSec: number | null; readonly lastSec: number | null }, utcOffsetSec: number): string | null {
  const { firstSec, lastSec } = data;
  if (firstSec === null || lastSec === null) return null;
  const moment = (sec: number): string => `${new Date((Math.floor(sec) + utcOffsetSec) * MS_PER_SEC).toISOString().slice(0, 19).replace("T", " ")} ${offsetWords(utcOffsetSec)}`;
  if (view.toSec <= firstSec) return `The link asks for a time before the data, which begin at ${moment(firstSec)}.`;
  return view.fromSec >= lastSec ? `The link asks for a time after the data, which end at ${moment(lastSec)}.` : null;
}

/** A choice as an address names it; null for settings as on a first visit. */
function parameterOf(value: unknown, preset: unknown): string | null {
  if (typeof value === "string") return value;
  if (!isGroup(value)) return value === preset ? null : JSON.stringify(value);
  const difference = isGroup(preset) ? differenceOf(value, preset) : value;
  const names = Object.keys(difference);
  if (names.length === 0) return null;
  return names.length === 1 && difference.shown === false ? "off" : JSON.stringify(difference);
}

/** What of a group of settings differs from another one. */
function differenceOf(group: Group, preset: Group): Group {
  const differing: Record<string, unknown> = {};
  for (const [name, value] of Object.entries(group)) {
    const known = preset[name];
    if (JSON.stringify(value) === JSON.stringify(known)) continue;
    differing[name] = isGroup(value) && isGroup(known) ? differenceOf(value, known) : value;
  }
  return differing;
}

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
