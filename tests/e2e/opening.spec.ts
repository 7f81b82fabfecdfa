import { expect } from "@playwright/test";
import { expectedLayout } from "../../client/first-look.ts";
import { createChoicesStore } from "../../client/state/choices-store.ts";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import { compare, toPicture } from "../support/picture.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades } from "./seeded-recording.ts";

const PAGE_MARKS = ["flowglass:script", "flowglass:chart", "flowglass:picture"];
/** How far a guessed size may be off, CSS pixels: a border here or there, not a bar. */
const NEAR_CSS_PX = 8;
const ENGINE_MARKS = ["flowglass:engine", "flowglass:connect", "flowglass:welcome", "flowglass:bars", "flowglass:history"];

declare global {
  interface Window {
    /** The plot's pixels when the first whole picture was marked. */
    firstPicture?: Promise<ImageData>;
  }
}

test.describe("the moments of an opening", () => {
  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await replaySeeded(seededTrades({ seed: 5, seconds: 6 * 3600 }), "--speed", "max");
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`the first picture that is called whole is the one that stays: ${renderer}`, async ({ chart }) => {
      await chart.page.addInitScript(() => {
        const mark = performance.mark.bind(performance);
        performance.mark = (name, options) => {
          if (name === "flowglass:picture") window.firstPicture = window.flowglass.captureHeat();
          return mark(name, options);
        };
      });
      await chart.open(`${server.url}/?renderer=${renderer}`);
      const first = await chart.page.evaluate(async () => {
        const picture = await window.firstPicture;
        if (picture === undefined) throw new Error("no picture was marked");
        let binary = "";
        for (let at = 0; at < picture.data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, picture.data.subarray(at, at + 32_768));
        return { width: picture.width, height: picture.height, base64: btoa(binary) };
      });
      expect(compare(await chart.capture(), toPicture(first))).toEqual({ pixels: 0, largest: 0 });
    });
  }

  test("are marked once each, by the page and by its engine, and a cut marks nothing again", async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    await chart.page.evaluate(() => window.flowglass.cutConnection());
    await expect.poll(async () => (await chart.stats()).resumes).toBe(1);
    await chart.idle();
    const names = (): string[] => performance.getEntriesByType("mark").map(({ name }) => name);
    expect(await chart.page.evaluate(names)).toEqual(PAGE_MARKS);
    expect(await Promise.all(chart.page.workers().map((worker) => worker.evaluate(names)))).toEqual([ENGINE_MARKS]);
  });

  for (const [where, width, panels] of [
    ["beside open panels", 1920, "on"],
    ["where the panels are closed", 1366, "off"],
    ["below a bar of two rows", 1365, "off"],
    ["where panels have room as it begins", 1200, "on"],
    ["where panels have no room", 1199, "on"],
  ] as const) {
    test(`the first cells are asked for on the size that the chart has: ${where}`, async ({ chart }) => {
      await chart.page.setViewportSize({ width, height: 800 });
      const search = `?renderer=canvas&indicators=off&panels=${panels}`;
      await chart.open(`${server.url}/${search}`);
      const [page, { plot, widthPx, heightPx }] = await chart.page.evaluate(() => [{ innerWidth, innerHeight, devicePixelRatio }, window.flowglass.layout()] as const);
      const expected = expectedLayout(page, createChoicesStore(null, search).getState());
      const off = [expected.widthPx - widthPx, expected.heightPx - heightPx, expected.plot.width - plot.width, expected.plot.height - plot.height];
      expect(Math.max(...off.map(Math.abs)), `${off.join()} pixels off`).toBeLessThanOrEqual(NEAR_CSS_PX);
    });
  }
});
