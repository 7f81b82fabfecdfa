import type { BenchResult, BenchRow } from "../measure/bench-result.ts";
import { figureText } from "./figure-text.ts";

const LABEL_PX = 400;
const BARS_PX = 330;
const VALUE_PX = 90;
const ROW_PX = 22;
const TOP_PX = 26;
const MOST_ROWS = 40;

const STYLE = `text{font:12px system-ui,sans-serif;fill:#1f2430}.dim{fill:#667085}.bar{fill:#2f7fd6}.over{fill:#c2410c}.grid{stroke:#d5dae3}.limit{stroke:#1f2430;stroke-width:2}
@media(prefers-color-scheme:dark){text{fill:#e6e9f0}.dim{fill:#98a1b3}.bar{fill:#4c9bf0}.over{fill:#fb923c}.grid{stroke:#333a48}.limit{stroke:#e6e9f0}}`;

type RatioRow = BenchRow & { readonly ratio: number };

/**
 * An SVG of a bench's ratios on a logarithmic scale: one bar a row from 1x, which is the lower bound; a tick where the target is. Null when nothing has a ratio.
 * At most {@link MOST_ROWS} rows, the largest ratios first.
 */
export function ratioPlot({ rows, title }: BenchResult): string | null {
  const bars = rows.filter(hasRatio).toSorted((a, b) => b.ratio - a.ratio).slice(0, MOST_ROWS);
  if (bars.length === 0) return null;
  const ends = bars.flatMap(({ ratio, target }) => (target === null ? [ratio] : [ratio, target]));
  const low = Math.floor(Math.log10(Math.min(1, ...ends)));
  const high = Math.max(low + 1, Math.ceil(Math.log10(Math.max(1, ...ends))));
  const xOf = (ratio: number): number => LABEL_PX + ((Math.log10(ratio) - low) / (high - low)) * BARS_PX;
  const heightPx = TOP_PX + bars.length * ROW_PX + 8;
  const widthPx = LABEL_PX + BARS_PX + VALUE_PX;
  const decades = Array.from({ length: high - low + 1 }, (_, index) => low + index);
  const grid = decades.map((decade) => {
    const x = xOf(10 ** decade).toFixed(1);
    return `<line class="grid" x1="${x}" x2="${x}" y1="${TOP_PX - 6}" y2="${heightPx - 8}"/><text class="dim" x="${x}" y="14" text-anchor="middle">${10 ** decade}x</text>`;
  });
  return [
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${widthPx} ${heightPx}" width="${widthPx}" height="${heightPx}" role="img" aria-label="${escaped(title)}">`,
    `<style>${STYLE}</style>`,
    ...grid,
    ...bars.map((row, index) => barOf(row, TOP_PX + index * ROW_PX, xOf)),
    "</svg>\n",
  ].join("\n");
}

function barOf({ name, ratio, isAtLeast = false, target }: RatioRow, y: number, xOf: (ratio: number) => number): string {
  const [from, to] = [Math.min(xOf(1), xOf(ratio)), Math.max(xOf(1), xOf(ratio))];
  const isOver = target !== null && ratio > target;
  const label = name.length > 62 ? `${name.slice(0, 61)}…` : name;
  const limit = target === null ? "" : `<line class="limit" x1="${xOf(target).toFixed(1)}" x2="${xOf(target).toFixed(1)}" y1="${y + 1}" y2="${y + ROW_PX - 5}"/>`;
  return (
    `<text x="${LABEL_PX - 10}" y="${y + 13}" text-anchor="end">${escaped(label)}</text>` +
    `<rect class="${isOver ? "over" : "bar"}" x="${from.toFixed(1)}" y="${y + 3}" width="${Math.max(1, to - from).toFixed(1)}" height="${ROW_PX - 10}" rx="2"/>` +
    `${limit}<text x="${LABEL_PX + BARS_PX + 8}" y="${y + 13}">${isAtLeast ? "&gt; " : ""}${figureText(ratio)}x</text>`
  );
}

function hasRatio(row: BenchRow): row is RatioRow {
  return row.ratio !== null && row.ratio > 0 && Number.isFinite(row.ratio) && !row.name.startsWith("bare loop:");
}

function escaped(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
}
