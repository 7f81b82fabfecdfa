import { plainDecimal } from "../../core/market/decimal-step.ts";
import { type Choices, checkChoice, DEFAULT_CHOICES } from "./choices.ts";
import type { NumberField, SettingField, SettingPath } from "./setting-fields.ts";
import { COMMA_RULE, numberOfTyped } from "./typed-number.ts";

/** The choices that settings stand in. */
export type SettingsBase = Choices & { readonly scaleLocked: boolean };

const DEFAULTS: SettingsBase = { ...DEFAULT_CHOICES, scaleLocked: false };

/** The value that stands at a path. */
export function valueAt(base: SettingsBase, path: SettingPath): unknown {
  return path.reduce<unknown>((value, key) => (value as Readonly<Record<string, unknown>>)[key], base);
}

/** The value of a first visit. */
export function defaultAt(path: SettingPath): unknown {
  return valueAt(DEFAULTS, path);
}

/**
 * The choices that change when a value is put at a path: the one that holds it, checked as a whole.
 * @throws RangeError with a sentence when the schema refuses it.
 */
export function changeAt(base: SettingsBase, path: SettingPath, value: unknown): Partial<SettingsBase> {
  const [name] = path;
  if (name === "scaleLocked") return { scaleLocked: value === true };
  return { [name]: checkChoice(name, placedAt(base, path, value)[name]) };
}

/** The choice that changes when a value is put at a path, unchecked. */
export function placedAt(base: SettingsBase, [name, ...rest]: SettingPath, value: unknown): Partial<SettingsBase> {
  return { [name]: put(base[name], rest, value) };
}

/** All fields as on a first visit. */
export function defaultsOf(base: SettingsBase, fields: readonly SettingField[]): Partial<SettingsBase> {
  const changed = { ...base };
  for (const { path } of fields) Object.assign(changed, changeAt(changed, path, defaultAt(path)));
  return changed;
}

/** `true` while the setting has an effect. */
export function isInForce(base: SettingsBase, { needs }: SettingField): boolean {
  return needs === undefined || valueAt(base, needs.path) === needs.value;
}

/** A stored number as it is written in its field. */
export function writeNumber({ unit }: NumberField, value: unknown): string {
  if (typeof value !== "number") return "";
  return plainDecimal(unit === "volume" ? value : rounded(value * scaleOf(unit)));
}

/**
 * A typed number as it is stored, read as {@link numberOfTyped} reads it.
 * @throws RangeError with a sentence that names the field and what was expected.
 */
export function readNumber(field: NumberField, text: string): number | null {
  if (text.trim() === "" && field.blank !== undefined) return null;
  const value = numberOfTyped(text);
  if (Number.isNaN(value) && text.includes(",")) throw refusalOf(field, text, `, ${COMMA_RULE}`);
  if (Number.isNaN(value) || value < field.least || value > field.most || (field.whole === true && !Number.isInteger(value))) throw refusalOf(field, text);
  if (field.unit === "volume") return value;
  const stored = rounded(value / scaleOf(field.unit));
  if (rounded(stored * 1e6) !== Math.round(stored * 1e6)) throw refusalOf(field, text, ", not that exact");
  return stored;
}

/** What may be written in a field: `a whole number from 1 to 300`. */
export function expectationOf({ whole, least, most, blank, unit }: NumberField): string {
  const number = `${whole === true ? "a whole number" : "a number"} from ${least} to ${most.toLocaleString("en-US")}`;
  return `${number}${unit === "" || unit === "volume" ? "" : ` ${unit}`}${blank === undefined ? "" : `, or nothing for ${blank}`}`;
}

function refusalOf(field: NumberField, text: string, more = ""): RangeError {
  return new RangeError(`${field.name} is ${text.trim() === "" ? "empty" : `"${text.trim().slice(0, 20)}"`}; expected ${expectationOf(field)}${more}`);
}

function scaleOf(unit: NumberField["unit"]): number {
  return unit === "%" ? 100 : 1;
}

/** Without the dust of binary fractions. */
function rounded(value: number): number {
  return Number(value.toPrecision(12));
}

function put(value: unknown, path: readonly string[], leaf: unknown): unknown {
  if (path.length === 0) return leaf;
  const [key, ...rest] = path;
  const inner = put((value as Readonly<Record<string, unknown>>)[key], rest, leaf);
  return Array.isArray(value) ? value.with(Number(key), inner) : { ...(value as object), [key]: inner };
}
