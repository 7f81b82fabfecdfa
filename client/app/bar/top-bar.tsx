import type { MouseEvent, ReactElement } from "react";
import { TIMEFRAMES } from "../../../core/market/timeframe.ts";
import type { CellMode } from "../../../core/view/cell-text.ts";
import type { ChartCommand } from "../../state/chart-command.ts";
import { keyLabelOf } from "../../state/keymap.ts";
import { useKeyOf } from "../key-of.ts";
import { useChoice, useSession } from "../session.ts";
import { MarketReading } from "./market-reading.tsx";
import { IndicatorToggles } from "./indicator-toggles.tsx";
import { RowHeightControl } from "./row-height-control.tsx";
import { Segmented } from "./segmented.tsx";
import { ToolButton } from "./tool-button.tsx";
import { useMedia } from "./use-media.ts";

const NEXT_MODE: ChartCommand = { kind: "mode-step", direction: 1 };

const MODE_OPTIONS: readonly { readonly value: CellMode; readonly text: string; readonly hint: string }[] = [
  { value: "volume", text: "Volume", hint: "Traded volume of each cell" },
  { value: "delta", text: "Delta", hint: "Volume at the ask less volume at the bid" },
  { value: "bidAsk", text: "Bid × Ask", hint: "Volume at the bid and at the ask" },
  { value: "imbalance", text: "Imbalance", hint: "Ask volume against bid volume" },
  { value: "trades", text: "Trades", hint: "Number of trades" },
];

/** The upper bar: what is shown, and how. */
export function TopBar(): ReactElement {
  return (
    <header className="top-bar" onMouseDown={keepFocusOnChart}>
      <div className="mark">
        <i aria-hidden="true" />
        <span>Flowglass</span>
      </div>
      <MarketReading />
      <TimeframeChoice />
      <ModeChoice />
      <RowHeightControl />
      <IndicatorToggles />
      <CameraTools />
    </header>
  );
}

/** Between these widths everything stands in one row when the cell mode is a list that opens; keep in step with styles/bars.css. */
const MODE_AS_LIST = "(1366px <= width < 1640px)";

/** A click with the mouse works a control without taking the keyboard from the chart; Tab still reaches every control. A list needs the click itself. */
function keepFocusOnChart(event: MouseEvent): void {
  if (!(event.target instanceof HTMLSelectElement)) event.preventDefault();
}

function TimeframeChoice(): ReactElement {
  const { chart } = useSession();
  const timeframe = useChoice((state) => state.timeframe);
  const keys = useChoice((state) => state.keys);
  const options = TIMEFRAMES.map((value) => {
    const key = keyLabelOf({ kind: "timeframe", timeframe: value }, keys);
    return { value, text: value, hint: key === "" ? `Bars of ${value}` : `Bars of ${value} (${key})` };
  });
  return (
    <Segmented
      name="Timeframe"
      className="timeframes"
      options={options}
      value={timeframe}
      onChoose={(value) => chart.run({ kind: "timeframe", timeframe: value })}
    />
  );
}

function ModeChoice(): ReactElement {
  const { choices } = useSession();
  const mode = useChoice((state) => state.mode);
  const key = useKeyOf(NEXT_MODE);
  const options = MODE_OPTIONS.map((option) => ({ ...option, hint: key.hint(option.hint) }));
  const choose = (value: CellMode): void => choices.setState({ mode: value });
  const isList = useMedia(MODE_AS_LIST);
  if (isList) return <ModeList options={options} mode={mode} onChoose={choose} />;
  return <Segmented name="Cell mode" className="modes" options={options} value={mode} onChoose={choose} />;
}

interface ModeListProps {
  readonly options: readonly { readonly value: CellMode; readonly text: string; readonly hint: string }[];
  readonly mode: CellMode;
  readonly onChoose: (mode: CellMode) => void;
}

/** The cell mode as a list that opens; once chosen, the keyboard is the chart's again. */
function ModeList({ options, mode, onChoose }: ModeListProps): ReactElement {
  const shown = options.find(({ value }) => value === mode);
  return (
    <select
      className="mode-list"
      aria-label="Cell mode"
      title={shown?.hint}
      value={mode}
      onChange={(event) => {
        const chosen = options.find(({ value }) => value === event.target.value);
        if (chosen !== undefined) onChoose(chosen.value);
        event.target.blur();
      }}
    >
      {options.map(({ value, text }) => (
        <option key={value} value={value}>
          {text}
        </option>
      ))}
    </select>
  );
}

function CameraTools(): ReactElement {
  const follow = useChoice((state) => state.follow);
  const paused = useChoice((state) => state.paused);
  const theme = useChoice((state) => state.theme);
  const hasSettings = useChoice((state) => state.openPanels.includes("indicators"));
  return (
    <div className="tools tools-end" role="group" aria-label="View">
      <ToolButton command={{ kind: "toggle", choice: "follow" }} icon="follow" name="Follow the newest second" pressed={follow} />
      <ToolButton command={{ kind: "toggle", choice: "paused" }} icon="pause" name="Pause the picture" pressed={paused} />
      <ToolButton command={{ kind: "fit-all" }} icon="fit" name="Fit everything" />
      <ToolButton command={{ kind: "next", choice: "theme" }} icon={theme === "dark" ? "dark" : "light"} name="Dark or light" />
      <ToolButton command={{ kind: "settings" }} icon="settings" name="Settings" pressed={hasSettings} />
      <ToolButton command={{ kind: "toggle", choice: "help" }} icon="help" name="Help" />
    </div>
  );
}
