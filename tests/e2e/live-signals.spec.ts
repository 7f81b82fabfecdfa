import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { rowsInSight } from "./panel-rows.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const SIGNAL_PX = 44;

test.use({ viewport: { width: 1600, height: 900 } });

test("signals that arrive move neither what is read nor what has the keyboard", async ({ chart }) => {
  const server: ServerProcess = await replaySeeded(seededTrades({ seed: 9, seconds: 7200 }), "--speed", "200");
  try {
    await chart.open(`${server.url}/?panels=on&indicators=signals`);
    const list = chart.page.getByRole("region", { name: "Signals, newest first" });
    await expect.poll(() => heightOf(list)).toBeGreaterThan(15 * SIGNAL_PX);
    await list.evaluate((scroller, topPx) => {
      scroller.scrollTop = topPx;
    }, 5 * SIGNAL_PX);
    const read = await rowsInSight(list);
    expect(read.length).toBeGreaterThan(1);
    await grown(list);
    expect(await rowsInSight(list)).toEqual(read);

    await list.evaluate((scroller) => {
      scroller.scrollTop = 0;
    });
    const focused = list.getByRole("button").nth(1);
    await focused.focus();
    const text = await list.locator(":focus").textContent();
    await grown(list);
    await expect(list.locator(":focus")).toHaveText(text ?? "");
    expect(await rowsInSight(list)).toContain(text);
  } finally {
    await server.stop();
  }
});

test("after a click on a signal the keys are the chart's again", async ({ chart }) => {
  const server: ServerProcess = await replaySeeded(seededTrades({ seed: 9, seconds: 600 }), "--speed", "max");
  try {
    await chart.open(`${server.url}/?panels=on&indicators=signals`);
    await chart.page.getByRole("region", { name: "Signals, newest first" }).getByRole("button").nth(1).click();
    await expect(chart.host).toBeFocused();
    const pause = chart.page.getByRole("button", { name: "Pause the picture" });
    await expect(pause).toHaveAttribute("aria-pressed", "false");
    await chart.page.keyboard.press(" ");
    await expect(pause).toHaveAttribute("aria-pressed", "true");
  } finally {
    await server.stop();
  }
});

const heightOf = (list: Locator): Promise<number> => list.evaluate(({ scrollHeight }) => scrollHeight);

/** Waits until the list has two more signals than it has now. */
async function grown(list: Locator): Promise<void> {
  const before = await heightOf(list);
  await expect.poll(() => heightOf(list)).toBeGreaterThanOrEqual(before + 2 * SIGNAL_PX);
}
