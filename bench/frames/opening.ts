import type {} from "../../client/automation.ts";
import type { Page } from "@playwright/test";
import { OPENING_MARKS, type OpeningMark } from "../../protocol/opening-marks.ts";

const LOAD_TIMEOUT_MS = 120_000;
/** Looking more often would cost the page a part of each frame. */
const POLL_MS = 50;
const FIRST_PICTURE: OpeningMark = "flowglass:picture";

/** When the moments of a page's opening came, milliseconds since its navigation began. */
export interface Opening {
  readonly marks: Readonly<Record<OpeningMark, number>>;
  /** Everything asked for was on the screen, all studies among it. */
  readonly idleMs: number;
}

/** A mark and its time, epoch milliseconds: clocks of a page and of its workers begin at different times. */
type EpochMark = readonly [name: string, epochMs: number];

/**
 * Opens an address, waits until the page shows all that it asks for, and tells when each moment of that came. Until its first picture the page is left alone: what a test's driver puts into a page to ask
 * it something takes as long as a frame.
 */
export async function openPage(page: Page, address: string): Promise<Opening> {
  await page.addInitScript(() => {
    new PerformanceObserver((list) => {
      for (const { name } of list.getEntries()) console.debug(name);
    }).observe({ entryTypes: ["mark"] });
  });
  const picture = page.waitForEvent("console", { predicate: (message) => message.text() === FIRST_PICTURE, timeout: LOAD_TIMEOUT_MS });
  await page.goto(address);
  await picture;
  const isWhole = (): boolean => {
    const { bars, barsExpected } = window.flowglass.stats();
    return bars >= barsExpected;
  };
  await page.waitForFunction(isWhole, null, { timeout: LOAD_TIMEOUT_MS, polling: POLL_MS });
  const idleMs = await page.evaluate(async () => {
    await window.flowglass.whenIdle();
    return performance.now();
  });
  const [originMs, own] = await page.evaluate(marksOf);
  const others = await Promise.all(page.workers().map((worker) => worker.evaluate(marksOf)));
  return { marks: openingTimes(originMs, [own, ...others.map(([, marks]) => marks)].flat()), idleMs };
}

/** Serialised into the page and its workers: closes over nothing. */
function marksOf(): readonly [originMs: number, marks: readonly EpochMark[]] {
  const { timeOrigin } = performance;
  return [timeOrigin, performance.getEntriesByType("mark").map(({ name, startTime }) => [name, timeOrigin + startTime] as const)];
}

/** Times of all marks since `originMs`. @throws RangeError naming a mark that was never set. */
export function openingTimes(originMs: number, marks: readonly EpochMark[]): Readonly<Record<OpeningMark, number>> {
  const known = new Map(marks);
  const times = {} as Record<OpeningMark, number>;
  for (const mark of OPENING_MARKS) {
    const epochMs = known.get(mark);
    if (epochMs === undefined) throw new RangeError(`the page never came to ${mark}`);
    times[mark] = epochMs - originMs;
  }
  return times;
}
