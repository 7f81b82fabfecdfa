import { expect, type Locator, type Page } from "@playwright/test";
import type { Automation, AutomationView } from "../../client/automation.ts";
import type { ChartOptions, ViewOptions } from "../../client/automation-checks.ts";
import type { ChartStats } from "../../client/chart-stats.ts";
import type { PixelRect } from "../../core/view/chart-layout.ts";
import { type Picture, toPicture } from "../support/picture.ts";

/** The parts of the chart on the page, in CSS pixels of the page. */
export interface ChartParts {
  readonly plot: PixelRect;
  readonly priceAxis: PixelRect;
  readonly timeAxis: PixelRect;
  readonly pane: PixelRect;
}

/** The sums that the window holds. */
export type ChartTotals = Exclude<Awaited<ReturnType<Automation["totals"]>>, null>;

/** A point of the page, in CSS pixels. */
export interface PagePoint {
  readonly x: number;
  readonly y: number;
}

/** Flowglass in a browser's page: opened like a user would, asked through `window.flowglass`. */
export class ChartPage {
  readonly page: Page;

  constructor(page: Page) {
    this.page = page;
  }

  /** Where the chart is drawn. */
  get host(): Locator {
    return this.page.getByRole("application");
  }

  /** What the page has to say, above the chart. */
  get banner(): Locator {
    return this.page.locator(".banner[role='alert']");
  }

  get statusBar(): Locator {
    return this.page.getByRole("contentinfo", { name: "Status" });
  }

  /** Opens an address and waits until everything asked for is on the screen: the heat alone, unless the address says which indicators and panels. */
  async open(address: string): Promise<void> {
    const [path, search = ""] = address.split("?");
    const asked = new URLSearchParams(search);
    for (const name of ["indicators", "panels"]) if (!asked.has(name)) asked.set(name, "off");
    await this.page.goto(`${path}?${asked.toString()}`);
    await this.idle();
  }

  idle(): Promise<void> {
    return this.page.evaluate(() => window.flowglass.whenIdle());
  }

  /** Changes choices and waits until the picture shows them. */
  async choose(options: ChartOptions): Promise<void> {
    await this.page.evaluate((chosen) => window.flowglass.setOptions(chosen), options);
    await this.idle();
  }

  /** Moves the window and waits until the picture shows it. @returns the window after the limits. */
  async look(options: ViewOptions): Promise<AutomationView> {
    const view = await this.page.evaluate((wanted) => window.flowglass.setView(wanted), options);
    await this.idle();
    return view;
  }

  async view(): Promise<AutomationView> {
    return there(await this.page.evaluate(() => window.flowglass.view()));
  }

  async extent(): Promise<AutomationView> {
    return there(await this.page.evaluate(() => window.flowglass.extent()));
  }

  async totals(): Promise<ChartTotals> {
    return there(await this.page.evaluate(() => window.flowglass.totals()));
  }

  fingerprint(): ReturnType<Automation["fingerprint"]> {
    return this.page.evaluate(() => window.flowglass.fingerprint());
  }

  stats(): Promise<ChartStats> {
    return this.page.evaluate(() => window.flowglass.stats());
  }

  async parts(): Promise<ChartParts> {
    const box = there(await this.host.boundingBox());
    const { plot, priceAxis, timeAxis, pane, pixelRatio } = await this.page.evaluate(() => window.flowglass.layout());
    const onPage = ({ x, y, width, height }: PixelRect): PixelRect => ({
      x: box.x + x / pixelRatio,
      y: box.y + y / pixelRatio,
      width: width / pixelRatio,
      height: height / pixelRatio,
    });
    return { plot: onPage(plot), priceAxis: onPage(priceAxis), timeAxis: onPage(timeAxis), pane: onPage(pane) };
  }

  /** A point of the plot by its shares of width and height, counted from the left and the top. */
  async pointAt(across: number, down: number): Promise<PagePoint> {
    const { plot } = await this.parts();
    return { x: Math.round(plot.x + plot.width * across), y: Math.round(plot.y + plot.height * down) };
  }

  /** Time (epoch milliseconds) and price under a point of the plot, in a view. */
  async market(view: AutomationView, { x, y }: PagePoint): Promise<{ readonly timeMs: number; readonly price: number }> {
    const { plot } = await this.parts();
    return {
      timeMs: view.from + ((x - plot.x) / plot.width) * (view.to - view.from),
      price: view.high - ((y - plot.y) / plot.height) * (view.high - view.low),
    };
  }

  /** Does something that moves the window and waits until it has moved and is drawn. @returns the window then. */
  async moved(act: () => Promise<void>): Promise<AutomationView> {
    const before = JSON.stringify(await this.view());
    await act();
    await expect.poll(async () => JSON.stringify(await this.view()), { message: "the window moves" }).not.toBe(before);
    await this.idle();
    return this.view();
  }

  /** The pixels of the plot, drawn anew. */
  async capture(): Promise<Picture> {
    return toPicture(
      await this.page.evaluate(async () => {
        const { width, height, data } = await window.flowglass.captureHeat();
        let binary = "";
        for (let at = 0; at < data.length; at += 32_768) binary += Reflect.apply(String.fromCharCode, null, data.subarray(at, at + 32_768));
        return { width, height, base64: btoa(binary) };
      }),
    );
  }
}

function there<Value>(value: Value | null): Value {
  if (value === null) throw new Error("the page shows no data yet");
  return value;
}
