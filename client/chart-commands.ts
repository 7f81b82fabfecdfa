import { CELL_MODES } from "../core/view/cell-text.ts";
import { PALETTE_NAMES } from "../core/view/palette.ts";
import { stepRowTicks } from "../core/view/row-height.ts";
import type { ChartCommand } from "./state/chart-command.ts";
import { OUTLINES, SCALE_SCOPES, THEME_NAMES, TIME_ZONES } from "./state/choices.ts";
import type { ChoicesState, ChoicesStore } from "./state/choices-store.ts";
import { DEFAULT_PANELS } from "./state/panels.ts";
import type { SettingSectionName } from "./state/setting-fields.ts";

/** What commands do to the chart beyond the choices. */
export interface ChartActions {
  /** Height of a row as it is drawn now, ticks. */
  rowTicks(): number;
  /** Start of the newest bar, epoch seconds; null before there is one. */
  newestBarSec(): number | null;
  /** `true` while the chosen signal is one of those that are drawn. */
  showsChosenSignal(): boolean;
  /** The renderer that draws now. */
  renderer(): "webgl" | "canvas";
  centrePrice(): void;
  fitAll(): void;
  resetView(): void;
  showNextGap(): void;
  /** Moves the window by shares of itself. */
  pan(time: number, price: number): void;
  zoom(axis: "time" | "price", factor: number): void;
  savePicture(): void;
  copyLink(): void;
  exportRange(format: "csv" | "arrow"): void;
  changeLayout(act: "save" | "open" | "reset" | "undo"): void;
}

/** Carries out what a key or a control asked for. */
export function runCommand(command: ChartCommand, choices: ChoicesStore, actions: ChartActions): void {
  const state = choices.getState();
  switch (command.kind) {
    case "timeframe":
      return choices.setState({ timeframe: command.timeframe });
    case "row-step":
      return choices.setState({ rowTicks: stepRowTicks(actions.rowTicks(), command.direction) });
    case "row-auto":
      return choices.setState({ rowTicks: state.rowTicks === null ? actions.rowTicks() : null });
    case "mode-step":
      return choices.setState({ mode: stepOf(CELL_MODES, state.mode, command.direction) });
    case "next":
      return chooseNext(command.choice, choices, actions);
    case "toggle":
      return toggle(command.choice, choices);
    case "toggle-indicator":
      return choices.setState({ [command.indicator]: { ...state[command.indicator], shown: !state[command.indicator].shown } });
    case "centre-price":
      return actions.centrePrice();
    case "fit-all":
      return actions.fitAll();
    case "reset-view":
      return actions.resetView();
    case "show-gap":
      return actions.showNextGap();
    case "pan":
      return actions.pan(command.time, command.price);
    case "zoom":
      return actions.zoom(command.axis, command.factor);
    case "save-picture":
      return actions.savePicture();
    case "copy-link":
      return actions.copyLink();
    case "export":
      return actions.exportRange(command.format);
    case "layout":
      return actions.changeLayout(command.act);
    case "toggle-panel": {
      const { openPanels } = state;
      const isOpen = openPanels.includes(command.panel);
      return choices.setState({ openPanels: isOpen ? openPanels.filter((one) => one !== command.panel) : [...openPanels, command.panel] });
    }
    case "settings":
      return showSettings(command.section, choices);
    case "reset-panels":
      return choices.setState({ panels: null, openPanels: DEFAULT_PANELS });
    case "show-bar": {
      const selectedBarSec = state.selectedBarSec ?? actions.newestBarSec();
      return selectedBarSec === null ? undefined : choices.setState({ selectedBarSec, sheet: "footprint" });
    }
    case "close":
      return choices.setState({ ...closeNext(state, actions), problems: [], exports: [] });
  }
}

/** One thing at a time: what lies over the chart, then the chosen signal, then the chosen bar. */
function closeNext({ sheet }: ChoicesState, actions: ChartActions): Partial<ChoicesState> {
  if (sheet !== "none") return { sheet: "none" };
  return actions.showsChosenSignal() ? { chosenSignal: null } : { chosenSignal: null, selectedBarSec: null };
}

function showSettings(section: SettingSectionName | undefined, choices: ChoicesStore): void {
  const { openPanels, openSettings } = choices.getState();
  const isOpen = openPanels.includes("indicators");
  if (isOpen && section === undefined) return choices.setState({ openPanels: openPanels.filter((one) => one !== "indicators") });
  choices.setState({
    openPanels: isOpen ? openPanels : [...openPanels, "indicators"],
    openSettings: section === undefined || openSettings.includes(section) ? openSettings : [...openSettings, section],
    settingsAt: { section: section ?? null },
  });
}

function chooseNext(choice: "scope" | "outline" | "palette" | "theme" | "renderer" | "zone", choices: ChoicesStore, actions: ChartActions): void {
  const state = choices.getState();
  switch (choice) {
    case "scope":
      return choices.setState({ scope: stepOf(SCALE_SCOPES, state.scope, 1) });
    case "outline":
      return choices.setState({ outline: stepOf(OUTLINES, state.outline, 1) });
    case "palette":
      return choices.setState({ palette: stepOf(PALETTE_NAMES, state.palette, 1) });
    case "theme":
      return choices.setState({ theme: stepOf(THEME_NAMES, state.theme, 1) });
    case "zone":
      return choices.setState({ zone: stepOf(TIME_ZONES, state.zone, 1) });
    case "renderer":
      return choices.setState({ renderer: actions.renderer() === "webgl" ? "canvas" : "webgl" });
  }
}

function toggle(choice: "follow" | "paused" | "scaleLocked" | "hud" | "help" | "symbols" | "commands" | "session" | "cutoffs", choices: ChoicesStore): void {
  const state = choices.getState();
  if (choice === "follow" || choice === "paused" || choice === "scaleLocked" || choice === "hud") choices.setState({ [choice]: !state[choice] });
  else choices.setState({ sheet: state.sheet === choice ? "none" : choice });
}

function stepOf<Value>(values: readonly Value[], value: Value, direction: 1 | -1): Value {
  return values[(values.indexOf(value) + direction + values.length) % values.length];
}
