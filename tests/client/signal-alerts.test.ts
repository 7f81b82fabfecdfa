import { afterEach, describe, expect, it, vi } from "vitest";
import type { SignalNews } from "../../client/live-signals.ts";
import { alertWays, SignalAlerts } from "../../client/signal-alerts.ts";
import { type ChoicesStore, createChoicesStore } from "../../client/state/choices-store.ts";
import { checkIndicator, DEFAULT_INDICATORS, SIGNAL_KINDS } from "../../client/state/indicators.ts";
import { ALL_DAY_UTC } from "../../core/market/instrument.ts";
import type { BurstEvent } from "../../core/orderflow/signals/burst.ts";
import { NO_STREAM_STATUS } from "../../protocol/no-stream-status.ts";

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
  afterEach(() => vi.unstubAllGlobals());

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

  it("counts what was heard and shown, and nothing where the page was never touched and notifications are not allowed", () => {
    const { alerts, notices, tones } = watching({ isTouched: false, permission: "default" });
    alerts.take(burstAt(101));
    expect([alerts.counts.burst, tones.length, notices.length]).toEqual([{ sound: 0, flash: 1, notify: 0 }, 0, 0]);
    const allowed = watching({ isTouched: true, permission: "granted" });
    allowed.alerts.take(burstAt(101, 101));
    expect([allowed.alerts.counts.burst, allowed.notices.length]).toEqual([{ sound: 1, flash: 2, notify: 2 }, 2]);
    expect(allowed.tones.length).toBe(1);
  });

  it("starts no tone in a browser that does not tell of touches while it suspends sound", () => {
    const { alerts, tones } = watching({ isTouched: null, permission: "granted", audioState: "suspended" });
    alerts.take(burstAt(101));
    expect([alerts.counts.burst.sound, tones.length]).toEqual([0, 0]);
    const running = watching({ isTouched: null, permission: "granted", audioState: "running" });
    running.alerts.take(burstAt(101));
    expect([running.alerts.counts.burst.sound, running.tones.length]).toEqual([1, 1]);
  });

  it("go on in the other ways when one fails, and say so once", () => {
    const { alerts, choices } = watching({ isTouched: true, permission: "granted", failure: "Illegal constructor." });
    alerts.take(burstAt(101));
    alerts.take(burstAt(101));
    expect(alerts.counts.burst).toEqual({ sound: 2, flash: 2, notify: 0 });
    expect(choices.getState().problems).toEqual(["A signal could not be made known: Illegal constructor."]);
  });
});

interface Browser {
  /** Null where the browser does not tell. */
  readonly isTouched: boolean | null;
  readonly permission: NotificationPermission;
  readonly audioState?: AudioContextState;
  /** What the constructor of notifications throws. */
  readonly failure?: string;
}

/** Alerts of a hidden page in some browser, all ways of bursts turned on, which have seen the history up to second 100. */
function watching({ isTouched, permission, audioState = "running", failure = "" }: Browser): { alerts: SignalAlerts; choices: ChoicesStore; notices: readonly string[]; tones: readonly object[] } {
  const notices: string[] = [];
  const tones: object[] = [];
  const line = { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} };
  class Notice extends EventTarget {
    static readonly permission = permission;

    constructor(title: string) {
      super();
      if (failure !== "") throw new TypeError(failure);
      notices.push(title);
    }
  }
  class Audio {
    readonly state = audioState;
    readonly currentTime = 0;
    readonly destination = {};
    resume = async (): Promise<void> => {};
    createGain = (): object => {
      const gain = { gain: line, connect: () => {} };
      tones.push(gain);
      return gain;
    };
    createOscillator = (): object => Object.assign(new EventTarget(), { frequency: {}, connect: () => {}, start: () => {}, stop: () => {} });
  }
  vi.stubGlobal("document", { hidden: true });
  vi.stubGlobal("navigator", isTouched === null ? {} : { userActivation: { hasBeenActive: isTouched } });
  vi.stubGlobal("AudioContext", Audio);
  vi.stubGlobal("Notification", Notice);
  const choices = createChoicesStore(null, "");
  choices.setState({ signals: checkIndicator("signals", { alerts: { burst: { sound: true, flash: true, notify: true } } }) });
  const alerts = new SignalAlerts(choices);
  alerts.take({ symbol: "TEST", status: STATUS, studies: null });
  alerts.take(newsOf([], true));
  return { alerts, choices, notices, tones };
}

const INSTRUMENT = { symbol: "TEST", description: "", tickSize: "1", lotSize: "1", volumeUnit: "", session: ALL_DAY_UTC };
const STATUS = { ...NO_STREAM_STATUS, instrument: INSTRUMENT, connection: "live", bars: 10, barsExpected: 10, closedThroughSec: 100, lastSec: 101 } as const;

function newsOf(events: readonly BurstEvent[], isReset = false): SignalNews {
  return { symbol: "TEST", status: STATUS, studies: { dropped: [], profile: null, refusal: null, changes: [{ study: "bursts", reset: isReset ? {} : null, tail: null, events }] } };
}

/** One burst per second given, known at that second. */
function burstAt(...seconds: readonly number[]): SignalNews {
  const evidence = { firstLots: 5, thresholdLots: 5, meanLots: null, deviationLots: null, deviations: null, windowSeconds: null, originTicks: 6, extremeTicks: 8, sideLots: 8, leastLots: 3 };
  return newsOf(
    seconds.map((confirmedSec) => ({ kind: "buying-burst", timeSec: confirmedSec - 2, confirmedSec, priceTicks: 7, durationSec: 2, volumeLots: 9, averageDeltaLots: 2, reliable: true, evidence })),
  );
}
