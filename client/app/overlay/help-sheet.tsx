import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import { bindingsInForce, commandName, type KeyBinding, NO_KEY_CHANGES } from "../../state/keymap.ts";
import { useChoice, useSession } from "../session.ts";
import { KeyLine } from "./key-line.tsx";
import { Sheet } from "./sheet.tsx";

const POINTER_LINES: readonly (readonly [string, string])[] = [
  ["Wheel", "Zoom time about the pointer"],
  ["Shift + wheel", "Zoom price about the pointer"],
  ["Ctrl + wheel, pinch", "Zoom both"],
  ["Drag", "Move the map"],
  ["Click on a bar", "Its footprint; the bar stays chosen until Esc"],
  ["Click on a signal", "Choose it: ringed and explained until the next click or Esc"],
  ["Drag the price axis", "Stretch or squeeze prices"],
  ["Drag the time axis", "Stretch or squeeze time"],
  ["Double-click the price axis", "Fit prices to what is on the screen"],
  ["Double-click the time axis", "Back to the newest seconds"],
];

const GROUPS = ["Timeframe and cells", "Camera", "Indicators and panels", "Page", "Share and save"] as const;
type Group = (typeof GROUPS)[number];

const GROUP_OF_KIND: Readonly<Partial<Record<ChartCommand["kind"], Group>>> = {
  timeframe: "Timeframe and cells",
  "row-step": "Timeframe and cells",
  "row-auto": "Timeframe and cells",
  "mode-step": "Timeframe and cells",
  "centre-price": "Camera",
  "fit-all": "Camera",
  "reset-view": "Camera",
  "show-gap": "Camera",
  pan: "Camera",
  zoom: "Camera",
  "toggle-indicator": "Indicators and panels",
  "toggle-panel": "Indicators and panels",
  "reset-panels": "Indicators and panels",
  "show-bar": "Indicators and panels",
  "save-picture": "Share and save",
  "copy-link": "Share and save",
  export: "Share and save",
  layout: "Share and save",
};
const GROUP_OF_CHOICE: Readonly<Record<string, Group>> = { follow: "Camera", paused: "Camera", scope: "Timeframe and cells", scaleLocked: "Timeframe and cells", outline: "Timeframe and cells" };

/** Every action with its key, which can be changed, and every gesture. */
export function HelpSheet(): ReactElement {
  const { choices } = useSession();
  const changes = useChoice((state) => state.keys);
  const bindings = bindingsInForce(changes);
  return (
    <Sheet name="Keys and gestures" className="help">
      <header>
        <h2>Keys and gestures</h2>
        <p>Press a key’s button, then the key you want instead.</p>
        <button type="button" disabled={Object.keys(changes).length === 0} onClick={() => choices.setState({ keys: NO_KEY_CHANGES })}>
          First keys for all
        </button>
        <button type="button" onClick={() => choices.setState({ sheet: "none" })}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <div className="help-groups">
        {GROUPS.map((group) => (
          <section key={group} aria-label={group}>
            <h3>{group}</h3>
            <ul>
              {bindings
                .filter((binding) => groupOf(binding) === group)
                .map((binding) => (
                  <KeyLine key={commandName(binding.command)} binding={binding} />
                ))}
            </ul>
          </section>
        ))}
        <section aria-label="Gestures">
          <h3>Gestures</h3>
          <dl>
            {POINTER_LINES.map(([keys, says]) => (
              <div key={keys}>
                <dd>{says}</dd>
                <dt>{keys}</dt>
              </div>
            ))}
          </dl>
        </section>
      </div>
      <p>
        Cells show traded volume, one second at the finest: blue (or green) where buyers took the offer, orange (or red) where sellers hit the bid. Resting
        orders are not drawn.
      </p>
    </Sheet>
  );
}

function groupOf({ command }: KeyBinding): Group {
  const byChoice = "choice" in command ? GROUP_OF_CHOICE[command.choice] : undefined;
  return byChoice ?? GROUP_OF_KIND[command.kind] ?? "Page";
}
