import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import type { ToggledIndicator } from "../../state/indicators.ts";
import { keyLabelOf } from "../../state/keymap.ts";
import { useChoice, useSession } from "../session.ts";

interface ToggleText {
  readonly indicator: ToggledIndicator;
  readonly name: string;
  /** Where there is no room for the name: its key, which is its first letter or stands out in it. */
  readonly hint: string;
}

const TOGGLES: readonly ToggleText[] = [
  { indicator: "profile", name: "Profile", hint: "Volume profile" },
  { indicator: "cvd", name: "CVD", hint: "Cumulative volume delta" },
  { indicator: "vwap", name: "VWAP", hint: "VWAP and its bands" },
  { indicator: "imbalances", name: "Imbalances", hint: "Imbalances and their zones" },
  { indicator: "signals", name: "Signals", hint: "Signals" },
  { indicator: "trail", name: "Trail", hint: "Heat trail: volume of the last minutes behind the cells" },
];

/** What is drawn besides the heat: one switch each, with its key. */
export function IndicatorToggles(): ReactElement {
  return (
    <div className="indicators" role="group" aria-label="Indicators">
      {TOGGLES.map((toggle) => (
        <Toggle key={toggle.indicator} {...toggle} />
      ))}
    </div>
  );
}

function Toggle({ indicator, name, hint }: ToggleText): ReactElement {
  const { chart } = useSession();
  const isShown = useChoice((state) => state[indicator].shown);
  const command: ChartCommand = { kind: "toggle-indicator", indicator };
  const key = keyLabelOf(command);
  return (
    <button
      type="button"
      aria-label={name}
      aria-pressed={isShown}
      aria-keyshortcuts={key}
      title={`${hint} (${key})`}
      onClick={() => chart.run(command)}
    >
      <span className="indicator-name">{name}</span>
      <span className="indicator-short" aria-hidden="true">
        {key}
      </span>
      <kbd>{key}</kbd>
    </button>
  );
}
