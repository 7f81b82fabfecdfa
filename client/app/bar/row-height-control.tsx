import type { ReactElement } from "react";
import { useChoice, useReading, useSession } from "../session.ts";

/** Height of a row in the instrument's unit: chosen for the screen, or by hand in steps of 1, 2 and 5. */
export function RowHeightControl(): ReactElement {
  const { chart } = useSession();
  const height = useReading((snapshot) => snapshot.rowHeight);
  const ticks = useReading((snapshot) => snapshot.rowTicks);
  const isAuto = useChoice((state) => state.rowTicks === null);
  const said = `Row height ${height}, ${ticks} ${ticks === 1 ? "tick" : "ticks"}${isAuto ? ", chosen for the screen" : ""}`;
  return (
    <div className="row-height" role="group" aria-label="Row height">
      <button type="button" aria-label="Smaller rows" title="Smaller rows ([)" onClick={() => chart.run({ kind: "row-step", direction: -1 })}>
        −
      </button>
      <button
        type="button"
        className="row-height-value"
        aria-label={said}
        aria-pressed={isAuto}
        title={`${said} (\\ for automatic)`}
        onClick={() => chart.run({ kind: "row-auto" })}
      >
        <span className="row-height-word">Row</span>
        <b>{height === "" ? "–" : height}</b>
        <span className="row-height-auto">{isAuto ? "auto" : "set"}</span>
      </button>
      <button type="button" aria-label="Larger rows" title="Larger rows (])" onClick={() => chart.run({ kind: "row-step", direction: 1 })}>
        +
      </button>
    </div>
  );
}
