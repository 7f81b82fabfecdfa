import { describe, expect, it } from "vitest";
import { alertWays, SignalAlerts } from "../../client/signal-alerts.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { checkIndicator, DEFAULT_INDICATORS, SIGNAL_KINDS } from "../../client/state/indicators.ts";

describe("alertWays", () => {
  it("are none until they are asked for", () => {
    for (const kind of SIGNAL_KINDS) {
      for (const isHidden of [false, true]) expect(alertWays(DEFAULT_INDICATORS.signals, kind, isHidden)).toEqual({ sound: false, flash: false, notify: false });
    }
  });

  it("are those of the kind: muted ones are silent, and only a hidden page notifies", () => {
    const alerts = { sweep: { sound: true, flash: true, notify: true } };
    const signals = checkIndicator("signals", { alerts });
    expect(alertWays(signals, "sweep", false)).toEqual({ sound: true, flash: true, notify: false });
    expect(alertWays(signals, "sweep", true)).toEqual({ sound: true, flash: true, notify: true });
    expect(alertWays(signals, "burst", true)).toEqual({ sound: false, flash: false, notify: false });
    expect(alertWays(checkIndicator("signals", { alerts, muted: true }), "sweep", true).sound).toBe(false);
    expect(alertWays(checkIndicator("signals", { alerts: { sweep: { sound: true, volume: 0 } } }), "sweep", true).sound).toBe(false);
  });
});

describe("SignalAlerts", () => {
  it("want to hear of patches behind the page's back only for a tone or a notification", () => {
    const wants = (signals: unknown): boolean => {
      const store = createChoicesStore(null, "");
      store.setState({ signals: checkIndicator("signals", signals) });
      return new SignalAlerts(store).wantsHidden;
    };
    expect(wants({})).toBe(false);
    expect(wants({ alerts: { burst: { flash: true } } })).toBe(false);
    expect(wants({ alerts: { burst: { sound: true } } })).toBe(true);
    expect(wants({ muted: true, alerts: { burst: { sound: true } } })).toBe(false);
    expect(wants({ muted: true, alerts: { burst: { notify: true } } })).toBe(true);
  });
});
