import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { rowsInSight } from "./panel-rows.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const LISTS = { "Micro-footprint": "Micro-footprint, newest second first", Signals: "Signals, newest first", Tape: "Tape, newest first" } as const;
const PANELS = Object.keys(LISTS) as (keyof typeof LISTS)[];

let server: ServerProcess;

test.use({ viewport: { width: 1600, height: 900 } });

test.beforeAll(async () => {
  server = await replaySeeded(seededTrades({ seed: 9, seconds: 2400 }), "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

for (const panel of PANELS) {
  test(`a list that was scrolled stays where it was when the panels beside it are closed and opened: ${panel}`, async ({ chart }) => {
    await chart.open(`${server.url}/?panels=on&indicators=signals`);
    const list = chart.page.getByRole("region", { name: LISTS[panel] });
    await scrollToMiddle(list);
    const before = await rowsInSight(list);
    expect(before.length).toBeGreaterThan(2);
    for (const other of PANELS) if (other !== panel) await toggle(chart, other);
    await expect(chart.page.locator(".panel-toggles [aria-pressed=true]")).toHaveText([panel]);
    await expect.poll(async () => (await rowsInSight(list)).slice(0, before.length)).toEqual(before);
    for (const other of PANELS) if (other !== panel) await toggle(chart, other);
    await expect(chart.page.locator(".panel-toggles [aria-pressed=true]")).toHaveText(PANELS);
    await expect.poll(async () => (await rowsInSight(list))[0]).toBe(before[0]);
  });
}

function toggle(chart: ChartPage, panel: string): Promise<void> {
  return chart.page.locator(".panel-toggles").getByRole("button", { name: panel }).click();
}

async function scrollToMiddle(list: Locator): Promise<void> {
  await expect.poll(() => list.evaluate(({ scrollHeight, clientHeight }) => scrollHeight > 4 * clientHeight)).toBe(true);
  await list.evaluate((scroller) => {
    scroller.scrollTop = scroller.scrollHeight >> 1;
  });
  await expect.poll(() => rowsInSight(list).then((rows) => rows.length)).toBeGreaterThan(2);
}
