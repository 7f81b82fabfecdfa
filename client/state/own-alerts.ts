import { type Indicators, SIGNAL_KINDS } from "./indicators.ts";

type Signals = Indicators["signals"];
type Group = Readonly<Record<string, unknown>>;

/** The settings of an alert that are the reader's own, not part of what is looked at: all but whether the kind is drawn. */
const OWN_WAYS: ReadonlySet<string> = new Set(["sound", "volume", "flash", "notify"]);

/** Signals as a view shows them, which make themselves known as `own` says. */
export function withOwnAlerts(signals: Signals, own: Signals): Signals {
  const alerts = Object.fromEntries(SIGNAL_KINDS.map((kind) => [kind, { ...own.alerts[kind], shown: signals.alerts[kind].shown }]));
  return { ...signals, muted: own.muted, alerts: alerts as Signals["alerts"] };
}

/** Parts a view of signals from outside, unchecked as yet, from what it says of the reader's own alerts; `own` names that: `alerts.burst.sound`. */
export function partOwnAlerts(given: unknown): { readonly view: unknown; readonly own: readonly string[] } {
  if (!isGroup(given)) return { view: given, own: [] };
  const { muted, ...view } = given;
  const own: string[] = muted === undefined ? [] : ["muted"];
  if (!isGroup(given.alerts)) return { view, own };
  const alerts = Object.entries(given.alerts).map(([kind, alert]) => {
    if (!isGroup(alert)) return [kind, alert];
    for (const way of Object.keys(alert)) if (OWN_WAYS.has(way)) own.push(`alerts.${kind}.${way}`);
    return [kind, Object.fromEntries(Object.entries(alert).filter(([way]) => !OWN_WAYS.has(way)))];
  });
  return { view: { ...view, alerts: Object.fromEntries(alerts) }, own };
}

function isGroup(value: unknown): value is Group {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
