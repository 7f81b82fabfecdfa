import type { ChartCommand } from "../state/chart-command.ts";
import { ariaOfKey } from "../state/key-name.ts";
import { bindingOfCommand } from "../state/keymap.ts";
import { useChoice } from "./session.ts";

/** The key of a command, as a control shows and announces it. */
export interface KeyOf {
  /** "" without a key. */
  readonly label: string;
  /** For `aria-keyshortcuts`. */
  readonly aria: string | undefined;
  /** A tooltip's sentence with the key behind it. */
  hint(sentence: string): string;
}

/** The key that a command has now; renders again when keys are changed. */
export function useKeyOf(command: ChartCommand): KeyOf {
  const changes = useChoice((state) => state.keys);
  const binding = bindingOfCommand(command, changes);
  const label = binding?.label ?? "";
  const aria = binding === null || binding.keys.length === 0 ? undefined : binding.keys.map(ariaOfKey).join(" ");
  return { label, aria, hint: (sentence) => (label === "" ? sentence : `${sentence} (${label})`) };
}
