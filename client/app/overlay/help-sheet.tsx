import type { ReactElement } from "react";
import { KEYMAP } from "../../state/keymap.ts";
import { useSession } from "../session.ts";
import { Sheet } from "./sheet.tsx";

const POINTER_LINES: readonly (readonly [string, string])[] = [
  ["Wheel", "Zoom time about the pointer"],
  ["Shift + wheel", "Zoom price about the pointer"],
  ["Ctrl + wheel, pinch", "Zoom both"],
  ["Drag", "Move the map"],
  ["Drag the price axis", "Stretch or squeeze prices"],
  ["Drag the time axis", "Stretch or squeeze time"],
  ["Double-click the price axis", "Fit prices to what is on the screen"],
  ["Double-click the time axis", "Back to the newest seconds"],
];

const TIMEFRAME_KEY = /^[1-9]$/;

/** Every key and every gesture on one sheet. */
export function HelpSheet(): ReactElement {
  const { choices } = useSession();
  const bindings = KEYMAP.filter((binding) => !TIMEFRAME_KEY.test(binding.label));
  return (
    <Sheet name="Keys and gestures" className="help">
      <header>
        <h2>Keys and gestures</h2>
        <button type="button" onClick={() => choices.setState({ sheet: "none" })}>
          Close <kbd>Esc</kbd>
        </button>
      </header>
      <dl>
        <HelpLine keys="1 – 9" says="Timeframes from 1s to 1h" />
        {bindings.map((binding) => (
          <HelpLine key={binding.label} keys={binding.label} says={binding.says} />
        ))}
      </dl>
      <dl>
        {POINTER_LINES.map(([keys, says]) => (
          <HelpLine key={keys} keys={keys} says={says} />
        ))}
      </dl>
      <p>
        Cells show traded volume, one second at the finest: blue (or green) where buyers took the offer, orange (or red) where sellers hit the bid. Resting
        orders are not drawn.
      </p>
    </Sheet>
  );
}

function HelpLine({ keys, says }: { readonly keys: string; readonly says: string }): ReactElement {
  return (
    <div>
      <dt>
        <kbd>{keys}</kbd>
      </dt>
      <dd>{says}</dd>
    </div>
  );
}
