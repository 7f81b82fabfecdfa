import { type DockviewApi, DockviewReact, type DockviewReadyEvent, type DockviewTheme } from "dockview-react";
import { type ReactElement, useEffect, useRef, useState } from "react";
import type { PanelLayout } from "../../state/panel-layout.ts";
import type { ChoicesStore } from "../../state/choices-store.ts";
import { DEFAULT_PANELS, type PanelName } from "../../state/panels.ts";
import { ChartStage } from "../chart-stage.tsx";
import { MicroFootprintPanel } from "../panels/micro-footprint-panel.tsx";
import { SignalsPanel } from "../panels/signals-panel.tsx";
import { TapePanel } from "../panels/tape-panel.tsx";
import { useSession } from "../session.ts";
import { SettingsPanel } from "../settings/settings-panel.tsx";
import { PanelTab } from "./panel-tab.tsx";
import { layOutPanels, openPanelsOf, resizeDock, restoreLayout, showPanels } from "./dock-layout.ts";

/** Narrower pages start with the chart alone. */
const ROOM_FOR_PANELS_CSS_PX = 1200;
const SAVE_DELAY_MS = 300;

const THEME: DockviewTheme = { name: "flowglass", className: "dock-theme" };
const COMPONENTS = { chart: ChartStage, "micro-footprint": MicroFootprintPanel, signals: SignalsPanel, tape: TapePanel, indicators: SettingsPanel };

/** The chart in the centre and the panels around it, which can be moved, resized and closed. What is open and where is remembered. */
export function Dock(): ReactElement {
  const { choices } = useSession();
  const host = useRef<HTMLDivElement>(null);
  const [api, setApi] = useState<DockviewApi | null>(null);
  useEffect(() => (api === null ? undefined : join(api, choices)), [api, choices]);
  useEffect(() => (api === null || host.current === null ? undefined : fill(host.current, api)), [api]);
  const onReady = ({ api: ready }: DockviewReadyEvent): void => {
    begin(ready, choices);
    setApi(ready);
  };
  return <DockviewReact ref={host} disableAutoResizing={true} theme={THEME} components={COMPONENTS} defaultTabComponent={PanelTab} onReady={onReady} disableFloatingGroups={true} />;
}

/** Gives the dock the size of its host, until the returned function is called. */
function fill(host: HTMLElement, api: DockviewApi): () => void {
  const sizes = new ResizeObserver(() => resizeDock(api, host.clientWidth, host.clientHeight));
  sizes.observe(host);
  return () => sizes.disconnect();
}

function begin(api: DockviewApi, choices: ChoicesStore): void {
  const { panels, openPanels, problems } = choices.getState();
  if (openPanels.length === 0 || window.innerWidth < ROOM_FOR_PANELS_CSS_PX) layOutPanels(api, []);
  else if (panels === null) layOutPanels(api, openPanels);
  else if (!restoreLayout(api, panels)) {
    layOutPanels(api, DEFAULT_PANELS);
    choices.setState({ problems: [...problems, "The remembered arrangement of the panels could not be read; they stand as on a first visit."] });
  }
  choices.setState({ openPanels: openPanelsOf(api) });
}

/** Puts an arrangement in place that came from elsewhere while the page is open; null is that of a first visit. */
function adopt(api: DockviewApi, choices: ChoicesStore, panels: PanelLayout, open: readonly PanelName[]): void {
  if (panels !== null && restoreLayout(api, panels)) return;
  layOutPanels(api, open);
  if (panels !== null) choices.setState({ problems: [...choices.getState().problems, "The arrangement of the panels could not be read; they stand as on a first visit."] });
}

/** Keeps the dock and the choices of one mind, until the returned function is called. */
function join(api: DockviewApi, choices: ChoicesStore): () => void {
  let saving: ReturnType<typeof setTimeout> | undefined;
  /** Closed from the start is of this visit: it does not overwrite what is remembered, nor does a look at the settings. */
  let isTouched = openPanelsOf(api).length > 0;
  let saved: PanelLayout = choices.getState().panels;
  const save = (): void => {
    saved = { ...api.toJSON() };
    choices.setState({ panels: saved });
  };
  const changes = api.onDidLayoutChange(() => {
    const open = openPanelsOf(api);
    if (open.join() !== choices.getState().openPanels.join()) choices.setState({ openPanels: open });
    isTouched ||= open.some((name) => name !== "indicators");
    clearTimeout(saving);
    if (isTouched) saving = setTimeout(save, SAVE_DELAY_MS);
  });
  const unsubscribe = choices.subscribe((state, previous) => {
    if (state.panels !== previous.panels && state.panels !== saved) {
      saved = state.panels;
      adopt(api, choices, saved, state.openPanels);
    }
    if (state.openPanels !== previous.openPanels) showPanels(api, state.openPanels);
  });
  return () => {
    clearTimeout(saving);
    changes.dispose();
    unsubscribe();
  };
}
