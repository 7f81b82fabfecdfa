import { expect, type Locator } from "@playwright/test";
import type { ServerProcess } from "../../scripts/server-process.mjs";
import type { PillAnswer } from "../../client/automation-studies.ts";
import { compare, type Picture } from "../support/picture.ts";
import { findRecording, NO_RECORDINGS } from "../support/recordings.ts";
import { startServer } from "../support/start-server.ts";
import type { ChartPage, PagePoint } from "./chart-page.ts";
import { test } from "./chart-test.ts";

const SYMBOL = "BTCUSDT";
const FEW_PIXELS = 200;
/** Of the dark theme, as pixels are read: ABGR. */
const [RING, GAP] = [0xffe5dcd6, 0xff120d0a];
/** As many of the signals that a pill stands for are listed. */
const MOST_LISTED = 8;
const csv = findRecording("trades/binance_usdm_btcusdt_20240808.csv.gz");

test.describe("signals", () => {
  test.skip(csv === undefined, NO_RECORDINGS);

  let server: ServerProcess;

  test.beforeAll(async () => {
    server = await startServer(["replay", csv ?? "", "--symbol", SYMBOL, "--tick-size", "0.1", "--lot-size", "0.001", "--speed", "max"]);
  });

  test.afterAll(async () => {
    await server?.stop();
  });

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`S puts pills on the chart and takes them away: ${renderer}`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=${renderer}`);
      const without = await chart.capture();
      const toggle = chart.page.getByRole("group", { name: "Indicators" }).getByRole("button", { name: "Signals", exact: true });
      await expect(toggle).toHaveAttribute("aria-pressed", "false");
      await chart.page.keyboard.press("s");
      await expect(toggle).toHaveAttribute("aria-pressed", "true");
      await expect.poll(async () => compare(without, await chart.capture()).pixels, { message: "pills appear" }).toBeGreaterThan(FEW_PIXELS);
      await chart.page.screenshot({ path: testInfo.outputPath("signals.png") });
      await chart.page.keyboard.press("s");
      await expect.poll(async () => compare(without, await chart.capture()).pixels, { message: "pills go" }).toBe(0);
    });
  }

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`a click on a pill rings it and keeps it explained, the bar below stays as it is, and Escape lets go: ${renderer}`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=${renderer}&signals=on&theme=dark`);
      const pill = await somePill(chart, () => true);
      const plain = await chart.capture();
      const at = await middleOf(chart, pill);
      await chart.page.mouse.move(at.x, at.y);
      await expect(explanation(chart)).toBeVisible();
      const words = await explanation(chart).locator("header").textContent();
      await chart.page.mouse.click(at.x, at.y);
      await chart.page.mouse.move(0, 0);
      await expect.poll(() => chosenPills(chart)).toMatchObject([{ kind: pill.kind, time: pill.time, box: pill.box }]);
      await expect(explanation(chart)).toBeVisible();
      await expect(explanation(chart).locator("header")).toHaveText(words ?? "");
      await chart.page.screenshot({ path: testInfo.outputPath("chosen.png") });
      expect(ringOf(await chart.capture(), pill)).toEqual({ above: [RING, RING, GAP], below: [GAP, RING, RING] });
      await chart.page.keyboard.press("Escape");
      await expect(explanation(chart)).toBeHidden();
      await expect.poll(async () => compare(plain, await chart.capture())).toEqual({ pixels: 0, largest: 0 });
    });
  }

  for (const renderer of ["canvas", "webgl"] as const) {
    test(`a pill that the plot's top or bottom would cut stands whole inside, and is found there: ${renderer}`, async ({ chart }, testInfo) => {
      await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=${renderer}&signals=on&theme=dark`);
      const pill = await somePill(chart, () => true);
      const edges = edgesOf(await chart.capture(), pill);
      await chart.page.mouse.move(...xy(await middleOf(chart, pill)));
      await expect(explanation(chart)).toBeVisible();
      const words = (await explanation(chart).locator("header").textContent()) ?? "";
      const { plot } = await chart.parts();
      const { from, to, low, high } = await chart.view();
      for (const place of ["top", "bottom"] as const) {
        const wholeY = place === "top" ? 0 : plot.height - pill.box.height;
        const upPx = pill.box.y - wholeY + (place === "top" ? 1 : -1) * (pill.box.height / 2);
        const by = (-upPx * (high - low)) / plot.height;
        await chart.look({ from, to, low: low + by, high: high + by });
        const moved = (await pillsOf(chart)).find(({ kind, time }) => kind === pill.kind && time === pill.time) ?? pill;
        expect(moved.box).toEqual({ ...pill.box, y: wholeY });
        expect(edgesOf(await chart.capture(), moved)).toEqual(edges);
        await chart.page.mouse.move(0, 0);
        await expect(explanation(chart)).toBeHidden();
        await chart.page.mouse.move(...xy(await middleOf(chart, moved)));
        await expect(explanation(chart).locator("header")).toHaveText(words);
        await chart.page.screenshot({ path: testInfo.outputPath(`${place}.png`) });
      }
    });
  }

  test("a second click on the pill lets go of it, and so does a click elsewhere", async ({ chart }) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=canvas&signals=on`);
    const pill = await somePill(chart, () => true);
    const at = await middleOf(chart, pill);
    await chart.page.mouse.click(at.x, at.y);
    await expect.poll(() => chosenPills(chart)).toHaveLength(1);
    await chart.page.mouse.click(at.x, at.y);
    await expect.poll(() => chosenPills(chart)).toHaveLength(0);
    await chart.page.mouse.move(0, 0);
    await expect(explanation(chart)).toBeHidden();
    await chart.page.mouse.click(at.x, at.y);
    await expect.poll(() => chosenPills(chart)).toHaveLength(1);
    const aside = await chart.pointAt(0.02, 0.02);
    await chart.page.mouse.click(aside.x, aside.y);
    await expect.poll(() => chosenPills(chart)).toHaveLength(0);
    await expect(explanation(chart)).toBeHidden();
  });

  test("a chosen signal that is no longer shown takes no click: the bar's footprint opens at once", async ({ chart }) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=canvas&signals=on`);
    const at = await middleOf(chart, await somePill(chart, () => true));
    await chart.page.mouse.click(at.x, at.y);
    await expect.poll(() => chosenPills(chart)).toHaveLength(1);
    await chart.page.keyboard.press("s");
    await expect.poll(() => pillsOf(chart)).toEqual([]);
    const { to } = await chart.extent();
    await chart.look({ from: to - 60_000, to });
    const aside = await chart.pointAt(0.5, 0.5);
    await chart.page.mouse.click(aside.x, aside.y);
    await expect(chart.page.getByRole("dialog", { name: "Footprint of the bar" })).toBeVisible();
  });

  test("the explanation goes where its pill goes, and another pill under the pointer is explained instead", async ({ chart }) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=canvas&signals=on`);
    const pill = await somePill(chart, () => true);
    const other = await somePill(chart, ({ kind, time }) => kind !== pill.kind || time !== pill.time);
    const at = await middleOf(chart, pill);
    await chart.page.mouse.click(at.x, at.y);
    await chart.page.mouse.move(0, 0);
    await expect(explanation(chart)).toBeVisible();
    const words = (await explanation(chart).locator("header").textContent()) ?? "";
    const elsewhere = await middleOf(chart, other);
    await chart.page.mouse.move(elsewhere.x, elsewhere.y);
    await expect(explanation(chart).locator("header")).not.toHaveText(words);
    await chart.page.mouse.move(0, 0);
    await expect(explanation(chart).locator("header")).toHaveText(words);
    const before = await explanation(chart).boundingBox();
    const written = await changesOf(explanation(chart));
    const aside = await chart.pointAt(0.02, 0.02);
    await chart.page.mouse.move(aside.x, aside.y, { steps: 5 });
    await chart.page.mouse.move(0, 0);
    await chart.idle();
    expect(await written()).toEqual([]);
    const view = await chart.view();
    const span = view.to - view.from;
    await chart.look({ from: view.from - span / 20, to: view.to - span / 20 });
    await expect.poll(async () => Math.round(((await explanation(chart).boundingBox())?.x ?? 0) - (before?.x ?? 0))).not.toBe(0);
    expect(new Set(await written())).toEqual(new Set(["style"]));
    await chart.look({ from: view.from - 3 * span, to: view.to - 3 * span });
    await expect(explanation(chart)).toBeHidden();
    await chart.look({ from: view.from, to: view.to });
    await expect(explanation(chart).locator("header")).toHaveText(words);
  });

  test("a row of the signals panel is chosen by click or key: the chart flies there, rings it and the row is marked", async ({ chart }, testInfo) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=canvas&indicators=signals&panels=on`);
    const list = chart.page.getByRole("region", { name: "Signals, newest first" });
    const rows = list.getByRole("button");
    const marked = list.locator("[aria-current='true']");
    await chart.moved(() => rows.nth(3).click());
    await expect(rows.nth(3)).toHaveAttribute("aria-current", "true");
    await expect(marked).toHaveCount(1);
    await expect(explanation(chart)).toBeVisible();
    await expect.poll(() => chosenPills(chart)).toHaveLength(1);
    await chart.page.screenshot({ path: testInfo.outputPath("row.png") });
    await rows.nth(5).focus();
    await chart.moved(() => chart.page.keyboard.press("Enter"));
    await expect(rows.nth(5)).toHaveAttribute("aria-current", "true");
    await expect(rows.nth(5)).toBeFocused();
    await expect(marked).toHaveCount(1);
    await expect(explanation(chart)).toBeVisible();
    await chart.page.keyboard.press("?");
    await expect(chart.page.getByRole("dialog")).toBeVisible();
    await chart.page.keyboard.press("Escape");
    await expect(chart.page.getByRole("dialog")).toHaveCount(0);
    await expect(marked).toHaveCount(1);
    const [pill] = await chosenPills(chart);
    await chart.page.keyboard.press("Escape");
    await expect(marked).toHaveCount(0);
    await expect(explanation(chart)).toBeHidden();
    await list.evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));
    await chart.page.mouse.click(...xy(await middleOf(chart, pill)));
    await expect(marked, "chosen again, it comes into sight again").toBeInViewport();
  });

  test("a pill lists the signals that it stands for; one of them that is chosen takes its place", async ({ chart }, testInfo) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&renderer=canvas&indicators=signals&panels=on`);
    const { from, to } = await chart.extent();
    await chart.look({ from, to });
    const many = await somePill(chart, ({ hidden }) => hidden > MOST_LISTED);
    await chart.page.mouse.move(...xy(await middleOf(chart, many)));
    await expect(explanation(chart).locator("li")).toHaveCount(MOST_LISTED + 1);
    await expect(explanation(chart).locator("li").last()).toHaveText(`and ${many.hidden - MOST_LISTED} more`);
    await chart.page.screenshot({ path: testInfo.outputPath("members.png") });
    const rows = chart.page.getByRole("region", { name: "Signals, newest first" }).getByRole("button");
    const uncovered = new Set<string>();
    for (let row = 0; row < 6; row++) {
      const before = (await pillsOf(chart)).map(({ kind, time }) => `${kind} ${time}`);
      await rows.nth(row).click();
      await expect(rows.nth(row)).toHaveAttribute("aria-current", "true");
      await chart.idle();
      const [chosen] = await chosenPills(chart);
      if (!before.includes(`${chosen.kind} ${chosen.time}`)) uncovered.add(`${chosen.kind} ${chosen.time}`);
    }
    expect(uncovered.size, "signals that only their choice brings to sight").toBeGreaterThan(0);
  });

  test("the page knows the bursts, pullbacks and pushes that the server tells", async ({ chart }) => {
    await chart.open(`${server.url}/?symbol=${SYMBOL}&signals=on`);
    const response = await chart.page.request.post(`${server.url}/api/v1/orderflow/bursts`, { data: { symbol: SYMBOL } });
    const told: unknown = await response.json();
    if (!Array.isArray(told)) throw new Error("the server answers with no list");
    expect(told.length).toBeGreaterThan(0);
    await expect.poll(() => chart.page.evaluate(() => window.flowglass.eventCount("bursts"))).toBe(told.length);
  });
});

function explanation(chart: ChartPage) {
  return chart.page.locator(".signal-words");
}

/** Watches an element. @returns a function that tells what of it and in it has been written since: names of attributes, or what else. */
async function changesOf(watched: Locator): Promise<() => Promise<readonly string[]>> {
  const seen = await watched.evaluateHandle((element) => {
    const changes: string[] = [];
    new MutationObserver((records) => changes.push(...records.map(({ type, attributeName }) => attributeName ?? type))).observe(element, { attributes: true, childList: true, characterData: true, subtree: true });
    return changes;
  });
  return () => seen.evaluate((changes) => [...changes]);
}

async function pillsOf(chart: ChartPage): Promise<readonly PillAnswer[]> {
  return (await chart.page.evaluate(() => window.flowglass.studies()))?.pills ?? [];
}

async function chosenPills(chart: ChartPage): Promise<readonly PillAnswer[]> {
  return (await pillsOf(chart)).filter(({ chosen }) => chosen);
}

/** A pill of some kind that stands alone, well inside of the plot. */
async function somePill(chart: ChartPage, isWanted: (pill: PillAnswer) => boolean): Promise<PillAnswer> {
  const { plot } = await chart.parts();
  const margin = 8;
  const isInside = ({ box }: PillAnswer): boolean => box.x > margin && box.y > margin && box.x + box.width < plot.width - margin && box.y + box.height < plot.height - margin;
  const isApart = (pill: PillAnswer, all: readonly PillAnswer[]): boolean =>
    all.every(({ box }) => box === pill.box || Math.abs(box.x - pill.box.x) > pill.box.width + margin || Math.abs(box.y - pill.box.y) > pill.box.height + margin);
  const find = async (): Promise<PillAnswer | undefined> => {
    const all = await pillsOf(chart);
    return all.find((pill) => isInside(pill) && isApart(pill, all) && isWanted(pill));
  };
  await expect.poll(find, { message: "a pill to look at" }).toBeDefined();
  await chart.idle();
  const found = await find();
  if (found === undefined) throw new Error("the pill has gone");
  return found;
}

/** The middle of a pill on the page, CSS pixels: the browser shows one device pixel for each. */
async function middleOf(chart: ChartPage, { box }: PillAnswer): Promise<PagePoint> {
  const { plot } = await chart.parts();
  return { x: plot.x + box.x + box.width / 2, y: plot.y + box.y + box.height / 2 };
}

const xy = ({ x, y }: PagePoint): [number, number] => [x, y];

/** The pixels of a pill's upper and lower edge, at a quarter of its width. */
function edgesOf({ width, pixels }: Picture, { box }: PillAnswer): readonly number[] {
  const x = Math.round(box.x + box.width / 4);
  return [pixels[box.y * width + x], pixels[(box.y + box.height - 1) * width + x]];
}

/** The pixels above and below a quarter of a pill's width, from the top down. */
function ringOf({ width, pixels }: Picture, { box }: PillAnswer): { readonly above: readonly number[]; readonly below: readonly number[] } {
  const x = Math.round(box.x + box.width / 4);
  const column = (top: number): readonly number[] => [0, 1, 2].map((down) => pixels[(top + down) * width + x]);
  return { above: column(box.y - 3), below: column(box.y + box.height) };
}
