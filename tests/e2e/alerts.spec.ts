import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { setHidden } from "./page-visibility.ts";
import { replaySeeded, type SeededTrade, seededTrades } from "./seeded-recording.ts";

const CALM_SEC = 60;
/** A sleepy market in which one burst of buying every ten seconds is sure to be found. */
const TRADES = burstyTrades(3600);
/** Fast enough to find a burst a second, slow enough not to end before the test. */
const LIVE_SPEED = "10";
const ALL = ["absorption", "exhaustion", "burst", "pullback", "push", "sweep", "stack"] as const;

test.use({ viewport: { width: 1600, height: 900 } });

test("history makes no noise, whatever is turned on", async ({ chart }) => {
  const server = await replaySeeded(TRADES, "--speed", "max");
  try {
    await remember(chart, everyAlert());
    await chart.open(`${server.url}/?renderer=canvas&signals=on`);
    await expect.poll(() => chart.page.evaluate(() => window.flowglass.eventCount("bursts"))).toBeGreaterThan(5);
    await chart.choose({ timeframe: "5s" });
    await chart.page.waitForTimeout(500);
    expect(await soundsAndFlashes(chart)).toBe(0);
    await expect(flash(chart)).toHaveCount(0);
  } finally {
    await server.stop();
  }
});

test("a signal that is found live flashes and sounds once, also while the picture is paused", async ({ chart }, testInfo) => {
  const server: ServerProcess = await replaySeeded(TRADES, "--speed", LIVE_SPEED);
  try {
    await chart.page.addInitScript(recordTones);
    await chart.open(`${server.url}/?renderer=canvas&signals=on`);
    await chart.page.keyboard.press(",");
    await settings(chart).getByRole("button", { name: "Signals and alerts", exact: true }).click();
    for (const way of ["sound", "flash"]) await settings(chart).getByRole("switch", { name: `Burst: ${way}` }).click();
    await expect(settings(chart).getByRole("slider", { name: "Burst: volume" })).toHaveValue("50");
    await expect.poll(() => tones(chart), { message: "the tone is heard when it is turned on" }).toBe(1);
    await expect.poll(() => burstAlerts(chart), { message: "a burst is found live" }).toMatchObject({ notify: 0 });
    await expect.poll(async () => (await burstAlerts(chart)).flash, { message: "it flashes" }).toBeGreaterThan(0);
    await expect(flash(chart)).toContainText(/(?:Buying|Selling) burst/);
    await chart.page.screenshot({ path: testInfo.outputPath("flash.png") });

    await chart.page.keyboard.press("Escape");
    await chart.page.keyboard.press(" ");
    const atPause = await burstAlerts(chart);
    await expect.poll(async () => (await burstAlerts(chart)).flash, { message: "what is found during the pause is told" }).toBeGreaterThan(atPause.flash);
    await chart.page.keyboard.press(" ");
    await chart.idle();
    const [{ sound, flash: flashes }, heard] = await chart.page.evaluate(() => [window.flowglass.alerts().burst, window.tones] as const);
    expect(heard).toBe(1 + sound);
    expect(sound).toBeGreaterThan(0);
    expect(sound).toBeLessThanOrEqual(flashes);
    expect(flashes).toBeLessThanOrEqual(await bursts(chart));
    expect(await otherAlerts(chart)).toBe(0);
  } finally {
    await server.stop();
  }
});

test("a hidden page goes on listening and notifies, once for each signal, and not when it is seen", async ({ chart }) => {
  const server = await replaySeeded(TRADES, "--speed", LIVE_SPEED);
  try {
    await chart.page.addInitScript(recordNotices);
    await remember(chart, { alerts: { burst: { notify: true } } });
    await chart.open(`${server.url}/?renderer=canvas&signals=on`);
    await setHidden(chart.page, true);
    await expect.poll(async () => (await burstAlerts(chart)).notify, { message: "it notifies" }).toBeGreaterThan(1);
    await setHidden(chart.page, false);
    await chart.idle();
    const { notify } = await burstAlerts(chart);
    const notices = await chart.page.evaluate(() => window.notices);
    expect(notices).toHaveLength(notify);
    expect(notices.every((title) => /^(?:▲ Buying|▼ Selling) burst \d,\d{3}\.\d$/.test(title))).toBe(true);
    const known = await bursts(chart);
    await expect.poll(() => bursts(chart), { message: "more are found while the page is seen" }).toBeGreaterThan(known);
    expect((await burstAlerts(chart)).notify).toBe(notify);
  } finally {
    await server.stop();
  }
});

test("notifications are asked for when they are turned on, and a refusal is said", async ({ chart, context }) => {
  const server = await replaySeeded(TRADES, "--speed", "max");
  try {
    await chart.open(`${server.url}/?renderer=canvas`);
    await context.grantPermissions([]);
    await chart.page.evaluate(() => {
      Object.defineProperty(Notification, "permission", { configurable: true, get: () => "denied" });
    });
    await chart.page.keyboard.press(",");
    await settings(chart).getByRole("button", { name: "Signals and alerts", exact: true }).click();
    const notify = settings(chart).getByRole("switch", { name: "Sweep: notify" });
    await notify.click();
    await expect(settings(chart).getByRole("alert")).toContainText("The browser forbids notifications of this page");
    await expect(notify).toHaveAttribute("aria-checked", "false");
    await chart.page.evaluate(() => {
      Object.defineProperty(Notification, "permission", { configurable: true, get: () => "granted" });
    });
    await notify.click();
    await expect(notify).toHaveAttribute("aria-checked", "true");
    await expect(settings(chart).getByRole("alert")).toHaveCount(0);
  } finally {
    await server.stop();
  }
});

declare global {
  interface Window {
    /** Titles of the notifications that the page has shown. */
    notices: string[];
    /** How many tones the page has sounded: each is a gain of its own in which notes were started. */
    tones: number;
  }
}

/** Counts tones instead of sounding them. */
function recordTones(): void {
  window.tones = 0;
  class Recorded {
    readonly state = "running";
    readonly currentTime = 0;
    readonly destination = {};

    async resume(): Promise<void> {}

    createGain(): object {
      return { gain: { setValueAtTime: () => {}, linearRampToValueAtTime: () => {} }, connect: () => {}, disconnect: () => {} };
    }

    createOscillator(): object {
      let tone: { isHeard?: boolean } = {};
      const start = (): void => {
        if (tone.isHeard !== true) window.tones++;
        tone.isHeard = true;
      };
      return Object.assign(new EventTarget(), { frequency: {}, connect: (to: object) => void (tone = to), start, stop: () => {} });
    }
  }
  Object.defineProperty(window, "AudioContext", { value: Recorded });
}

/** Allows notifications and keeps their titles instead of showing them. */
function recordNotices(): void {
  window.notices = [];
  class Recorded extends EventTarget {
    static readonly permission = "granted";

    constructor(title: string) {
      super();
      window.notices.push(title);
    }
  }
  Object.defineProperty(window, "Notification", { value: Recorded });
}

function tones(chart: ChartPage): Promise<number> {
  return chart.page.evaluate(() => window.tones);
}

async function bursts(chart: ChartPage): Promise<number> {
  return (await chart.page.evaluate(() => window.flowglass.eventCount("bursts"))) ?? 0;
}

/** Lets the browser remember settings of the signals from an earlier visit. */
async function remember(chart: ChartPage, signals: object): Promise<void> {
  await chart.page.addInitScript((remembered) => localStorage.setItem("flowglass.choices", JSON.stringify({ signals: remembered })), signals);
}

function everyAlert() {
  return { alerts: Object.fromEntries(ALL.map((kind) => [kind, { sound: true, flash: true, notify: true }])) };
}

function settings(chart: ChartPage): Locator {
  return chart.page.getByRole("tabpanel", { name: "Settings" });
}

function flash(chart: ChartPage): Locator {
  return chart.page.locator(".alert-flash");
}

function burstAlerts(chart: ChartPage): Promise<{ readonly sound: number; readonly flash: number; readonly notify: number }> {
  return chart.page.evaluate(() => window.flowglass.alerts().burst);
}

async function otherAlerts(chart: ChartPage): Promise<number> {
  const counts = await chart.page.evaluate(() => window.flowglass.alerts());
  return ALL.filter((kind) => kind !== "burst").reduce((sum, kind) => sum + counts[kind].sound + counts[kind].flash, 0);
}

async function soundsAndFlashes(chart: ChartPage): Promise<number> {
  const counts = await chart.page.evaluate(() => window.flowglass.alerts());
  return ALL.reduce((sum, kind) => sum + counts[kind].sound + counts[kind].flash + counts[kind].notify, 0);
}

/** Seeded trades in which, after a calm start, the second and third of every ten seconds are bought a hundredfold. */
function burstyTrades(seconds: number): readonly SeededTrade[] {
  const trades = seededTrades({ seed: 3, seconds });
  const [{ timeSec: startSec }] = trades;
  return trades.map((trade) => {
    const at = trade.timeSec - startSec;
    const isBurst = at > CALM_SEC && (at % 10 === 2 || at % 10 === 3);
    return isBurst ? { ...trade, side: "buy" as const, sizeLots: trade.sizeLots * 100 } : trade;
  });
}
