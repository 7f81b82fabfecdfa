import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Browser, chromium, type Page } from "@playwright/test";
import { build, preview, type PreviewServer } from "vite";
import type { RendererKind } from "../../client/scene/scene-state.ts";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import type { HeatFormula } from "../../core/view/heat-style.ts";
import type { Theme } from "../../core/view/theme.ts";
import { findChromium } from "../../scripts/find-chromium.mjs";
import { ABOUT_READING_BACK, type Picture, toPicture } from "../support/picture.ts";
import type { SceneCaseName } from "../../client/gallery/scene-cases.ts";
import type { OpenOptions } from "./scene-page.ts";

/** The scene page in a real browser. */
export class SceneBrowser {
  readonly page: Page;
  /** Errors the page has thrown or logged. */
  readonly errors: string[] = [];
  readonly #browser: Browser;
  readonly #server: PreviewServer;
  readonly #folder: string;

  private constructor(browser: Browser, server: PreviewServer, folder: string, page: Page) {
    this.#browser = browser;
    this.#server = server;
    this.#folder = folder;
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(String(error.stack ?? error)));
    page.on("console", (message) => {
      const isComplaint = (message.type() === "error" || message.type() === "warning") && !ABOUT_READING_BACK.test(message.text());
      if (isComplaint) this.errors.push(message.text());
    });
  }

  /** Builds the page into a folder of its own, so that runs side by side do not disturb each other, and opens it. */
  static async start(width = 900, height = 600): Promise<SceneBrowser> {
    const folder = await mkdtemp(join(tmpdir(), "flowglass-scenes-"));
    const configFile = join(import.meta.dirname, "vite.config.ts");
    await build({ configFile, logLevel: "error", build: { outDir: folder, emptyOutDir: true } });
    const server = await preview({ configFile, logLevel: "error", build: { outDir: folder }, preview: { host: "127.0.0.1", port: 0 } });
    const executablePath = await findChromium();
    const browser = await chromium.launch({ args: chromiumFlags(), ...(executablePath === undefined ? {} : { executablePath }) });
    const page = await browser.newPage({ viewport: { width, height } });
    const started = new SceneBrowser(browser, server, folder, page);
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.waitForSelector("html[data-ready]");
    return started;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Opens a case in a new scene and waits until it is drawn. */
  async open(name: SceneCaseName, renderer: "auto" | RendererKind, options: OpenOptions = {}): Promise<void> {
    await this.page.evaluate(([caseName, kind, how]) => window.harness.open(caseName, kind, how), [name, renderer, options] as const);
  }

  /** Shows the heat by another formula and waits for the frame that does. */
  async changeFormula(formula: HeatFormula): Promise<void> {
    await this.page.evaluate(async (changed) => {
      const { scene, state } = window.harness;
      if (scene === null || state === null) throw new Error("No case is open");
      const { frames } = scene.costs();
      window.harness.update({ style: { ...state.style, formula: changed } });
      await window.harness.framesSince(frames);
    }, formula);
  }

  /** Shows a case that is open by another theme and waits for the frame that does. */
  async changeTheme(name: SceneCaseName, theme: Theme["name"]): Promise<void> {
    await this.page.evaluate(([caseName, changed]) => window.harness.changeTheme(caseName, changed), [name, theme] as const);
  }

  /** Draws and reads the whole canvas. */
  async capture(): Promise<Picture> {
    return toPicture(await this.page.evaluate(() => window.harness.pixels()));
  }

  costs() {
    return this.page.evaluate(() => {
      const { scene } = window.harness;
      if (scene === null) throw new Error("No case is open");
      return scene.costs();
    });
  }
}
