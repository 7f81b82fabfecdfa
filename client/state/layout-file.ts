import * as v from "valibot";
import { type Choices, CHOICE_NAMES, checkChoice, DEFAULT_CHOICES } from "./choices.ts";
import { INDICATOR_SCHEMAS, type IndicatorName } from "./indicators.ts";
import { DEFAULT_PANELS, PANEL_NAMES, type PanelName } from "./panels.ts";

/** Choices of a market rather than of a layout. */
const NOT_IN_FILE: ReadonlySet<keyof Choices> = new Set(["symbol", "recentSymbols"]);
const FILE_NAMES = CHOICE_NAMES.filter((name) => !NOT_IN_FILE.has(name));
const KIND = "layout";
const VERSION = 1;

/** Everything that a layout file sets; what it leaves out stays as it is. */
export interface Layout {
  readonly choices: Partial<Choices>;
  readonly openPanels?: readonly PanelName[] | undefined;
}

/** What reading a file came to: a layout, or a sentence for each thing that is wrong with it. */
export type LayoutReading = { readonly layout: Layout } | { readonly problems: readonly string[] };

/** The layout of a first visit. */
export const FIRST_LAYOUT: Layout = { choices: pickChoices(DEFAULT_CHOICES), openPanels: DEFAULT_PANELS };

/** The part of the choices that is a layout. */
export function layoutOf(choices: Choices, openPanels: readonly PanelName[]): Layout {
  return { choices: pickChoices(choices), openPanels };
}

/** A layout as the text of a JSON file. */
export function writeLayout({ choices, openPanels }: Layout): string {
  return `${JSON.stringify({ flowglass: KIND, version: VERSION, openPanels, choices }, null, 2)}\n`;
}

/** Reads a layout file. Every field is checked, and each that is wrong is named; what the file leaves out is left as it is. */
export function readLayout(text: string): LayoutReading {
  let file: unknown;
  try {
    file = JSON.parse(text);
  } catch (error) {
    return { problems: [`The file is not JSON: ${error instanceof Error ? error.message : String(error)}.`] };
  }
  if (!isGroup(file) || file.flowglass !== KIND) return { problems: [`The file is not a layout of Flowglass: its field flowglass must be "${KIND}".`] };
  if (file.version !== VERSION) return { problems: [`The file is a layout of version ${JSON.stringify(file.version)}; expected version ${VERSION}.`] };
  if (!isGroup(file.choices)) return { problems: ["choices is not an object; expected settings by name."] };
  const problems = [...unknownNames(file, ["flowglass", "version", "openPanels", "choices"], ""), ...unknownNames(file.choices, FILE_NAMES, "choices.")];
  const choices: Partial<Record<keyof Choices, unknown>> = {};
  for (const name of FILE_NAMES) {
    if (!Object.hasOwn(file.choices, name)) continue;
    const found = problemsOf(name, file.choices[name]);
    problems.push(...found);
    if (found.length === 0) choices[name] = checkChoice(name, file.choices[name]);
  }
  const { openPanels } = file;
  const isPanels = openPanels === undefined || isPanelList(openPanels);
  if (!isPanels) problems.push(`openPanels is ${JSON.stringify(openPanels).slice(0, 60)}; expected a list of ${PANEL_NAMES.join(", ")}.`);
  return problems.length > 0 || !isPanels ? { problems } : { layout: { choices: choices as Partial<Choices>, openPanels } };
}

/** All that is wrong with one choice. */
function problemsOf(name: keyof Choices, value: unknown): readonly string[] {
  if (isIndicator(name)) {
    const result = v.safeParse<v.GenericSchema>(INDICATOR_SCHEMAS[name], value);
    if (result.success) return unknownFields(value, result.output, `choices.${name}`);
    return result.issues.map((issue) => {
      const path = ["choices", name, ...(issue.path ?? []).map(({ key }) => String(key))].join(".");
      return `${path} is ${issue.received}; ${issue.expected === null || issue.message.startsWith("expected") ? issue.message : `expected ${issue.expected}`}.`;
    });
  }
  try {
    checkChoice(name, value);
    return [];
  } catch (error) {
    return [`choices.${error instanceof Error ? error.message : String(error)}.`];
  }
}

/** Fields that were given and are not among those that were read. */
function unknownFields(given: unknown, read: unknown, path: string): readonly string[] {
  if (!isGroup(given) || !isGroup(read)) return [];
  return [...unknownNames(given, Object.keys(read), `${path}.`), ...Object.keys(read).flatMap((name) => unknownFields(given[name], read[name], `${path}.${name}`))];
}

function unknownNames(given: Readonly<Record<string, unknown>>, known: readonly string[], prefix: string): readonly string[] {
  return Object.keys(given).flatMap((name) => (known.includes(name) ? [] : [`${prefix}${name} is not a setting of this version.`]));
}

function pickChoices(choices: Choices): Partial<Choices> {
  return Object.fromEntries(FILE_NAMES.map((name) => [name, choices[name]]));
}

function isIndicator(name: keyof Choices): name is IndicatorName {
  return Object.hasOwn(INDICATOR_SCHEMAS, name);
}

function isPanelList(value: unknown): value is readonly PanelName[] {
  return Array.isArray(value) && value.every((name) => (PANEL_NAMES as readonly unknown[]).includes(name));
}

function isGroup(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
