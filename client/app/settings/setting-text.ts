import type { SettingField } from "../../state/setting-fields.ts";
import { writeNumber } from "../../state/setting-values.ts";

/** What a field had on a first visit, in words. */
export function presetText(field: SettingField, preset: unknown): string {
  switch (field.kind) {
    case "switch":
      return preset === true ? "on" : "off";
    case "choice":
      return field.options.find(({ value }) => value === preset)?.text ?? String(preset);
    case "number":
      return preset === null ? (field.blank ?? "") : `${writeNumber(field, preset)} ${field.unit === "volume" ? "" : field.unit}`.trim();
  }
}

/** Words as the beginning of a sentence. */
export function sentenceCase(words: string): string {
  return words === "" ? "" : words[0].toUpperCase() + words.slice(1);
}
