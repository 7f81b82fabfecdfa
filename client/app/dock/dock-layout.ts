import type { DockviewApi, SerializedDockview } from "dockview-react";
import type { PanelLayout } from "../../state/choices.ts";
import { PANEL_NAMES, type PanelName } from "../../state/panels.ts";

/** The panel in the centre. It has no tab and stays. */
const CHART = "chart";
const COLUMN_CSS_PX = 340;

/** Titles of the panels' tabs. */
export const PANEL_TITLES: Readonly<Record<PanelName, string>> = {
  "micro-footprint": "Micro-footprint",
  signals: "Signals",
  tape: "Tape",
  indicators: "Indicators",
};

/** The panels that are open, in the order of {@link PANEL_NAMES}. */
export function openPanelsOf(api: DockviewApi): readonly PanelName[] {
  return PANEL_NAMES.filter((name) => api.getPanel(name) !== undefined);
}

/** Lays out the chart and a column of panels on its right. */
export function layOutPanels(api: DockviewApi, panels: readonly PanelName[]): void {
  for (const panel of api.panels) if (panel.id !== CHART) api.removePanel(panel);
  if (api.getPanel(CHART) === undefined) api.addPanel({ id: CHART, component: CHART, renderer: "always" });
  settleChart(api);
  for (const name of panels) openPanel(api, name);
}

/** Opens a panel under the last of the column, which begins at the right of the chart. */
export function openPanel(api: DockviewApi, name: PanelName): void {
  const last = openPanelsOf(api).at(-1);
  const position = last === undefined ? ({ referencePanel: CHART, direction: "right" } as const) : ({ referencePanel: last, direction: "below" } as const);
  api.addPanel({ id: name, component: name, title: PANEL_TITLES[name], position, minimumWidth: 220, initialWidth: COLUMN_CSS_PX, inactive: true });
}

/** Makes the dock show these panels and no others; those that stay keep their places. */
export function showPanels(api: DockviewApi, wanted: readonly PanelName[]): void {
  for (const name of PANEL_NAMES) {
    const panel = api.getPanel(name);
    if (panel !== undefined && !wanted.includes(name)) api.removePanel(panel);
    else if (panel === undefined && wanted.includes(name)) openPanel(api, name);
  }
}

/**
 * Restores a remembered arrangement.
 * @returns `false` when it cannot be restored; the dock is then empty.
 */
export function restoreLayout(api: DockviewApi, layout: NonNullable<PanelLayout>): boolean {
  try {
    api.fromJSON(layout as unknown as SerializedDockview);
    if (api.getPanel(CHART) === undefined) throw new RangeError("the arrangement has no chart");
    settleChart(api);
    return true;
  } catch {
    api.clear();
    return false;
  }
}

function settleChart(api: DockviewApi): void {
  const group = api.getPanel(CHART)?.group;
  if (group === undefined) return;
  group.header.hidden = true;
  group.locked = true;
}
