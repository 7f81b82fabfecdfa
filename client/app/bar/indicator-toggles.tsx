import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import type { ToggledIndicator } from "../../state/indicators.ts";
import { useKeyOf } from "../key-of.ts";
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
  const key = useKeyOf(command);
  return (
    <button
      type="button"
      aria-pressed={isShown}
      aria-keyshortcuts={key.aria}
      title={`${key.hint(hint)}\nRight-click for its settings`}
      onClick={() => chart.run(command)}
      onContextMenu={(event) => {
        event.preventDefault();
        chart.run({ kind: "settings", section: indicator });
      }}
    >
      <span className="indicator-name">{name}</span>
      <span className="indicator-short" aria-hidden="true">
        {key.label === "" ? name[0] : key.label}
      </span>
      <kbd aria-hidden="true">{key.label}</kbd>
    </button>
  );
}
