import { readFile } from "node:fs/promises";
import { tableFromIPC } from "@uwdata/flechette";
import { expect } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { ChartPage } from "./chart-page.ts";
import { test } from "./chart-test.ts";
import { replaySeeded, seededTrades, type SeededTrade } from "./seeded-recording.ts";

const TRADES = seededTrades({ seed: 21, seconds: 600 });
const START_SEC = TRADES[0].timeSec;

let server: ServerProcess;

test.use({ viewport: { width: 1600, height: 900 } });

test.beforeAll(async () => {
  server = await replaySeeded(TRADES, "--speed", "max");
});

test.afterAll(async () => {
  await server?.stop();
});

for (const [key, format] of [["Shift+E", "csv"], ["Shift+A", "arrow"]] as const) {
  test(`the window is exported with every second and price in it: ${format}`, async ({ chart }) => {
    await chart.open(`${server.url}/?renderer=canvas`);
    const { from, to } = await chart.look({ from: (START_SEC + 100) * 1000, to: (START_SEC + 300) * 1000 });
    const { name, content } = await saved(chart, key);
    expect(name).toMatch(new RegExp(`^SEEDED-2024-03-05T\\d{6}-2024-03-05T\\d{6}\\.${format}$`));
    const rows = format === "csv" ? csvRows(content.toString()) : arrowRows(content);
    expect(rows).toEqual(rowsOf(TRADES.filter(({ timeSec }) => timeSec >= Math.floor(from / 1000) && timeSec < Math.ceil(to / 1000))));
    await expect(chart.banner).toContainText(`${name}: `);
    await expect(chart.banner).toContainText("No second is missing.");
  });
}

test("an export that takes a while tells how far it has come, and its button keeps the focus meanwhile", async ({ chart }) => {
  const long = await replaySeeded(seededTrades({ seed: 22, seconds: 7200 }), "--speed", "max");
  try {
    await chart.open(`${long.url}/?renderer=canvas`);
    await chart.look({ from: START_SEC * 1000, to: (START_SEC + 7200) * 1000 });
    const told = await chart.page.evaluateHandle(watchExports);
    await saved(chart, "Shift+E");
    await expect(chart.banner).toContainText("No second is missing.");
    const updates = await told.jsonValue();
    expect(updates.length).toBeGreaterThan(2);
    for (const { sentence, hasFocus } of updates) {
      expect(sentence).toMatch(/^Exporting: [\d,]+ of [\d,]+ rows are written\.Dismiss$/);
      expect(hasFocus, sentence).toBe(true);
    }
    await expect(chart.page.getByRole("status", { name: "Exports" })).toBeEmpty();
  } finally {
    await long.stop();
  }
});

test("a layout goes out as a file and comes back whole; a wrong file changes nothing and says why", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas&panels=on`);
  const { page } = chart;
  const panels = page.locator(".panel-toggles [aria-pressed=true]");
  await chart.choose({ mode: "delta", theme: "light", vwap: { bands: [true, false, false], reset: 2 }, keys: { "toggle follow": ["q"] } });
  await page.locator(".panel-toggles").getByRole("button", { name: "Signals" }).click();
  await expect(panels).toHaveText(["Micro-footprint", "Tape"]);
  await expect.poll(() => kept(chart, "panels")).not.toContain("signals");
  const { content } = await saved(chart, "layout file");
  const layout = JSON.parse(content.toString());
  expect(layout).toMatchObject({ flowglass: "layout", version: 1, openPanels: ["micro-footprint", "tape"], choices: { mode: "delta", keys: { "toggle follow": ["q"] }, vwap: { reset: 2 } } });

  await run(chart, "Reset everything");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await expect(panels).toHaveText(["Micro-footprint", "Signals", "Tape"]);
  await expect(page.getByRole("button", { name: "Follow the newest second", exact: true })).toHaveAttribute("aria-keyshortcuts", "F");

  await open(chart, JSON.stringify({ ...layout, choices: { ...layout.choices, mode: "heat", vwap: { reset: 99 } } }));
  await expect(chart.banner).toContainText('choices.mode is "heat"; expected one of volume, delta, bidAsk, imbalance, trades.');
  await expect(chart.banner).toContainText("choices.vwap.reset is 99");
  await expect(chart.banner).toContainText("Nothing was changed.");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");

  await open(chart, content.toString());
  await expect(page.locator("html")).toHaveAttribute("data-theme", "light");
  await expect(panels).toHaveText(["Micro-footprint", "Tape"]);
  await expect(page.getByRole("button", { name: "Follow the newest second", exact: true })).toHaveAttribute("aria-keyshortcuts", "Q");
  const again = await saved(chart, "layout file");
  expect(JSON.parse(again.content.toString()).choices).toMatchObject({ ...layout.choices, panels: expect.anything() });

  await run(chart, "Undo the last change");
  await expect(page.locator("html")).toHaveAttribute("data-theme", "dark");
  await chart.idle();
});

test("a layout opens the panels that it names, wherever they stood, and leaves them alone when it names none", async ({ chart }) => {
  await chart.open(`${server.url}/?renderer=canvas&panels=on`);
  const panels = chart.page.locator(".panel-toggles [aria-pressed=true]");
  await chart.page.locator(".panel-toggles").getByRole("button", { name: "Signals" }).click();
  await expect.poll(() => kept(chart, "panels")).toContain("tape");
  const { choices } = JSON.parse((await saved(chart, "layout file")).content.toString());
  const layout = (openPanels: readonly string[] | undefined, arrangement: unknown): string =>
    JSON.stringify({ flowglass: "layout", version: 1, openPanels, choices: arrangement === undefined ? { mode: "delta" } : { panels: arrangement } });

  await open(chart, layout(["tape"], null));
  await expect(panels).toHaveText(["Tape"]);
  await open(chart, layout(undefined, undefined));
  await expect.poll(() => kept(chart, "mode")).toBe('"delta"');
  await expect(panels).toHaveText(["Tape"]);
  await open(chart, layout(["micro-footprint", "signals"], choices.panels));
  await expect(panels).toHaveText(["Micro-footprint", "Signals"]);
  await open(chart, layout([], choices.panels));
  await expect(panels).toHaveCount(0);
  await run(chart, "Undo the last change");
  await expect(panels).toHaveText(["Micro-footprint", "Signals"]);
});

/**
 * Runs in the page: gives the focus to the first button that an export shows, and notes with each sentence whether it is still there. The page's clock leaps with
 * each look at it, so that every part of the file is told of.
 */
function watchExports(): { sentence: string; hasFocus: boolean }[] {
  const place = document.querySelector(".banner[role='status']");
  if (place === null) throw new Error("there is no place for exports");
  const now = performance.now.bind(performance);
  let leapsMs = 0;
  performance.now = () => now() + (leapsMs += 10_000);
  const told: { sentence: string; hasFocus: boolean }[] = [];
  let first: HTMLButtonElement | null = null;
  new MutationObserver(() => {
    const button = place.querySelector("button");
    if (button === null) return;
    first ??= button;
    if (told.length === 0) first.focus();
    told.push({ sentence: place.textContent ?? "", hasFocus: document.activeElement === first });
  }).observe(place, { childList: true, characterData: true, subtree: true });
  return told;
}

/** Runs a command by name. */
async function run(chart: ChartPage, name: string): Promise<void> {
  await chart.page.keyboard.press("Control+k");
  await chart.page.keyboard.type(name);
  await chart.page.keyboard.press("Enter");
}

async function open(chart: ChartPage, text: string): Promise<void> {
  const chooser = chart.page.waitForEvent("filechooser");
  await run(chart, "Open a layout file");
  const input = (await chooser).element();
  expect(await input.evaluate((element) => element.isConnected), "nothing but the page keeps it from being collected").toBe(true);
  await (await chooser).setFiles({ name: "layout.json", mimeType: "application/json", buffer: Buffer.from(text) });
  await expect(chart.page.locator("input[type=file]")).toHaveCount(0);
}

/** What a key, or the command that saves the layout, gives as a file. */
async function saved(chart: ChartPage, by: string): Promise<{ readonly name: string; readonly content: Buffer }> {
  const download = chart.page.waitForEvent("download");
  if (by === "layout file") await run(chart, "Save the layout");
  else await chart.page.keyboard.press(by);
  const file = await download;
  return { name: file.suggestedFilename(), content: await readFile(await file.path()) };
}

function kept(chart: ChartPage, name: string): Promise<string> {
  return chart.page.evaluate((choice) => JSON.stringify(JSON.parse(localStorage.getItem("flowglass.choices") ?? "{}")[choice] ?? null), name);
}

/** Rows as text: second, price in tenths, lots at the bid, lots at the ask, trades. */
function rowsOf(trades: readonly SeededTrade[]): readonly string[] {
  const rows = new Map<string, { readonly timeSec: number; readonly priceTicks: number; bid: number; ask: number; trades: number }>();
  for (const { timeSec, priceTicks, sizeLots, side } of trades) {
    const row = rows.get(`${timeSec} ${priceTicks}`) ?? { timeSec, priceTicks, bid: 0, ask: 0, trades: 0 };
    row[side === "sell" ? "bid" : "ask"] += sizeLots;
    row.trades++;
    rows.set(`${timeSec} ${priceTicks}`, row);
  }
  return [...rows.values()].sort((a, b) => a.timeSec - b.timeSec || a.priceTicks - b.priceTicks).map((row) => [row.timeSec, row.priceTicks, row.bid, row.ask, row.trades].join(" "));
}

function csvRows(text: string): readonly string[] {
  const [head, ...lines] = text.trimEnd().split("\n");
  expect(head).toBe("time,price,bid_volume,ask_volume,trades,gap_until");
  return lines.map((line) => {
    const [time, price, bid, ask, trades] = line.split(",");
    expect(line).toMatch(/^[^,]+,\d+\.\d,\d+\.\d{3},\d+\.\d{3},\d+,$/);
    return [Date.parse(time) / 1000, Number(price.replace(".", "")), Number(bid.replace(".", "")), Number(ask.replace(".", "")), trades].join(" ");
  });
}

function arrowRows(content: Buffer): readonly string[] {
  const table = tableFromIPC(new Uint8Array(content), { useDecimalInt: true });
  const column = (name: string): readonly unknown[] => [...(table.getChild(name) as Iterable<unknown>)];
  const [time, price, bid, ask, trades] = ["time", "price", "bid_volume", "ask_volume", "trades"].map(column);
  return time.map((ms, row) => [Number(ms) / 1000, price[row], bid[row], ask[row], trades[row]].map(String).join(" "));
}
