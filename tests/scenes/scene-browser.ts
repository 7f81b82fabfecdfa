import { type Browser, chromium, type Page } from "@playwright/test";
import { createServer, type ViteDevServer } from "vite";
import type { RendererKind } from "../../client/scene/scene-state.ts";
import { chromiumFlags } from "../../scripts/chromium-flags.mjs";
import { findChromium } from "../../scripts/find-chromium.mjs";
import type { SceneCaseName } from "./scene-cases.ts";
import type { OpenOptions } from "./scene-page.ts";

/** The pixels of a canvas, `0xAABBGGRR`. */
export interface Picture {
  readonly width: number;
  readonly height: number;
  readonly pixels: Uint32Array;
}

/** The scene page in a real browser. */
export class SceneBrowser {
  readonly page: Page;
  /** Errors the page has thrown or logged. */
  readonly errors: string[] = [];
  readonly #browser: Browser;
  readonly #server: ViteDevServer;

  private constructor(browser: Browser, server: ViteDevServer, page: Page) {
    this.#browser = browser;
    this.#server = server;
    this.page = page;
    page.on("pageerror", (error) => this.errors.push(String(error.stack ?? error)));
    page.on("console", (message) => {
      if (message.type() === "error" || message.type() === "warning") this.errors.push(message.text());
    });
  }

  static async start(width = 900, height = 600): Promise<SceneBrowser> {
    const server = await createServer({ configFile: `${import.meta.dirname}/vite.config.ts`, server: { port: 0, hmr: false } });
    await server.listen();
    const executablePath = await findChromium();
    const browser = await chromium.launch({ args: chromiumFlags(), ...(executablePath === undefined ? {} : { executablePath }) });
    const page = await browser.newPage({ viewport: { width, height } });
    const started = new SceneBrowser(browser, server, page);
    await page.goto(server.resolvedUrls?.local[0] ?? "");
    await page.waitForSelector("html[data-ready]");
    return started;
  }

  async stop(): Promise<void> {
    await this.#browser.close();
    await this.#server.close();
  }

  /** Opens a case in a new scene and waits until it is drawn. */
  async open(name: SceneCaseName, renderer: "auto" | RendererKind, options: OpenOptions = {}): Promise<void> {
    await this.page.evaluate(([caseName, kind, how]) => window.harness.open(caseName, kind, how), [name, renderer, options] as const);
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

export function toPicture(raw: { width: number; height: number; base64: string }): Picture {
  const bytes = Buffer.from(raw.base64, "base64");
  return { width: raw.width, height: raw.height, pixels: new Uint32Array(bytes.buffer.slice(bytes.byteOffset, bytes.byteOffset + bytes.length)) };
}

/** How two pictures of one size differ. */
export interface PictureDifference {
  readonly pixels: number;
  /** Largest difference of one channel. */
  readonly largest: number;
}

export function compare(a: Picture, b: Picture): PictureDifference {
  if (a.width !== b.width || a.height !== b.height) throw new Error(`Pictures of ${a.width}x${a.height} and ${b.width}x${b.height} cannot be compared`);
  let pixels = 0;
  let largest = 0;
  for (let at = 0; at < a.pixels.length; at++) {
    if (a.pixels[at] === b.pixels[at]) continue;
    pixels++;
    for (const shift of [0, 8, 16, 24]) largest = Math.max(largest, Math.abs(((a.pixels[at] >>> shift) & 255) - ((b.pixels[at] >>> shift) & 255)));
  }
  return { pixels, largest };
}
