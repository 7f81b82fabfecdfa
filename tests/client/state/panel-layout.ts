import type { PanelName } from "../../../client/state/panels.ts";

/** An arrangement as the dock writes it down: the chart, and panels in a column on its right. */
export function arrangementOf(panels: readonly PanelName[], chartWidth = 900): Readonly<Record<string, unknown>> {
  const leaf = (name: string, size: number, more = {}) => ({ type: "leaf", data: { views: [name], activeView: name, id: `group of ${name}`, ...more }, size });
  const column = { type: "branch", data: panels.map((name) => leaf(name, 200)), size: 340 };
  const panel = (name: string, more: object) => [name, { id: name, contentComponent: name, ...more }];
  return {
    grid: {
      root: { type: "branch", data: [leaf("chart", chartWidth, { locked: true, hideHeader: true }), ...(panels.length === 0 ? [] : [column])], size: 600 },
      width: chartWidth + 340,
      height: 600,
      orientation: "HORIZONTAL",
    },
    panels: Object.fromEntries([panel("chart", { title: "chart", renderer: "always" }), ...panels.map((name) => panel(name, { title: name, minimumWidth: 220 }))]),
    activeGroup: "group of chart",
  };
}
