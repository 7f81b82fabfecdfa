import type { AddPanelPositionOptions, DockviewApi, DockviewGroupPanel, SerializedDockview } from "dockview-react";
import type { PanelLayout } from "../../state/panel-layout.ts";
import { PANEL_NAMES, type PanelName } from "../../state/panels.ts";

/** The panel in the centre. It has no tab and stays. */
const CHART = "chart";
const COLUMN_CSS_PX = 340;
/** The columns of numbers in the panels need so much. */
const LEAST_CSS_PX = 300;
const LEAST_CHART_CSS_PX = 240;
/** Stands beside the others: it is open for a while, and they keep their heights. */
const SETTINGS: PanelName = "indicators";

/** Titles of the panels' tabs. */
export const PANEL_TITLES: Readonly<Record<PanelName, string>> = {
  "micro-footprint": "Micro-footprint",
  signals: "Signals",
  tape: "Tape",
  indicators: "Settings",
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

/** Opens a panel under the last of the column, which begins at the right of the chart; the settings have the right edge to themselves. */
export function openPanel(api: DockviewApi, name: PanelName): void {
  api.addPanel({ id: name, component: name, title: PANEL_TITLES[name], position: placeOf(api, name), minimumWidth: LEAST_CSS_PX, initialWidth: COLUMN_CSS_PX, inactive: true });
}

function placeOf(api: DockviewApi, name: PanelName): AddPanelPositionOptions {
  if (name === SETTINGS) return { direction: "right" };
  const last = openPanelsOf(api).findLast((one) => one !== SETTINGS);
  return last === undefined ? { referencePanel: CHART, direction: "right" } : { referencePanel: last, direction: "below" };
}

/** Makes the dock show these panels and no others; those that stay keep their places and widths: the chart gives the room and takes it back. */
export function showPanels(api: DockviewApi, wanted: readonly PanelName[]): void {
  const widths = openPanelsOf(api).map((name) => [name, api.getPanel(name)?.group.width ?? COLUMN_CSS_PX] as const);
  for (const name of PANEL_NAMES) {
    const panel = api.getPanel(name);
    if (panel !== undefined && !wanted.includes(name)) api.removePanel(panel);
    else if (panel === undefined && wanted.includes(name)) openPanel(api, name);
  }
  if (wanted.includes(SETTINGS) && !widths.some(([name]) => name === SETTINGS)) widths.unshift([SETTINGS, COLUMN_CSS_PX]);
  holdWidths(api, widths);
}

/**
 * Gives the dock a size. What stands beside the chart keeps its width: the chart takes the change, as long as enough of it is left.
 * @param width CSS pixels, as `height`.
 */
export function resizeDock(api: DockviewApi, width: number, height: number): void {
  const chart = api.getPanel(CHART)?.group;
  const hasRoom = chart !== undefined && chart.width > 0 && chart.width + width - api.width >= LEAST_CHART_CSS_PX;
  const columns = hasRoom ? columnsBeside(api, chart) : [];
  for (const { column, width: held } of columns) column.setConstraints({ minimumWidth: held, maximumWidth: held });
  api.layout(width, height);
  release(columns);
}

/** The panels to the left and to the right of the chart, not those above and below. */
function columnsBeside(api: DockviewApi, chart: DockviewGroupPanel): readonly HeldColumn[] {
  const { left, right } = chart.element.getBoundingClientRect();
  return openPanelsOf(api).flatMap((name) => {
    const group = api.getPanel(name)?.group;
    const box = group?.element.getBoundingClientRect();
    const isBeside = box !== undefined && (box.left >= right - 1 || box.right <= left + 1);
    return group === undefined || !isBeside ? [] : [{ column: group.api, width: group.width }];
  });
}

interface HeldColumn {
  readonly column: DockviewGroupPanel["api"];
  /** CSS pixels. */
  readonly width: number;
}

/** Gives columns their widths; a column that is held cannot be the one that gives or takes the room. */
function holdWidths(api: DockviewApi, widths: readonly (readonly [name: PanelName, width: number])[]): void {
  const columns = widths.flatMap(([name, width]) => {
    const group = api.getPanel(name)?.group;
    return group === undefined ? [] : [{ column: group.api, width }];
  });
  for (const { column, width } of columns) column.setConstraints({ minimumWidth: width, maximumWidth: width });
  release(columns);
}

/** Lets columns go that were held. Each is given its width once more: only then the dock looks again whether the edge beside it may be dragged. */
function release(columns: readonly HeldColumn[]): void {
  for (const { column } of columns) column.setConstraints({ minimumWidth: LEAST_CSS_PX, maximumWidth: Number.POSITIVE_INFINITY });
  for (const { column, width } of columns) column.setSize({ width });
}

/**
 * Restores a remembered arrangement; columns beside the chart get their widths again, whatever the size of the window was.
 * @returns `false` when it cannot be restored; the dock is then empty.
 */
export function restoreLayout(api: DockviewApi, layout: NonNullable<PanelLayout>): boolean {
  try {
    const { width, height } = api;
    const remembered = layout as unknown as SerializedDockview;
    if (remembered.grid.width > 0 && remembered.grid.height > 0) api.layout(remembered.grid.width, remembered.grid.height);
    api.fromJSON(remembered, { reuseExistingPanels: true });
    resizeDock(api, width, height);
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
