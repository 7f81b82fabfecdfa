import type { ParsedInstrument } from "../../../../core/market/instrument.ts";
import { type AxisTicks, priceStepTicks } from "../../../../core/view/axis-ticks.ts";
import type { ChartLayout } from "../../../../core/view/chart-layout.ts";
import { clockText } from "../../../../core/view/clock-text.ts";
import type { Theme } from "../../../../core/view/theme.ts";
import { pricePadPx, priceTagHeightPx } from "../../axis-tags.ts";
import { incompleteSince } from "../../incomplete-sum.ts";
import type { FrameContext } from "../../frame-context.ts";
import type { Layer } from "../../layer.ts";
import type { PaneScale } from "../../pane-scale.ts";
import type { TagSpan } from "../../place-tags.ts";
import { crosshairValueSpan, formatPaneValue, lastPaneValue, lastValueSpan, pixelOfValue } from "../../pane-value.ts";
import type { PixelScale } from "../../pixel-grid.ts";
import { Batch } from "../../primitives/batch.ts";
import { imageColor } from "../../primitives/color.ts";
import type { CvdPicture } from "../../scene-studies.ts";
import { type GlyphFaces, textWidthPx } from "../../primitives/glyph-face.ts";
import { dashX } from "../../primitives/quad-list.ts";
import { pushTagBox } from "../../primitives/tag.ts";

const LABEL_SPACING_CSS_PX = 30;

/** What surrounds the running delta: divider, zero line, times, title, and its axis with the newest value. */
export class PaneFrameLayer implements Layer {
  readonly name = "pane-frame";
  readonly #times = new Batch("pane", "under", { x: "time", y: "screen" });
  readonly #lines = new Batch("pane", "under", { x: "screen", y: "screen" });
  readonly #title = new Batch("pane", "over", { x: "screen", y: "screen" });
  readonly #axis = new Batch("paneAxis", "over", { x: "screen", y: "screen" });
  readonly batches = [this.#times, this.#lines, this.#title, this.#axis];
  #layout: ChartLayout | null = null;
  #pane: PaneScale | null = null;
  #timeTicks: AxisTicks | null = null;
  #scale: PixelScale | null = null;
  #theme: Theme | null = null;
  #faces: GlyphFaces | null = null;
  #instrument: ParsedInstrument | null = null;
  #value: number | null = null;
  #titleText = "";
  #crosshairFrom = Number.NaN;

  prepare(frame: FrameContext): void {
    this.#prepareTimes(frame);
    const { theme, instrument, studies } = frame.state;
    const value = lastPaneValue(frame);
    const title = studies.cvd === null ? "" : titleOf(frame, studies.cvd);
    const crosshairFrom = crosshairValueSpan(frame)?.from ?? Number.NaN;
    const sameLook = frame.layout === this.#layout && frame.pane === this.#pane && theme === this.#theme && frame.faces === this.#faces && instrument === this.#instrument;
    if (sameLook && value === this.#value && title === this.#titleText && Object.is(crosshairFrom, this.#crosshairFrom)) return;
    this.#layout = frame.layout;
    this.#pane = frame.pane;
    this.#theme = theme;
    this.#faces = frame.faces;
    this.#instrument = instrument;
    this.#value = value;
    this.#titleText = title;
    this.#crosshairFrom = crosshairFrom;
    for (const batch of [this.#lines, this.#title, this.#axis]) batch.clear();
    if (frame.pane.heightPx <= 0) return;
    this.#packLines(frame);
    this.#packTitle(frame, title);
    if (instrument !== null) this.#packAxis(frame, instrument);
  }

  #prepareTimes(frame: FrameContext): void {
    const { timeTicks, scale, pane, hairlinePx } = frame;
    const { theme } = frame.state;
    if (timeTicks === this.#timeTicks && scale === this.#scale && pane === this.#pane && theme === this.#theme) return;
    this.#timeTicks = timeTicks;
    this.#scale = scale;
    this.#times.clear();
    if (pane.heightPx <= 0) return;
    this.#times.originSec = Math.round(frame.view.fromSec);
    const [minor, major] = [imageColor(theme.line, 0.45), imageColor(theme.faint, 0.6)];
    for (let index = 0; index < timeTicks.positions.length; index++) {
      const x = timeTicks.positions[index] - this.#times.originSec;
      this.#times.quads.push(x, 0, x, pane.heightPx, 0, 0, hairlinePx, 0, timeTicks.major[index] === 1 ? major : minor);
    }
  }

  #packLines(frame: FrameContext): void {
    const { layout, hairlinePx } = frame;
    const { theme } = frame.state;
    const zero = pixelOfValue(frame, 0);
    const { quads } = this.#lines;
    quads.push(0, zero, layout.pane.width, zero, 0, 0, 0, hairlinePx, imageColor(theme.faint, 0.7), dashX(4 * hairlinePx, 4 * hairlinePx));
    quads.push(0, 0, layout.pane.width, 0, 0, 0, 0, hairlinePx, imageColor(theme.line));
    this.#axis.quads.push(0, 0, layout.paneAxis.width, 0, 0, 0, 0, hairlinePx, imageColor(theme.line));
    this.#axis.quads.push(0, 0, 0, layout.paneAxis.height, 0, 0, hairlinePx, 0, imageColor(theme.line));
  }

  #packTitle(frame: FrameContext, title: string): void {
    const { faces, layout } = frame;
    const { theme } = frame.state;
    const pad = Math.round(8 * layout.pixelRatio);
    const baseline = pad + faces.labelBold.capHeightPx;
    const left = pad + textWidthPx(faces.labelBold, "CVD") + pad;
    const right = left + textWidthPx(faces.label, title) + (pad >> 1);
    this.#title.quads.push(0, 0, 0, 0, pad >> 1, pad >> 1, right, baseline + (pad >> 1), imageColor(theme.background, 0.8));
    this.#title.glyphs.pushText(faces.labelBold, "CVD", 0, 0, pad, baseline, imageColor(theme.text));
    this.#title.glyphs.pushText(faces.label, title, 0, 0, left, baseline, imageColor(theme.muted));
  }

  #packAxis(frame: FrameContext, instrument: ParsedInstrument): void {
    const { pane, layout, hairlinePx, faces } = frame;
    const { theme } = frame.state;
    const last = lastValueSpan(frame);
    const cross = crosshairValueSpan(frame);
    const half = (faces.label.capHeightPx >> 1) + 2 * hairlinePx;
    const step = priceStepTicks(1 / pane.pxPerUnit, LABEL_SPACING_CSS_PX * layout.pixelRatio, instrument.lot);
    const high = pane.lowValue + pane.heightPx / pane.pxPerUnit;
    for (let index = Math.ceil(pane.lowValue / step); index * step <= high; index++) {
      const y = pixelOfValue(frame, index * step);
      if (y - half < 0 || y + half > pane.heightPx) continue;
      this.#axis.quads.push(0, y, 0, y, 0, 0, 4 * hairlinePx, hairlinePx, imageColor(theme.line));
      if (covers(last, y, half) || covers(cross, y, half)) continue;
      const text = formatPaneValue(index * step, instrument.lot);
      this.#axis.glyphs.pushText(faces.label, text, 0, 0, pricePadPx(frame), y + (faces.label.capHeightPx >> 1), imageColor(theme.muted));
    }
    if (last !== null && this.#value !== null) this.#packTag(frame, last.from, this.#value, formatPaneValue(this.#value, instrument.lot));
  }

  #packTag(frame: FrameContext, top: number, value: number, text: string): void {
    const { layout, hairlinePx, faces } = frame;
    const { theme } = frame.state;
    const height = priceTagHeightPx(frame);
    const fill = imageColor(value > 0 ? theme.buy : value < 0 ? theme.sell : theme.muted);
    pushTagBox(this.#axis, 0, 0, { left: hairlinePx, top, width: layout.paneAxis.width - 2 * hairlinePx, height }, 2 * hairlinePx, fill);
    const baseline = top + ((height + faces.labelBold.capHeightPx) >> 1);
    this.#axis.glyphs.pushText(faces.labelBold, text, 0, 0, pricePadPx(frame), baseline, imageColor(theme.onFill));
  }
}

/** How the sum is reset, and since when it is incomplete, as of the window's last bar. */
function titleOf({ view, state: { gaps, studies, utcOffsetSec } }: FrameContext, { series, title }: CvdPicture): string {
  const sinceSec = incompleteSince(series, studies.barSec, gaps, view.toSec);
  return sinceSec === null ? title : `${title} · incomplete since the gap at ${clockText(Math.floor(sinceSec) + utcOffsetSec).slice(0, 5)}`;
}

function covers(span: TagSpan | null, y: number, half: number): boolean {
  return span !== null && y + half > span.from && y - half < span.to;
}
