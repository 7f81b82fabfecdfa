import type { DecimalStep } from "../../../../core/market/decimal-step.ts";
import { formatDelta, formatVolume } from "../../../../core/view/number-format.ts";
import { firstRowFrom } from "../../../../core/view/time-rows.ts";
import type { Batch } from "../../primitives/batch.ts";
import { type ImageColor, imageColor } from "../../primitives/color.ts";
import { type GlyphFace, textWidthPx } from "../../primitives/glyph-face.ts";
import { hatch } from "../../primitives/quad-list.ts";
import type { FootprintBars } from "../../scene-studies.ts";

/** What is told of each bar, from the top down. */
export const STATISTICS = [
  { field: "volumeLots", name: "Volume" },
  { field: "deltaLots", name: "Delta" },
  { field: "minDeltaLots", name: "Min Δ" },
  { field: "maxDeltaLots", name: "Max Δ" },
] as const;

/** Strongest tint of a cell. */
const STRONGEST = 0.5;
/** Share of the bars on the screen whose numbers are within the scale of the tints. */
const WITHIN_SCALE = 0.95;

/** Which bars are wanted, and their look; sizes in device pixels. */
export interface StatisticsStyle {
  readonly fromSec: number;
  readonly toSec: number;
  readonly barSec: number;
  /** Least width of a bar and height of a row. */
  readonly barPx: number;
  readonly rowPx: number;
  /** The line between plot and statistics. */
  readonly topPx: number;
  readonly hairlinePx: number;
  readonly padPx: number;
  readonly face: GlyphFace;
  readonly lot: DecimalStep;
  /** Theme colours. */
  readonly neutral: number;
  readonly buy: number;
  readonly sell: number;
  readonly text: ImageColor;
  /** Behind numbers of bars of which a second is missing. */
  readonly doubt: ImageColor;
}

/**
 * Packs volume, delta and the extremes of the running delta of each bar as cells below it, tinted by their size among the bars packed, with the numbers in as
 * many characters as fit. The batch is `time` by `screen`.
 */
export function packStatistics(batch: Batch, bars: FootprintBars, style: StatisticsStyle): void {
  const { timeSec, reliable } = bars.columns;
  const from = firstRowFrom(timeSec, bars.length, style.fromSec - style.barSec);
  const to = firstRowFrom(timeSec, bars.length, style.toSec);
  const scales = { volumeLots: scaleOf(bars, from, to, ["volumeLots"]), deltaLots: scaleOf(bars, from, to, ["deltaLots", "minDeltaLots", "maxDeltaLots"]) };
  const chars = Math.floor((style.barPx - 2 * style.padPx) / textWidthPx(style.face, "0"));
  for (let bar = from; bar < to; bar++) {
    const x = timeSec[bar] - batch.originSec;
    for (const [row, { field }] of STATISTICS.entries()) {
      const lots = bars.columns[field][bar];
      const isVolume = field === "volumeLots";
      const top = style.topPx + row * style.rowPx;
      const bottom = top + style.rowPx;
      const strength = Math.min(1, Math.abs(lots) / (isVolume ? scales.volumeLots : scales.deltaLots)) * STRONGEST;
      const hue = isVolume ? style.neutral : lots > 0 ? style.buy : style.sell;
      if (strength > 0) batch.quads.push(x, 0, x + style.barSec, 0, 0, top, -style.hairlinePx, bottom - style.hairlinePx, imageColor(hue, strength));
      if (reliable[bar] === 0) {
        const stripes = hatch(style.hairlinePx, 4 * style.hairlinePx);
        batch.quads.push(x, 0, x + style.barSec, 0, 0, top, -style.hairlinePx, bottom - style.hairlinePx, style.doubt, stripes);
      }
      const text = isVolume ? formatVolume(lots, style.lot, chars) : formatDelta(lots, style.lot, chars);
      const left = (style.barPx - style.hairlinePx - textWidthPx(style.face, text)) >> 1;
      batch.glyphs.pushWord(style.face, text, x, 0, left, top + ((style.rowPx - style.hairlinePx + style.face.capHeightPx) >> 1), style.text);
    }
  }
}

/** The size that nearly all of these numbers stay within; 1 without numbers. */
function scaleOf(bars: FootprintBars, from: number, to: number, fields: readonly (typeof STATISTICS)[number]["field"][]): number {
  const sizes = new Float64Array((to - from) * fields.length);
  for (const [at, field] of fields.entries()) {
    for (let bar = from; bar < to; bar++) sizes[at * (to - from) + bar - from] = Math.abs(bars.columns[field][bar]);
  }
  sizes.sort();
  return Math.max(1, sizes[Math.ceil(sizes.length * WITHIN_SCALE) - 1] ?? 1);
}
