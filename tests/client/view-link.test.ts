import { describe, expect, it } from "vitest";
import { checkView } from "../../client/automation-checks.ts";
import { type Choices, DEFAULT_CHOICES } from "../../client/state/choices.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import { choicesOfAddress } from "../../client/state/choices-url.ts";
import { askedView, outsideData, viewLink } from "../../client/view-link.ts";
import { ALL_DAY_UTC, parseInstrument } from "../../core/market/instrument.ts";

const BTC = parseInstrument({ symbol: "BTC/USD", description: "", tickSize: "0.1", lotSize: "0.001", volumeUnit: "BTC", session: ALL_DAY_UTC });
const VIEW = { fromSec: 1_723_161_000.25, toSec: 1_723_161_300.5, lowTicks: 616_000, highTicks: 618_001 };

/** The choices of somebody who opens a link, with a memory of other choices. */
function opened(link: string, remembered: Partial<Choices>): Choices {
  const storage = { getItem: () => JSON.stringify(remembered), setItem: () => {} };
  return createChoicesStore(storage, new URL(link).search).getState();
}

describe("viewLink", () => {
  it("brings back market, options and window", () => {
    const choices = { ...DEFAULT_CHOICES, mode: "bidAsk" as const, rowTicks: 25, cvd: { ...DEFAULT_CHOICES.cvd, shown: false }, zone: "exchange" as const };
    const { search } = new URL(viewLink("http://host:1/?old=1#x", choices, "BTC/USD", BTC, VIEW));
    expect(choicesOfAddress(search)).toMatchObject({
      choices: { symbol: "BTC/USD", mode: "bidAsk", rowTicks: 25, cvd: choices.cvd, zone: "exchange" },
      problems: [],
    });
    expect(checkView(askedView(search), { ...VIEW, fromSec: 0, toSec: 1 }, BTC)).toEqual(VIEW);
  });

  it("shows what its maker saw, whatever the one who opens it has chosen before", () => {
    const others: Partial<Choices> = {
      timeframe: "5m",
      mode: "delta",
      rowTicks: 7,
      theme: "light",
      palette: "green-red",
      outline: "off",
      scope: "bar",
      zone: "local",
      cutoffs: { low: { share: 0.5 }, high: { share: 0.9 } },
      session: { timeZone: "UTC", start: "08:00" },
      firstMinutes: 90,
      trail: { ...DEFAULT_CHOICES.trail, shown: false },
      vwap: { ...DEFAULT_CHOICES.vwap, shown: false },
      signals: { ...DEFAULT_CHOICES.signals, shown: false },
      recentSymbols: ["ETHUSDT"],
      hud: true,
    };
    const made: Choices = { ...DEFAULT_CHOICES, cvd: { ...DEFAULT_CHOICES.cvd, style: "candles" }, profile: { ...DEFAULT_CHOICES.profile, shown: false } };
    const link = viewLink("http://host/", made, "BTC/USD", null, null);
    expect(opened(link, others)).toMatchObject({ ...made, symbol: "BTC/USD", recentSymbols: ["ETHUSDT"], hud: true });
    expect(opened("http://host/?symbol=BTC/USD", others).mode).toBe("delta");
  });

  it("stays short: of settings it names those that differ", () => {
    const { signals } = DEFAULT_CHOICES;
    const choices = { ...DEFAULT_CHOICES, cvd: { ...DEFAULT_CHOICES.cvd, shown: false }, signals: { ...signals, sweeps: { ...signals.sweeps, lookbackSec: 90 } } };
    const link = viewLink("http://host/", choices, "BTC/USD", null, null);
    const { searchParams } = new URL(link);
    expect(searchParams.get("signals")).toBe('{"sweeps":{"lookbackSec":90}}');
    expect(searchParams.get("cvd")).toBe("off");
    expect(link.length).toBeLessThan(300);
    expect(opened(link, {})).toMatchObject({ cvd: choices.cvd, signals: choices.signals });
  });

  it("names the kinds of signal that are not drawn, and never how they make themselves known", () => {
    const { signals } = DEFAULT_CHOICES;
    const burst = { shown: false, sound: true, volume: 1, flash: true, notify: true };
    const choices = { ...DEFAULT_CHOICES, signals: { ...signals, muted: true, alerts: { ...signals.alerts, burst, sweep: { ...burst, shown: true } } } };
    const link = viewLink("http://host/", choices, "BTC/USD", null, null);
    expect(new URL(link).searchParams.get("signals")).toBe('{"alerts":{"burst":{"shown":false}}}');
    expect(opened(link, {}).signals).toEqual({ ...signals, alerts: { ...signals.alerts, burst: { ...signals.alerts.burst, shown: false } } });
    expect(opened(link, { signals: choices.signals }).signals).toEqual(choices.signals);
  });

  it("leaves out what belongs to the place it was made at", () => {
    const { searchParams } = new URL(viewLink("http://host/", { ...DEFAULT_CHOICES, renderer: "canvas", hud: true, panels: { a: 1 } }, "BTC/USD", null, null));
    for (const name of ["renderer", "hud", "panels", "keys", "recentSymbols", "from", "low"]) expect(searchParams.has(name)).toBe(false);
  });
});

describe("askedView", () => {
  it("is null when the address asks for no window", () => {
    expect(askedView("?symbol=ES&mode=delta")).toBeNull();
    expect(askedView("?from=1723161000000")).toEqual({ from: 1_723_161_000_000 });
  });
});

describe("outsideData", () => {
  const data = { firstSec: 1_723_161_291, lastSec: 1_723_161_600 };

  it("names the bounds of the data that a link leaves", () => {
    expect(outsideData({ fromSec: 1_723_100_000, toSec: 1_723_100_300 }, data, 0)).toBe("The link asks for a time before the data, which begin at 2024-08-08 23:54:51 UTC.");
    expect(outsideData({ fromSec: 1_723_200_000, toSec: 1_723_200_300 }, data, 7200)).toBe("The link asks for a time after the data, which end at 2024-08-09 02:00:00 UTC+2.");
    expect(outsideData({ fromSec: 1_723_161_000, toSec: 1_723_161_300 }, data, 0)).toBeNull();
    expect(outsideData({ fromSec: 0, toSec: 1 }, { firstSec: null, lastSec: null }, 0)).toBeNull();
  });
});
