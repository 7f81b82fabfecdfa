import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import { useKeyOf } from "../key-of.ts";
import { useSession } from "../session.ts";
import { Icon, type IconName } from "./icons.tsx";

interface ToolButtonProps {
  readonly command: ChartCommand;
  readonly icon: IconName;
  /** What the control is about, for people who cannot see it and in the tooltip. */
  readonly name: string;
  /** The value it stands at, in a word; shown where there is room. */
  readonly value?: string;
  /** For switches: on or off. */
  readonly pressed?: boolean;
  /** The value is shown on very wide screens only. */
  readonly isLong?: boolean;
}

/** A control that runs one command: a drawing, a word where there is room, and its key. */
export function ToolButton({ command, icon, name, value, pressed, isLong = false }: ToolButtonProps): ReactElement {
  const { chart } = useSession();
  const key = useKeyOf(command);
  const said = value === undefined ? name : `${name}: ${value}`;
  return (
    <button
      type="button"
      className="tool"
      aria-label={said}
      aria-pressed={pressed}
      aria-keyshortcuts={key.aria}
      title={key.hint(said)}
      onClick={() => chart.run(command)}
    >
      <Icon name={icon} />
      {value === undefined ? null : <span className={isLong ? "tool-value tool-long" : "tool-value"}>{value}</span>}
      <kbd>{key.label}</kbd>
    </button>
  );
}
