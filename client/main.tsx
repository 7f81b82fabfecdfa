import { createRoot } from "react-dom/client";
import { markOpening } from "../protocol/opening-marks.ts";
import { App } from "./app/app.tsx";
import type { ChartSnapshot } from "./app/chart-snapshot.ts";
import { installAutomation } from "./automation.ts";
import { engineLink } from "./begin-engine.ts";
import { askedMarket } from "./bench/asked-market.ts";
import { Chart } from "./chart.ts";
import { attentiveLink } from "./data/attentive-link.ts";
import { attachKeyboard } from "./input/keyboard.ts";
import { prepareScene } from "./scene/prepare-scene.ts";
import { SignalAlerts } from "./signal-alerts.ts";
import { signalPort } from "./signal-port.ts";
import { type ChoicesStorage, createChoicesStore } from "./state/choices-store.ts";
import { keyPressOf } from "./state/key-name.ts";
import { bindingOfKey } from "./state/keymap.ts";
import { askedView } from "./view-link.ts";
import "./styles/base.css";
import "./styles/bars.css";
import "./styles/chart.css";
import "dockview-react/dist/styles/dockview.css";
import "./styles/panels.css";
import "./styles/sheets.css";
import "./styles/help.css";
import "./styles/setting-sheets.css";
import "./styles/footprint.css";
import "./styles/signals.css";
import "./styles/settings.css";

function storageOf(page: Window): ChoicesStorage | null {
  try {
    return page.localStorage;
  } catch {
    return null;
  }
}

/** Price first: it is what a row of tabs has room for. */
function showTitle({ price, instrument }: ChartSnapshot): void {
  const title = price === null || instrument === null ? "Flowglass" : `${price.text} ${instrument.symbol} · Flowglass`;
  if (document.title !== title) document.title = title;
}

function start(place: HTMLElement): void {
  markOpening("flowglass:script");
  const isOwnMarket = askedMarket(window.location.search) !== null;
  const choices = createChoicesStore(isOwnMarket ? null : storageOf(window), window.location.search);
  const alerts = new SignalAlerts(choices);
  const link = attentiveLink(engineLink, document, alerts);
  const chart = new Chart(choices, link, askedView(window.location.search));
  prepareScene(choices.getState().renderer);
  attachKeyboard(window, (event) => {
    const binding = bindingOfKey(keyPressOf(event), choices.getState().keys);
    if (binding === null) return false;
    chart.run(binding.command);
    return true;
  });
  installAutomation(window, chart, link, alerts);
  chart.subscribe(() => showTitle(chart.snapshot()));
  createRoot(place).render(<App session={{ chart, choices, signals: signalPort(chart, link, alerts) }} />);
}

const place = document.getElementById("app");
if (place !== null) start(place);
