import type { Browser, BrowserContext, Page } from "@playwright/test";
import { type BenchServer, startBenchServer } from "./bench-server.ts";
import { openPage } from "./opening.ts";
import { countReactCommits } from "./react-commits.ts";
import type { SceneSetup } from "./scene-setup.ts";
import { sceneAddress } from "./scenes.ts";

/** The windows of a setup, with all of their history, on markets that stand still. */
export interface OpenWindows {
  readonly pages: readonly Page[];
  /** From the first window's navigation to its first whole picture of the newest bars, and to all of history in its worker. */
  readonly firstPictureMs: number;
  readonly allHistoryMs: number;
  readonly server: BenchServer;
  /** Opens one more window on the first one's market, with all that has traded by then. */
  openAnother(): Promise<Page>;
}

/** Opens the windows of a setup one after the other, lets `use` work with them, and closes everything. */
export async function withWindows<Result>(browser: Browser, setup: SceneSetup, seed: number, use: (windows: OpenWindows) => Promise<Result>): Promise<Result> {
  const { display, windows, cells } = setup;
  const server = await startBenchServer({ cells }, windows, seed);
  const contexts: BrowserContext[] = [];
  try {
    const pages: Page[] = [];
    const loads: Load[] = [];
    const open = async (symbol: string): Promise<Page> => {
      // A context of its own is a window of its own: of the pages of one window the browser draws only that in front.
      const context = await browser.newContext({ viewport: { width: display.widthPx, height: display.heightPx }, deviceScaleFactor: display.pixelRatio });
      contexts.push(context);
      const page = await context.newPage();
      if (setup.slowdown > 1) await slowDown(page, setup.slowdown);
      await page.addInitScript(countReactCommits);
      loads.push(await load(page, `${server.url}/?symbol=${symbol}&renderer=${setup.renderer}&${sceneAddress(setup.scene)}`));
      return page;
    };
    for (const symbol of server.symbols) pages.push(await open(symbol));
    return await use({ pages, ...loads[0], server, openAnother: () => open(server.symbols[0]) });
  } finally {
    for (const context of contexts) await context.close();
    await server.close();
  }
}

type Load = Pick<OpenWindows, "firstPictureMs" | "allHistoryMs">;

async function load(page: Page, address: string): Promise<Load> {
  const { marks } = await openPage(page, address);
  return { firstPictureMs: marks["flowglass:picture"], allHistoryMs: marks["flowglass:history"] };
}

/** Workers keep their speed: the browser slows the page's own thread. */
export async function slowDown(page: Page, rate: number): Promise<void> {
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Emulation.setCPUThrottlingRate", { rate });
}
