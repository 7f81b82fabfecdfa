import type { SignalPort } from "./app/signal-port.ts";
import type { Chart } from "./chart.ts";
import type { EngineLink } from "./data/window-link.ts";
import type { SignalAlerts } from "./signal-alerts.ts";
import { askForNotices } from "./signal-notices.ts";
import { tallySignals } from "./signal-tally.ts";

/** What the panels may ask of the signals of the market on the chart. */
export function signalPort(chart: Chart, { control }: EngineLink, alerts: SignalAlerts): SignalPort {
  return {
    count: async (rules) => {
      const { symbol, instrument, detail } = chart;
      if (instrument === null) return null;
      const { columnSec: timeframeSec, ticksPerRow } = detail.exactKey;
      const { session } = chart.choices.getState();
      return tallySignals((query) => control.previewSignals(query), { symbol, lot: instrument.lot, timeframeSec, ticksPerRow, session }, rules);
    },
    listen: (kind, volume) => alerts.listen(kind, volume),
    askForNotices,
    subscribe: (listener) => alerts.subscribe(listener),
    flash: () => alerts.flash,
  };
}
