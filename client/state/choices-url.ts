import { type Choices, CHOICE_NAMES, checkChoice } from "./choices.ts";

/** Choices that an address asks for, and a sentence for each that cannot be honoured. */
export interface AddressChoices {
  readonly choices: Partial<Choices>;
  readonly problems: readonly string[];
}

/**
 * Reads `?symbol=&timeframe=&mode=&theme=&renderer=&rowTicks=&scope=&outline=&palette=&hud=1`. Unknown parameters are left alone; a bad value is
 * reported and its choice stays as it was.
 */
export function choicesOfAddress(search: string): AddressChoices {
  const parameters = new URLSearchParams(search);
  const choices: Partial<Record<keyof Choices, Choices[keyof Choices]>> = {};
  const problems: string[] = [];
  for (const name of CHOICE_NAMES) {
    const text = parameters.get(name);
    if (text === null) continue;
    try {
      choices[name] = checkChoice(name, valueOfText(name, text));
    } catch (error) {
      problems.push(`The address asks for something unknown: ${error instanceof Error ? error.message : String(error)}.`);
    }
  }
  return { choices: choices as Partial<Choices>, problems };
}

function valueOfText(name: keyof Choices, text: string): unknown {
  if (name === "hud") return text === "" || text === "1" || text === "true" ? true : text === "0" || text === "false" ? false : text;
  if (name === "rowTicks") return /^\d+$/.test(text) ? Number(text) : text;
  return text;
}
