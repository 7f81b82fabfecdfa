import { createStore, type StoreApi } from "zustand/vanilla";
import { type Choices, CHOICE_NAMES, checkChoice, DEFAULT_CHOICES, PLACE_CHOICES } from "./choices.ts";
import { choicesOfAddress, isWholeView } from "./choices-url.ts";
import { withOwnAlerts } from "./own-alerts.ts";
import { DEFAULT_PANELS, type PanelName } from "./panels.ts";
import type { SettingSectionName } from "./setting-fields.ts";

/** Choices of this visit only: they start anew with each page. */
export interface VisitChoices {
  /** The camera keeps up with the newest second. */
  readonly follow: boolean;
  /** The picture stands still while data go on arriving. */
  readonly paused: boolean;
  /** The colour scale keeps its numbers. */
  readonly scaleLocked: boolean;
  /** `true` when the symbol was asked for (address, script or hand), not merely remembered: then an unknown one is said, not replaced. */
  readonly symbolAsked: boolean;
  readonly sheet: "none" | "help" | "symbols" | "commands" | "footprint" | "session" | "cutoffs";
  /** Panels that are open now: the studies that only they show are asked for while they are. */
  readonly openPanels: readonly PanelName[];
  /** The parts of the settings that are unfolded. */
  readonly openSettings: readonly SettingSectionName[];
  /** The part of the settings that was asked for last, until the panel has shown it; its section is null for the panel as a whole. */
  readonly settingsAt: { readonly section: SettingSectionName | null } | null;
  /** Start of the bar that was clicked, epoch seconds; null: none, and the panels follow the newest second. */
  readonly selectedBarSec: number | null;
  /** Key of the signal that was chosen, on the chart or in its panel; null: none. */
  readonly chosenSignal: string | null;
  /** What could not be honoured, as sentences; empty when read. */
  readonly problems: readonly string[];
  /** How far exports have come that take a while, each under a number of its own; what is not there was dismissed, is done or was quick. */
  readonly exports: readonly { readonly id: number; readonly sentence: string }[];
}

export type ChoicesState = Choices & VisitChoices;
export type ChoicesStore = StoreApi<ChoicesState>;

/** The two calls of `localStorage` that are used. */
export type ChoicesStorage = Pick<Storage, "getItem" | "setItem">;

const STORAGE_KEY = "flowglass.choices";

/**
 * The store of what a user has chosen. Address before memory before defaults; an address that stands for a whole view leaves of the memory what belongs to the
 * place. How signals make themselves known is never the address's. What the address asks for is not remembered; what is changed later is.
 * @param storage null where the browser offers none: nothing is remembered.
 */
export function createChoicesStore(storage: ChoicesStorage | null, search: string): ChoicesStore {
  const remembered = readChoices(storage);
  const known = { ...DEFAULT_CHOICES, ...remembered };
  const asked = choicesOfAddress(search);
  const store = createStore<ChoicesState>()(() => ({
    ...DEFAULT_CHOICES,
    ...(isWholeView(search) ? ofPlace(remembered) : remembered),
    ...asked.choices,
    signals: withOwnAlerts(asked.choices.signals ?? (isWholeView(search) ? DEFAULT_CHOICES : known).signals, known.signals),
    follow: true,
    paused: false,
    scaleLocked: false,
    symbolAsked: typeof asked.choices.symbol === "string",
    sheet: "none",
    openPanels: asked.panelsOff ? [] : DEFAULT_PANELS,
    openSettings: ["display"],
    settingsAt: null,
    selectedBarSec: null,
    chosenSignal: null,
    problems: asked.problems,
    exports: [],
  }));
  let kept = remembered;
  store.subscribe((state, previous) => {
    const changed = CHOICE_NAMES.filter((name) => state[name] !== previous[name]);
    if (changed.length === 0) return;
    kept = { ...kept, ...Object.fromEntries(changed.map((name) => [name, state[name]])) };
    writeChoices(storage, kept);
  });
  return store;
}

function ofPlace(choices: Partial<Choices>): Partial<Choices> {
  return Object.fromEntries(Object.entries(choices).filter(([name]) => PLACE_CHOICES.has(name as keyof Choices)));
}

function readChoices(storage: ChoicesStorage | null): Partial<Choices> {
  let stored: unknown;
  try {
    stored = JSON.parse(storage?.getItem(STORAGE_KEY) ?? "{}");
  } catch {
    return {};
  }
  if (typeof stored !== "object" || stored === null) return {};
  const entries = CHOICE_NAMES.filter((name) => Object.hasOwn(stored, name)).flatMap((name) => {
    try {
      return [[name, checkChoice(name, (stored as Record<string, unknown>)[name])]];
    } catch {
      return [];
    }
  });
  return Object.fromEntries(entries);
}

function writeChoices(storage: ChoicesStorage | null, choices: Partial<Choices>): void {
  try {
    storage?.setItem(STORAGE_KEY, JSON.stringify(choices));
  } catch {
    return;
  }
}
