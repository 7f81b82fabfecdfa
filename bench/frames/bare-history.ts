import type { BrowserContext, Page } from "@playwright/test";
import { BACKLOG_PATH } from "../../protocol/backlog-address.ts";

/** The addresses of history that the workers of a page have fetched, in their order. */
export async function historyAddresses(page: Page): Promise<readonly string[]> {
  const fetched = await Promise.all(page.workers().map((worker) => worker.evaluate(() => performance.getEntriesByType("resource").map(({ name }) => name))));
  return fetched.flat().filter((address) => new URL(address).pathname === BACKLOG_PATH);
}

/** Milliseconds in which a worker of a bare page of the same server fetches these addresses, one after the other, and does nothing with what comes. */
export async function fetchBareHistory(browser: BrowserContext, addresses: readonly string[]): Promise<number> {
  const page = await browser.newPage();
  try {
    const bare = new URL("/bare", addresses[0]).href;
    await page.route(bare, (route) => route.fulfill({ contentType: "text/html", body: "<!doctype html>" }));
    await page.goto(bare);
    return await page.evaluate(fetchInWorker, addresses);
  } finally {
    await page.close();
  }
}

/** Is sent into a page as text, so it may use nothing but its arguments. */
function fetchInWorker(addresses: readonly string[]): Promise<number> {
  const script = `onmessage = async ({ data }) => {
    const startMs = performance.now();
    for (const address of data) await (await fetch(address)).arrayBuffer();
    postMessage(performance.now() - startMs);
  };`;
  const worker = new Worker(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return new Promise((resolve, reject) => {
    worker.addEventListener("message", ({ data }: MessageEvent<number>) => resolve(data));
    worker.addEventListener("error", ({ message }) => reject(new Error(message)));
    worker.postMessage(addresses);
  });
}
