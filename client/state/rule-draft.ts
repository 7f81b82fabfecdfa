import { checkChoice } from "./choices.ts";
import { RULE_GROUPS } from "./rule-fields.ts";
import type { SettingPath } from "./setting-fields.ts";
import { defaultAt, placedAt, type SettingsBase, valueAt } from "./setting-values.ts";

/** Changes of the signals' rules that are not in force yet. */
export type RuleDraft = readonly { readonly path: SettingPath; readonly value: unknown }[];

/** A draft with one more change; one that leaves a number as it is in force is none. */
export function draftWith(draft: RuleDraft, base: SettingsBase, path: SettingPath, value: unknown): RuleDraft {
  const others = draft.filter((change) => change.path.join() !== path.join());
  return valueAt(base, path) === value ? others : [...others, { path, value }];
}

/** The draft that puts every rule back to what it was on a first visit. */
export function defaultsDraft(base: SettingsBase): RuleDraft {
  return RULE_GROUPS.flatMap(({ fields }) => fields)
    .map(({ path }) => ({ path, value: defaultAt(path) }))
    .filter(({ path, value }) => valueAt(base, path) !== value);
}

/** The choices as they would be, and why they cannot be so, as a sentence: "" when they can. */
export function drafted(base: SettingsBase, draft: RuleDraft): { readonly base: SettingsBase; readonly problem: string } {
  const changed = { ...base };
  for (const { path, value } of draft) Object.assign(changed, placedAt(changed, path, value));
  return { base: changed, problem: problemOf("signals", changed) || problemOf("imbalances", changed) };
}

function problemOf(name: "signals" | "imbalances", base: SettingsBase): string {
  try {
    checkChoice(name, base[name]);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message.replace(/^.*; e/, "E") : String(error);
  }
}
