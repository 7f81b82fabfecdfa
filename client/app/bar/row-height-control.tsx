import type { ReactElement } from "react";
import type { ChartCommand } from "../../state/chart-command.ts";
import { useKeyOf } from "../key-of.ts";
import { useChoice, useReading, useSession } from "../session.ts";

const SMALLER: ChartCommand = { kind: "row-step", direction: -1 };
const LARGER: ChartCommand = { kind: "row-step", direction: 1 };
const AUTO: ChartCommand = { kind: "row-auto" };

/** Height of a row in the instrument's unit: chosen for the screen, or by hand in steps of 1, 2 and 5. */
export function RowHeightControl(): ReactElement {
  const { chart } = useSession();
  const height = useReading((snapshot) => snapshot.rowHeight);
  const ticks = useReading((snapshot) => snapshot.rowTicks);
  const isAuto = useChoice((state) => state.rowTicks === null);
  const [smaller, larger, auto] = [useKeyOf(SMALLER), useKeyOf(LARGER), useKeyOf(AUTO)];
  const value = height === "" ? "–" : height;
  const how = isAuto ? "auto" : "set";
  const said = `Row height ${value}, ${ticks} ${ticks === 1 ? "tick" : "ticks"}${isAuto ? ", chosen for the screen" : ""}`;
  return (
    <div className="row-height" role="group" aria-label="Row height">
      <button type="button" aria-label="Smaller rows" aria-keyshortcuts={smaller.aria} title={smaller.hint("Smaller rows")} onClick={() => chart.run(SMALLER)}>
        −
      </button>
      <button
        type="button"
        className="row-height-value"
        aria-pressed={isAuto}
        aria-keyshortcuts={auto.aria}
        title={auto.label === "" ? said : `${said} (${auto.label} for automatic)`}
        onClick={() => chart.run(AUTO)}
      >
        <span className="row-height-word">Row</span> <b>{value}</b>{" "}
        <span className="row-height-auto">{how}</span>
      </button>
      <button type="button" aria-label="Larger rows" aria-keyshortcuts={larger.aria} title={larger.hint("Larger rows")} onClick={() => chart.run(LARGER)}>
        +
      </button>
    </div>
  );
}
