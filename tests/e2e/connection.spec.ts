import { expect } from "@playwright/test";
import { timeframeSec } from "../../core/market/timeframe.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { findFreePort } from "../support/free-port.ts";
import { createRandom } from "../support/seeded-bars.ts";
import { startServer } from "../support/start-server.ts";
import { backgroundOf } from "./cell-probe.ts";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_SYMBOL, SEEDED_TICK, type SeededTrade, seededTrades, totalsOf } from "./seeded-recording.ts";
import { expectPartOfHistory, fetchHistory, fingerprintOf } from "./server-history.ts";

const CUTS = 5;
/** What a browser logs of a socket that finds no server. */
const NO_SERVER = /WebSocket connection to .* failed/;

test.describe("a connection that is cut", () => {
  const trades = seededTrades({ seed: 12, seconds: 1200 });
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(trades, "--speed", "50");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("loses and doubles nothing at random moments of a replay", async ({ chart }) => {
    const random = createRandom(31);
    await chart.open(`${server.url}/?renderer=canvas`);
    const states = await watchConnection(chart);
    for (let cut = 1; cut <= CUTS; cut++) {
      await chart.page.waitForTimeout(200 + random() * 1800);
      await chart.page.evaluate(() => window.flowglass.cutConnection());
      await expect.poll(async () => (await chart.stats()).resumes).toBe(cut);
      await expect.poll(async () => (await chart.stats()).connection).toMatch(/^(replay|ended)$/);
      await expectPartOfHistory(chart, server.url, SEEDED_SYMBOL);
    }
    await expect(chart.statusBar).toContainText("Ended", { timeout: 60_000 });
    expect(await states()).toEqual(expect.arrayContaining(["replay", "reconnecting", "ended"]));
    expect(await chart.totals()).toEqual(totalsOf(trades));
    const history = await fetchHistory(server.url, SEEDED_SYMBOL);
    expect(history.length).toBe(totalsOf(trades).bars);
    expect(await chart.fingerprint()).toEqual(fingerprintOf(history));
    expect((await chart.stats()).gaps).toBe(0);
  });
});

test.describe("a server that dies", () => {
  test("the page says so, keeps its picture, and takes up with the next server at the same address", async ({ chart, complaints }) => {
    const port = String(await findFreePort());
    const first = await startServer(["--history-hours", "1", "--seed", "21", "--port", port]);
    let second: ServerProcess | undefined;
    try {
      await chart.open(`${first.url}/?renderer=canvas&timeframe=5s`);
      await expect(chart.statusBar).toContainText("Live");
      const before = await chart.fingerprint();
      process.kill(first.pid, "SIGKILL");
      await expect(chart.statusBar).toContainText("Reconnecting");
      await expect(chart.banner).toContainText("Trying again; the picture stands as it was.");
      expect((await chart.stats()).bars).toBeGreaterThanOrEqual(before?.bars ?? 0);

      second = await startServer(["--history-hours", "1", "--seed", "22", "--port", port]);
      expect(second.url).toBe(first.url);
      await expect(chart.statusBar).toContainText("Live", { timeout: 40_000 });
      await expect(chart.banner).toHaveCount(0);
      await chart.idle();
      await expectPartOfHistory(chart, second.url, "DEMO-BTC");
      const [view, extent] = [await chart.view(), await chart.extent()];
      expect(view.from).toBeLessThan(extent.to);
      expect(view.to).toBeGreaterThan(extent.to);
      expect(complaints.splice(0).filter((complaint) => !NO_SERVER.test(complaint))).toEqual([]);
    } finally {
      await Promise.all([first.stop(), second?.stop()]);
    }
  });
});

test.describe("a symbol and a gap", () => {
  const whole = seededTrades({ seed: 44, seconds: 900 });
  const [lostFrom, lostTo] = [whole[0].timeSec + 500, whole[0].timeSec + 530];
  const trades = whole.filter(({ timeSec }) => timeSec < lostFrom || timeSec >= lostTo);
  const gap = gapOf(trades);
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(trades, "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test("a symbol that is not there is said, with those that are", async ({ chart }) => {
    await chart.page.goto(`${server.url}/?renderer=canvas&symbol=NOPE`);
    const veil = chart.page.getByRole("heading", { name: "There is no market “NOPE” here" });
    await expect(veil).toBeVisible();
    await chart.page.getByRole("button", { name: new RegExp(SEEDED_SYMBOL) }).last().click();
    await expect(veil).toHaveCount(0);
    await chart.idle();
    expect(await chart.totals()).toEqual(totalsOf(trades));
  });

  test("a name that cannot be a symbol is said, and the first market shown", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas&symbol=${encodeURIComponent("no such; thing")}&timeframe=7s`);
    const alert = chart.banner;
    await expect(alert).toContainText('symbol is "no such; thing"; expected 1 to 32 characters');
    await expect(alert).toContainText('timeframe is "7s"; expected one of 1s, 5s');
    expect((await chart.stats()).symbol).toBe(SEEDED_SYMBOL);
    await chart.page.keyboard.press("Escape");
    await expect(alert).toHaveCount(0);
  });

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`trades that the source lost are counted, hatched and told by every cell: ${renderer}`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?renderer=${renderer}`);
      expect((await chart.stats()).gaps).toBe(1);
      await expect(chart.statusBar).toContainText("gaps 1");

      const view = await chart.moved(() => chart.page.keyboard.press("g"));
      expect(view.from).toBeLessThan(gap.fromSec * 1000);
      expect(view.to).toBeGreaterThan(gap.toSec * 1000);
      await chart.look({ high: view.high + (view.high - view.low) });
      await expectHatched(chart);
      await chart.page.screenshot({ path: testInfo.outputPath("gap.png") });

      const price = trades.findLast(({ timeSec }) => timeSec < lostFrom)?.priceTicks ?? 0;
      for (const timeframe of ["1s", "15s", "1m", "15m"] as const) {
        await chart.choose({ timeframe });
        const columnSec = timeframeSec(timeframe);
        const seconds = Array.from({ length: 60 }, (_, index) => gap.fromSec - 15 + index);
        const told = await chart.page.evaluate(
          ([asked, at]) => Promise.all(asked.map(async (sec) => (await window.flowglass.cellAt(sec * 1000, at))?.gap)),
          [seconds, (price * SEEDED_TICK).toFixed(1)] as const,
        );
        expect(told, timeframe).toEqual(seconds.map((sec) => touchesGap(Math.floor(sec / columnSec) * columnSec, columnSec)));
      }

      await chart.choose({ timeframe: "1s" });
      await chart.look({ from: (gap.fromSec - 30) * 1000, to: (gap.toSec + 30) * 1000 });
      const middle = await chart.pointAt(0.5, 0.5);
      await chart.page.mouse.move(middle.x, middle.y);
      await expect(chart.host.locator(".reading:not(.signal-words)")).toContainText("data are missing in this bar");
    });
  }

  function touchesGap(fromSec: number, lengthSec: number): boolean {
    return fromSec < gap.toSec && fromSec + lengthSec > gap.fromSec;
  }

  /** Above all trades a gap is hatched over its whole width, and the seconds beside it are plain but for the grid. */
  async function expectHatched(chart: ChartPage): Promise<void> {
    const view = await chart.view();
    const picture = await chart.capture();
    const xOf = (sec: number): number => Math.round(((sec * 1000 - view.from) / (view.to - view.from)) * picture.width);
    const share = (fromSec: number, toSec: number): number => {
      let [marked, all] = [0, 0];
      for (let y = Math.round(picture.height * 0.1); y < picture.height * 0.35; y++) {
        for (let x = xOf(fromSec) + 2; x < xOf(toSec) - 2; x++, all++) if (picture.pixels[y * picture.width + x] !== backgroundOf("dark")) marked++;
      }
      return marked / all;
    };
    for (let sec = gap.fromSec; sec < gap.toSec - 4; sec += 4) expect(share(sec, sec + 4), `hatching at ${sec}`).toBeGreaterThan(0.1);
    expect(share(gap.fromSec - 40, gap.fromSec)).toBeLessThan(0.06);
    expect(share(gap.toSec, gap.toSec + 40)).toBeLessThan(0.06);
  }
});

/** Seconds from the last trade before a jump of ids to the first after it: what is not whole. */
function gapOf(trades: readonly SeededTrade[]): { readonly fromSec: number; readonly toSec: number } {
  const after = trades.findIndex(({ id }, index) => index > 0 && id !== trades[index - 1].id + 1);
  return { fromSec: trades[after - 1].timeSec, toSec: trades[after].timeSec + 1 };
}

/** Notes every state of the connection that the status bar shows. @returns how to ask for them. */
async function watchConnection(chart: ChartPage): Promise<() => Promise<(string | undefined)[]>> {
  const seen = await chart.statusBar.evaluateHandle((bar) => {
    const states: (string | undefined)[] = [];
    const note = (): void => {
      const state = bar.querySelector<HTMLElement>(".connection")?.dataset.state;
      if (state !== states.at(-1)) states.push(state);
    };
    note();
    new MutationObserver(note).observe(bar, { subtree: true, childList: true, attributes: true });
    return states;
  });
  return () => seen.jsonValue();
}
