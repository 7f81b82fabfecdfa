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
  /** For switches: on or off. */
  readonly pressed?: boolean;
}

/** A control that runs one command: a drawing, and its key where there is room. */
export function ToolButton({ command, icon, name, pressed }: ToolButtonProps): ReactElement {
  const { chart } = useSession();
  const key = useKeyOf(command);
  return (
    <button
      type="button"
      className="tool"
      aria-pressed={pressed}
      aria-keyshortcuts={key.aria}
      title={key.hint(name)}
      onClick={() => chart.run(command)}
    >
      <Icon name={icon} />
      <span className="visually-hidden">{name}</span>
      <kbd aria-hidden="true">{key.label}</kbd>
    </button>
  );
}
