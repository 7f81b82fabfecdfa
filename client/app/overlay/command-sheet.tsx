import { Command } from "cmdk";
import type { ReactElement } from "react";
import { KEYMAP } from "../../state/keymap.ts";
import { useReading, useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";

const ITSELF = JSON.stringify({ kind: "toggle", choice: "commands" });
const COMMANDS = KEYMAP.filter(({ command }) => command.kind !== "close" && JSON.stringify(command) !== ITSELF);

/** Every command and every market by name: typed letters narrow the list, Enter does it. */
export function CommandSheet(): ReactElement {
  const { chart, choices } = useSession();
  const symbols = useReading((snapshot) => snapshot.symbols);
  const run = (act: () => void): void => {
    choices.setState({ sheet: "none" });
    act();
  };
  return (
    <Sheet name="Commands" className="commands">
      <Command label="Commands" loop>
        <Command.Input placeholder="Type a command or a market" data-first-focus />
        <Command.List>
          <Command.Empty>Nothing is called that.</Command.Empty>
          {COMMANDS.map(({ label, says, command }) => (
            <Command.Item key={label} value={says} onSelect={() => run(() => chart.run(command))}>
              <span>{says}</span>
              <kbd>{label}</kbd>
            </Command.Item>
          ))}
          {symbols.map(({ symbol, description }) => (
            <Command.Item key={symbol} value={`Show ${symbol} ${description}`} onSelect={() => run(() => chart.showSymbol(symbol))}>
              <span>
                Show <b>{symbol}</b> {description}
              </span>
            </Command.Item>
          ))}
        </Command.List>
      </Command>
    </Sheet>
  );
}
