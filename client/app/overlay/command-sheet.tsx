import { Command } from "cmdk";
import type { ReactElement } from "react";
import { bindingsInForce, commandName } from "../../state/keymap.ts";
import { useChoice, useReading, useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";

const ITSELF = commandName({ kind: "toggle", choice: "commands" });

/** Every command and every market by name: typed letters narrow the list, Enter does it. */
export function CommandSheet(): ReactElement {
  const { chart, choices } = useSession();
  const symbols = useReading((snapshot) => snapshot.symbols);
  const changes = useChoice((state) => state.keys);
  const commands = bindingsInForce(changes).filter(({ command }) => command.kind !== "close" && commandName(command) !== ITSELF);
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
          {commands.map(({ label, says, command }) => (
            <Command.Item key={commandName(command)} value={says} onSelect={() => run(() => chart.run(command))}>
              <span>{says}</span>
              {label === "" ? null : <kbd>{label}</kbd>}
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
