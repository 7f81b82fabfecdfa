import { test as base, expect, type Page } from "@playwright/test";
import { ABOUT_READING_BACK } from "../support/picture.ts";
import { ChartPage } from "./chart-page.ts";

interface ChartFixtures {
  readonly chart: ChartPage;
  /** What the page has complained about. Whatever is left in here at its end fails a test. */
  readonly complaints: string[];
}

/** A test with a chart in a page of its own, which fails when the page logs a warning or an error, throws, or breaks its content security policy. */
export const test = base.extend<ChartFixtures>({
  chart: ({ page }, use) => use(new ChartPage(page)),
  complaints: [
    async ({ page }, use) => {
      const complaints: string[] = [];
      await listen(page, complaints);
      await use(complaints);
      expect(complaints, "what the page complained about").toEqual([]);
    },
    { auto: true },
  ],
});

/** Notes every complaint of a page from now on. */
export async function listen(page: Page, complaints: string[]): Promise<void> {
  page.on("pageerror", (error) => complaints.push(`thrown: ${error.stack ?? error.message}`));
  page.on("console", (message) => {
    const isComplaint = (message.type() === "error" || message.type() === "warning") && !ABOUT_READING_BACK.test(message.text());
    if (isComplaint) complaints.push(`${message.type()}: ${message.text()}`);
  });
  page.on("requestfailed", (request) => complaints.push(`${request.url()}: ${request.failure()?.errorText ?? "failed"}`));
  await page.addInitScript(() => {
    addEventListener("securitypolicyviolation", ({ violatedDirective, blockedURI }) => reportError(`CSP ${violatedDirective} blocks ${blockedURI}`));
  });
}
