import { type Choices, CHOICE_NAMES, checkChoice } from "./choices.ts";
import { checkIndicator, TOGGLED_INDICATORS } from "./indicators.ts";
import { partOwnAlerts } from "./own-alerts.ts";

/** Choices that an address asks for, and a sentence for each that cannot be honoured. */
export interface AddressChoices {
  readonly choices: Partial<Choices>;
  readonly problems: readonly string[];
  /** `?panels=off`: for this visit all panels are closed. */
  readonly panelsOff: boolean;
}

/** Choices that an address cannot set. */
const CHOSEN_ON_THE_PAGE: ReadonlySet<keyof Choices> = new Set(["keys", "panels", "recentSymbols"]);

/** The parameter of an address that stands for a whole view: what such an address does not name is as on a first visit, not as remembered. */
export const WHOLE_VIEW = "shared";

/** `true` when an address stands for a whole view ({@link WHOLE_VIEW}). */
export function isWholeView(search: string): boolean {
  return switchOfText(new URLSearchParams(search).get(WHOLE_VIEW)) === true;
}

/**
 * Reads `?symbol=&timeframe=&mode=&theme=&renderer=&rowTicks=&scope=&outline=&palette=&hud=1`, and settings such as `&profile=off`, `&cvd={"style":"candles"}`
 * or `&indicators=off` for all of them at once; `&panels=off` closes the panels for this visit. Every switch is on for `on`, `true` and `1`, off for `off`,
 * `false` and `0`. Unknown parameters are left alone; a bad value is reported and its choice stays as it was. Keys, the arrangement of the panels and how signals
 * make themselves known are not for an address to set: somebody else may have made it.
 */
export function choicesOfAddress(search: string): AddressChoices {
  const parameters = new URLSearchParams(search);
  const choices: Partial<Record<keyof Choices, Choices[keyof Choices]>> = {};
  const problems: string[] = [];
  if (switchOfText(parameters.get("indicators")) === false) {
    for (const name of TOGGLED_INDICATORS) choices[name] = checkIndicator(name, false);
    choices.footprint = checkIndicator("footprint", { statistics: false });
  }
  for (const name of CHOICE_NAMES) {
    const text = parameters.get(name);
    if (text === null || (name === "panels" && switchOfText(text) !== null)) continue;
    if (CHOSEN_ON_THE_PAGE.has(name)) {
      problems.push(`The address asks for ${name}, which is chosen on the page itself${name === "panels" ? "; it may say panels=on or panels=off" : ""}.`);
      continue;
    }
    try {
      const given = valueOfText(name, text);
      const { view, own } = name === "signals" ? partOwnAlerts(given) : { view: given, own: [] };
      choices[name] = checkChoice(name, view);
      if (own.length > 0) problems.push(`The address asks for ${own.map((one) => `signals.${one}`).join(", ")}: how signals make themselves known is chosen on the page itself.`);
    } catch (error) {
      problems.push(`The address asks for something unknown: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return { choices: choices as Partial<Choices>, problems, panelsOff: switchOfText(parameters.get("panels")) === false };
}

function valueOfText(name: keyof Choices, text: string): unknown {
  if (name === "hud") return text === "" ? true : (switchOfText(text) ?? text);
  if (name === "rowTicks" || name === "firstMinutes") return /^\d+$/.test(text) ? Number(text) : text;
  if ((TOGGLED_INDICATORS as readonly string[]).includes(name)) {
    const isOn = switchOfText(text);
    if (isOn !== null) return isOn;
  }
  return text.startsWith("{") || text === "null" ? JSON.parse(text) : text;
}

const SWITCH_WORDS: Readonly<Record<string, boolean>> = { on: true, true: true, "1": true, off: false, false: false, "0": false };

/** A switch as it is written in an address; null for anything else. */
function switchOfText(text: string | null): boolean | null {
  return text !== null && Object.hasOwn(SWITCH_WORDS, text) ? SWITCH_WORDS[text] : null;
}
