import type { ReactElement } from "react";
import { DEFAULT_PANELS } from "../../state/panels.ts";
import { PANEL_TITLES } from "../dock/dock-layout.ts";
import { useChoice, useSession } from "../session.ts";

/** Opens and closes the panels, and puts them back where they stood on a first visit. */
export function PanelToggles(): ReactElement {
  const { chart } = useSession();
  const openPanels = useChoice((state) => state.openPanels);
  return (
    <span className="panel-toggles" role="group" aria-label="Panels">
      {DEFAULT_PANELS.map((name) => (
        <button key={name} type="button" className="status-item" aria-pressed={openPanels.includes(name)} onClick={() => chart.run({ kind: "toggle-panel", panel: name })}>
          {PANEL_TITLES[name]}
        </button>
      ))}
      <button type="button" className="status-item" title="Put the panels back where they stood on a first visit" onClick={() => chart.run({ kind: "reset-panels" })}>
        Reset panels
      </button>
    </span>
  );
}
