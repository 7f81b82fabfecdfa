import type { Locator } from "@playwright/test";
import type { ChartPage } from "./chart-page.ts";

/** A row of a panel's list: what its cells say, from left to right, and whether it heads the entries of a second. */
export interface PanelRow {
  readonly isHead: boolean;
  readonly cells: readonly string[];
}

/** All rows of a panel's list, from the top down: scrolled through, for only those in sight are on the page. */
export function readPanelRows(chart: ChartPage, label: string): Promise<PanelRow[]> {
  return chart.page.getByRole("region", { name: label }).evaluate(async (scroller) => {
    const rows = new Map<number, PanelRow>();
    const nextFrame = (): Promise<void> => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve())));
    const collect = (): void => {
      for (const row of scroller.querySelectorAll<HTMLElement>(".panel-row")) {
        const entry = row.firstElementChild;
        if (entry === null) continue;
        const cells = entry.childElementCount === 0 ? [entry] : [...entry.children];
        rows.set(new DOMMatrix(row.style.transform).f, {
          isHead: entry.classList.contains("panel-second"),
          cells: cells.map((cell) => cell.textContent.trim()),
        });
      }
    };
    for (let top = 0; top < scroller.scrollHeight; top += Math.max(1, scroller.clientHeight >> 1)) {
      scroller.scrollTop = top;
      await nextFrame();
      collect();
    }
    scroller.scrollTop = 0;
    return [...rows].sort(([a], [b]) => a - b).map(([, row]) => row);
  });
}

/** What the rows of a panel's list say that are seen whole, from the top down. */
export function rowsInSight(list: Locator): Promise<string[]> {
  return list.evaluate((scroller) => {
    const { top, bottom } = scroller.getBoundingClientRect();
    return [...scroller.querySelectorAll(".panel-row")]
      .map((row) => ({ box: row.getBoundingClientRect(), text: row.textContent }))
      .filter(({ box }) => box.top >= top - 1 && box.bottom <= bottom + 1)
      .sort((a, b) => a.box.top - b.box.top)
      .map(({ text }) => text);
  });
}
