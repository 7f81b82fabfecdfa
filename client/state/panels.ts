/** The panels beside the chart. */
export const PANEL_NAMES = ["micro-footprint", "signals", "tape", "indicators"] as const;
export type PanelName = (typeof PANEL_NAMES)[number];

/** Those of a first visit. */
export const DEFAULT_PANELS: readonly PanelName[] = ["micro-footprint", "signals", "tape"];
