import { expect } from "@playwright/test";
import type { AutomationView } from "../../client/automation.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { startServer } from "../support/start-server.ts";
import type { ChartPage, PagePoint } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, SEEDED_TICK, seededTrades } from "./seeded-recording.ts";
import { expectFitted, expectSame, expectSameTime, expectSameView, spanOf } from "./view-expectations.ts";

const TRADES = seededTrades({ seed: 5, seconds: 900 });
const LAST_PRICE = TRADES[TRADES.length - 1].priceTicks * SEEDED_TICK;
/** How much of a live market is watched, and how far the window may lie behind it: one bar. */
const FOLLOWED_MS = 5000;
const BAR_MS = 1000;
/** Where the pointer is put, as shares of the plot. */
const PLACES = [
  [0.5, 0.5],
  [0.07, 0.9],
  [0.83, 0.21],
] as const;

test.describe("a market that stands still", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(TRADES, "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test.beforeEach(async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
  });

  test("the wheel zooms time about the pointer, and nothing else", async ({ chart }) => {
    for (const [across, down] of PLACES) {
      const at = await chart.pointAt(across, down);
      const start = await chart.view();
      const near = await turnWheel(chart, at, -240);
      expectSame(spanOf(near).price, spanOf(start).price);
      expect(spanOf(near).timeMs).toBeLessThan(spanOf(start).timeMs * 0.8);
      expectSameTime(await chart.market(near, at), await chart.market(start, at));
      const back = await turnWheel(chart, at, 240);
      expectSameView(back, start);
    }
  });

  test("Shift and the wheel zoom price about the pointer, and nothing else", async ({ chart }) => {
    await chart.page.keyboard.down("Shift");
    for (const [across, down] of PLACES) {
      const at = await chart.pointAt(across, down);
      const start = await chart.view();
      const far = await turnWheel(chart, at, 180);
      expect([far.from, far.to]).toEqual([start.from, start.to]);
      expect(spanOf(far).price).toBeGreaterThan(spanOf(start).price * 1.2);
      expectSame((await chart.market(far, at)).price, (await chart.market(start, at)).price);
      expectSameView(await turnWheel(chart, at, -180), start);
    }
    await chart.page.keyboard.up("Shift");
  });

  test("the wheel over the price axis zooms price about its middle", async ({ chart }) => {
    const { priceAxis } = await chart.parts();
    const start = await chart.view();
    const near = await turnWheel(chart, middleOf(priceAxis), -200);
    expect([near.from, near.to]).toEqual([start.from, start.to]);
    expect(spanOf(near).price).toBeLessThan(spanOf(start).price * 0.8);
    expectSame(near.low + near.high, start.low + start.high);
  });

  test("a drag carries the market with the pointer exactly, and back to where it was", async ({ chart }) => {
    const { mouse } = chart.page;
    const start = await chart.view();
    const [from, to] = [await chart.pointAt(0.4, 0.45), await chart.pointAt(0.61, 0.32)];
    await mouse.move(from.x, from.y);
    await mouse.down();
    const dragged = await chart.moved(() => mouse.move(to.x, to.y, { steps: 7 }));
    expectSameTime(await chart.market(dragged, to), await chart.market(start, from));
    expectSame((await chart.market(dragged, to)).price, (await chart.market(start, from)).price);
    const back = await chart.moved(() => mouse.move(from.x, from.y, { steps: 3 }));
    await mouse.up();
    expectSameView(back, start);
  });

  test("a drag that leaves the newest second behind ends following", async ({ chart }) => {
    const follow = chart.page.getByRole("button", { name: "Follow the newest second" });
    await expect(follow).toHaveAttribute("aria-pressed", "true");
    const [near, far] = [await chart.pointAt(0.5, 0.5), await chart.pointAt(0.55, 0.5)];
    await drag(chart, near, far);
    await expect(follow).toHaveAttribute("aria-pressed", "true");
    await drag(chart, await chart.pointAt(0.2, 0.5), await chart.pointAt(0.9, 0.5));
    await expect(follow).toHaveAttribute("aria-pressed", "false");
  });

  test("drags on the axes stretch price and time, each alone", async ({ chart }) => {
    const { priceAxis, timeAxis } = await chart.parts();
    const start = await chart.view();
    const price = middleOf(priceAxis);
    const squeezed = await drag(chart, price, { x: price.x, y: price.y + 120 });
    expect([squeezed.from, squeezed.to]).toEqual([start.from, start.to]);
    expect(spanOf(squeezed).price).toBeGreaterThan(spanOf(start).price * 1.5);
    expectSame(squeezed.low + squeezed.high, start.low + start.high);

    const time = middleOf(timeAxis);
    const stretched = await drag(chart, time, { x: time.x + 120, y: time.y });
    expect([stretched.low, stretched.high]).toEqual([squeezed.low, squeezed.high]);
    expect(spanOf(stretched).timeMs).toBeLessThan(spanOf(squeezed).timeMs * 0.7);
    const { to: lastMs } = await chart.extent();
    expectSame((lastMs - stretched.from) / spanOf(stretched).timeMs, (lastMs - squeezed.from) / spanOf(squeezed).timeMs);
  });

  test("a double-click on the price axis fits the prices on the screen", async ({ chart }) => {
    const { priceAxis } = await chart.parts();
    const { from } = await chart.extent();
    const low = LAST_PRICE - 500;
    const wide = await chart.look({ from: from + 200_000, to: from + 300_000, low, high: low + 1000 });
    const fitted = await chart.moved(() => chart.page.mouse.dblclick(middleOf(priceAxis).x, middleOf(priceAxis).y));
    expect([fitted.from, fitted.to]).toEqual([wide.from, wide.to]);
    expectFitted(fitted, TRADES.filter(({ timeMs }) => timeMs >= fitted.from && timeMs < fitted.to), SEEDED_TICK);
  });

  test("a double-click on the time axis goes back to the newest seconds", async ({ chart }) => {
    const { timeAxis } = await chart.parts();
    const { from, to: lastMs } = await chart.extent();
    await chart.look({ from: from - 100_000, to: from + 60_000 });
    const newest = await chart.moved(() => chart.page.mouse.dblclick(middleOf(timeAxis).x, middleOf(timeAxis).y));
    expect(newest.to).toBeGreaterThan(lastMs);
    expect(lastMs - newest.from).toBeGreaterThan(spanOf(newest).timeMs * 0.8);
    expectFitted(newest, TRADES.filter(({ timeMs }) => timeMs >= newest.from), SEEDED_TICK);
    await expect(chart.page.getByRole("button", { name: "Follow the newest second" })).toHaveAttribute("aria-pressed", "true");
  });

  test("an idle chart draws no frame and asks for none", async ({ chart }) => {
    const idle = await chart.page.evaluate(async () => {
      const ask = window.requestAnimationFrame;
      let asked = 0;
      window.requestAnimationFrame = (callback) => {
        asked++;
        return ask(callback);
      };
      const before = window.flowglass.stats();
      await new Promise((resolve) => {
        setTimeout(resolve, 2000);
      });
      window.requestAnimationFrame = ask;
      const after = window.flowglass.stats();
      return { asked, frames: after.frames - before.frames, drawCalls: after.drawCalls - before.drawCalls };
    });
    expect(idle).toEqual({ asked: 0, frames: 0, drawCalls: 0 });
    await expect(chart.statusBar).toContainText("at rest");
  });
});

test.describe("a market that trades", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["--history-hours", "1", "--seed", "3"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  test.beforeEach(async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
  });

  test("following keeps the newest second and the last price on the screen", async ({ chart }) => {
    const first = await sample(chart);
    let last = first;
    while (last.extent.to - first.extent.to < FOLLOWED_MS) {
      const { to } = last.extent;
      await expect.poll(async () => (await sample(chart)).extent.to, { message: "the market goes on" }).toBeGreaterThan(to);
      last = await sample(chart);
      const { view, extent, price } = last;
      expect(extent.to).toBeGreaterThan(view.from);
      expect(extent.to).toBeLessThan(view.to);
      expect(price).toBeGreaterThan(view.low);
      expect(price).toBeLessThan(view.high);
    }
    expect(last.view.to - first.view.to).toBeGreaterThanOrEqual(FOLLOWED_MS - BAR_MS);
    expectSame(spanOf(last.view).timeMs, spanOf(first.view).timeMs);
  });

  test("a window that does not follow stays where it is while bars arrive", async ({ chart }) => {
    await chart.choose({ follow: false });
    const view = await chart.view();
    await waitForBars(chart, 3);
    expect(await chart.view()).toEqual(view);
  });

  test("Space freezes the picture while bars go on arriving, and lets it go on from the newest", async ({ chart }) => {
    const { page } = chart;
    await page.keyboard.press(" ");
    await expect(chart.statusBar).toContainText("Paused");
    await chart.idle();
    const view = await chart.view();
    const picture = await chart.host.screenshot();
    const { frames } = await chart.stats();
    const { trades } = await chart.totals();
    await waitForBars(chart, 4);
    expect((await chart.totals()).trades).toBeGreaterThan(trades);
    expect(await chart.view()).toEqual(view);
    expect((await chart.stats()).frames).toBe(frames);
    expect(picture.equals(await chart.host.screenshot()), "the picture stands still").toBe(true);
    await expect(chart.statusBar).toContainText(/Paused, \d+ s behind/);

    for (const across of [0.3, 0.6, 0.95]) {
      const { x, y } = await chart.pointAt(across, 0.5);
      await page.mouse.move(x, y);
      await chart.idle();
    }
    await page.mouse.move(2, 2);
    await chart.idle();
    expect(picture.equals(await chart.host.screenshot()), "the picture is the same after the mouse has been over it").toBe(true);

    const later = await chart.moved(() => page.keyboard.press(" "));
    expect(later.to - view.to).toBeGreaterThanOrEqual(3000);
    await expect(chart.statusBar).not.toContainText("Paused");
  });
});

async function turnWheel(chart: ChartPage, at: PagePoint, deltaY: number): Promise<AutomationView> {
  await chart.page.mouse.move(at.x, at.y);
  return chart.moved(() => chart.page.mouse.wheel(0, deltaY));
}

async function drag(chart: ChartPage, from: PagePoint, to: PagePoint): Promise<AutomationView> {
  const { mouse } = chart.page;
  await mouse.move(from.x, from.y);
  await mouse.down();
  const view = await chart.moved(() => mouse.move(to.x, to.y, { steps: 4 }));
  await mouse.up();
  return view;
}

/** One moment of the page: the window, the data and the last price as the newest frame shows them. */
async function sample(chart: ChartPage): Promise<{ view: AutomationView; extent: AutomationView; price: number }> {
  const { view, extent, tags } = await chart.page.evaluate(async () => {
    await window.flowglass.whenIdle();
    return { view: window.flowglass.view(), extent: window.flowglass.extent(), tags: window.flowglass.studies()?.tags ?? [] };
  });
  const last = tags.find(({ name }) => name === "last");
  if (view === null || extent === null || last === undefined) throw new Error("the page shows no data");
  return { view, extent, price: Number(last.text.replaceAll(",", "")) };
}

/** Waits until more seconds have closed. */
async function waitForBars(chart: ChartPage, count: number): Promise<void> {
  const { bars } = await chart.stats();
  await expect.poll(async () => (await chart.stats()).bars, { message: "bars arrive" }).toBeGreaterThanOrEqual(bars + count);
}

function middleOf({ x, y, width, height }: { x: number; y: number; width: number; height: number }): PagePoint {
  return { x: Math.round(x + width / 2), y: Math.round(y + height / 2) };
}
